// Loads the whole tag where the loader cannot do what is asked
runs({ action: 'load', consent: 'command', script: 'loader', beforeConsent: 'buffer' });
runs({ action: 'load', consent: 'command', script: 'loader', globalPrivacyControl: 'ignore' });
runs({ action: 'load', consent: 'command', script: 'loader', sessionKey: 'shop' });
assertThat(injected).isEqualTo([
  ['%SCRIPT%', '%SCRIPT%'],
  ['%SCRIPT%', '%SCRIPT%'],
  ['%SCRIPT%', '%SCRIPT%'],
]);
