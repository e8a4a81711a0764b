// Sends a signal of the shop's own
runs({
  action: 'command',
  command: 'signal',
  signalType: 'custom',
  signalName: 'size_missing',
  signalStage: 'product',
  signalProperties: [
    { name: 'missing_size', value: 'XL' },
    { name: 'waiting', value: true },
    { name: 'empty', value: '' },
  ],
});
assertThat(pushed).isEqualTo([
  [
    'signal',
    { type: 'custom', stage: 'product', name: 'size_missing', properties: { missing_size: 'XL', waiting: true } },
  ],
]);
succeeds();
