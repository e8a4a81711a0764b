const pushed = [];
const injected = [];

mock('createQueue', (name) => {
  assertThat(name).isEqualTo('fsOmetria');
  return (entry) => {
    pushed.push(entry);
  };
});

mock('injectScript', (url, onSuccess, _onFailure, token) => {
  injected.push([url, token]);
  onSuccess();
});

const runs = (mockData) => {
  runCode(mockData);
  return pushed;
};

const succeeds = () => {
  assertApi('gtmOnSuccess').wasCalled();
  assertApi('gtmOnFailure').wasNotCalled();
};

const failsWithoutAWord = () => {
  assertApi('gtmOnFailure').wasCalled();
  assertApi('gtmOnSuccess').wasNotCalled();
  assertThat(pushed).isEqualTo([]);
  assertThat(injected).isEqualTo([]);
};
