// Sends names without a prefix where that is asked for
runs({ action: 'load', consent: 'command', prefix: 'web_', noPrefix: true });
assertThat(pushed).isEqualTo([['config', { consent: 'command', prefix: '' }]]);
