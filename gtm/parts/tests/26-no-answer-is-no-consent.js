// Never takes silence for consent
[undefined, '', 'undefined', null, 1, 'yes'].forEach((consentState) => {
  runs({ action: 'command', command: 'consent', consentState: consentState });
});
failsWithoutAWord();
