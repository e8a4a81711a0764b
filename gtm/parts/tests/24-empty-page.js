// Fails without a word where nothing is said of the page
runs({ action: 'command', command: 'page' });
failsWithoutAWord();
