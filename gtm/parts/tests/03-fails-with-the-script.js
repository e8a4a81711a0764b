// Fails where the script does not load
mock('injectScript', (_url, _onSuccess, onFailure) => onFailure());
runs({ action: 'load', consent: 'command' });
assertApi('gtmOnFailure').wasCalled();
assertApi('gtmOnSuccess').wasNotCalled();
