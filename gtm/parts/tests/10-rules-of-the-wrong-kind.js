// Fails without a word where the rules are no list
runs({ action: 'load', consent: 'command', rules: '{ "name": "a" }' });
failsWithoutAWord();
