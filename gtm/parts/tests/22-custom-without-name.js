// Fails without a word where a custom signal has no name
runs({ action: 'command', command: 'signal', signalType: 'custom' });
failsWithoutAWord();
