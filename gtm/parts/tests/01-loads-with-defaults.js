// Loads the tag and leaves every default to it
runs({
  action: 'load',
  consent: 'command',
  beforeConsent: 'ignore',
  attributeAnonymous: true,
  rageclick: true,
  detect: true,
  pauseOnShutdown: true,
  funnelHosted: false,
  debug: false,
});
assertThat(pushed).isEqualTo([['config', { consent: 'command', beforeConsent: 'ignore' }]]);
assertThat(injected).isEqualTo([['%SCRIPT%', '%SCRIPT%']]);
succeeds();
