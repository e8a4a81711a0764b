// Fails without a word where the rules are no JSON
runs({ action: 'load', consent: 'command', rules: '[{ "name": ' });
failsWithoutAWord();
