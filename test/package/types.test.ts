import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('the types', () => {
  it('take what the documentation shows and refuse what would not work', () => {
    // Everything that must not compile stands under a @ts-expect-error: one that does compile is an error, too.
    const { status, stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'test/package/types'], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
