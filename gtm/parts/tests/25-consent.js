// Passes on what the visitor said, in whatever form a variable has it
['granted', true, 'true'].forEach((consentState) => {
  runs({ action: 'command', command: 'consent', consentState: consentState });
});
['denied', false, 'false'].forEach((consentState) => {
  runs({ action: 'command', command: 'consent', consentState: consentState });
});
assertThat(pushed).isEqualTo([
  ['consent', 'granted'],
  ['consent', 'granted'],
  ['consent', 'granted'],
  ['consent', 'denied'],
  ['consent', 'denied'],
  ['consent', 'denied'],
]);
succeeds();
