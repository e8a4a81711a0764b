// Loads the loader where it is chosen
runs({ action: 'load', consent: 'google', beforeConsent: 'ignore', script: 'loader' });
assertThat(pushed).isEqualTo([['config', { consent: 'google', beforeConsent: 'ignore' }]]);
assertThat(injected).isEqualTo([['%LOADER%', '%LOADER%']]);
succeeds();
