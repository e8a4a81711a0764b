// Configures before it loads
mock('injectScript', (_url, onSuccess) => {
  assertThat(pushed.length).isEqualTo(1);
  onSuccess();
});
runs({ action: 'load', consent: 'granted' });
succeeds();
