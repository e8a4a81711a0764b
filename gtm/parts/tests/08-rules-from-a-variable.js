// Takes rules and further options from variables that are no texts
runs({ action: 'load', consent: 'command', rules: [{ name: 'a', steps: [] }], more: { debug: true } });
assertThat(pushed).isEqualTo([['config', { consent: 'command', rules: [{ name: 'a', steps: [] }], debug: true }]]);
succeeds();
