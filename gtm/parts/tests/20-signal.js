// Sends a signal
runs({
  action: 'command',
  command: 'signal',
  signalType: 'form_error',
  signalForm: 'address',
  signalField: 'postcode',
});
assertThat(pushed).isEqualTo([['signal', { type: 'form_error', form: 'address', field: 'postcode' }]]);
assertThat(injected).isEqualTo([]);
succeeds();
