// Hands stages over as a list
runs({ action: 'load', consent: 'command', funnel: [{ stage: 'bag', page: '/bag', event: '', abandon: 'yes' }] });
assertThat(pushed).isEqualTo([['config', { consent: 'command', funnel: [{ stage: 'bag', page: '/bag' }] }]]);
