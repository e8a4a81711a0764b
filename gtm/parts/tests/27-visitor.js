// Names the visitor
runs({ action: 'command', command: 'visitor', visitor: 'jane@example.com' });
assertThat(pushed).isEqualTo([['visitor', 'jane@example.com']]);
succeeds();
