// Switches all detectors off
runs({ action: 'load', consent: 'command', detect: false, detectors: [{ signal: 'dwell', detect: 'yes' }] });
assertThat(pushed).isEqualTo([['config', { consent: 'command', detect: false }]]);
