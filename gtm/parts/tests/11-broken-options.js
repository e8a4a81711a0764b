// Fails without a word where the further options are no JSON
runs({ action: 'load', consent: 'command', more: 'debug' });
failsWithoutAWord();
