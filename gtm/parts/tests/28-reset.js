// Says that the visitor has logged out
runs({ action: 'command', command: 'reset' });
assertThat(pushed).isEqualTo([['reset']]);
succeeds();
