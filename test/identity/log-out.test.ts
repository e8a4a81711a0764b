import { describe, expect, test } from 'vitest';
import { createLogOut, type Present } from '../../src/identity/log-out.js';
import { isLoggedOut, sealLogOut } from '../../src/identity/resolve.js';

const JANE = 'jane@example.com';
const TOM = 'tom@example.com';
const OUT = sealLogOut('k3j2', JANE);
const NOBODY: Present = { tracked: null, cookieIdentity: undefined };

/** `agreed`: has the visitor agreed? */
const open = (agreed = true) => {
  const kept = { out: '', begun: 0, agreed };
  const register = {
    loggedOut: () => kept.out,
    setLoggedOut: (sealed: string) => {
      kept.out = sealed;
    },
    begin: () => {
      kept.begun++;
    },
  };
  return { kept, logOut: createLogOut(() => (kept.agreed ? register : undefined)) };
};

describe('who has left', () => {
  test.each<[string, Partial<Present>, string | undefined, string]>([
    ['is whom the cookie names', { cookieIdentity: JANE, tracked: TOM }, TOM, JANE],
    ['else whom the tracker knows', { cookieIdentity: null, tracked: JANE }, TOM, JANE],
    ['else whom the site had named', {}, JANE, JANE],
    ['however that was spelt', { cookieIdentity: ' JANE@example.com' }, undefined, JANE],
  ])('%s', (_name, present, named, expected) => {
    const { kept, logOut } = open();
    logOut.begin(named);
    logOut.settle({ ...NOBODY, ...present }, undefined);
    expect(isLoggedOut(expected, kept.out)).toBe(true);
    expect(kept.out).not.toContain('@');
    expect(kept.begun).toBe(0);
  });

  test('is nobody without tracker, readable cookie and named visitor, and who had left before still has', () => {
    const { kept, logOut } = open();
    kept.out = OUT;
    logOut.begin(undefined);
    logOut.settle(NOBODY, undefined);
    expect(kept.out).toBe(OUT);
  });

  test('is kept once: whoever comes afterwards has not left', () => {
    const { kept, logOut } = open();
    logOut.begin(undefined);
    logOut.settle(NOBODY, undefined);
    logOut.settle({ ...NOBODY, cookieIdentity: TOM }, undefined);
    expect(kept.out).toBe('');
  });

  test('before consent: it is kept as soon as it may be, and another visit begins', () => {
    const { kept, logOut } = open(false);
    logOut.begin(JANE);
    logOut.settle(NOBODY, undefined);
    expect(kept).toMatchObject({ out: '', begun: 0 });
    kept.agreed = true;
    logOut.settle(NOBODY, undefined);
    expect(isLoggedOut(JANE, kept.out)).toBe(true);
    expect(kept.begun).toBe(1);
  });

  test('is there again where the site has named that very person meanwhile', () => {
    const { kept, logOut } = open(false);
    logOut.begin(JANE);
    kept.agreed = true;
    logOut.settle(NOBODY, 'Jane@Example.com');
    expect(kept.out).toBe('0');
  });
});

test.each([
  ['who has left is there again', ' JANE@example.com', '0'],
  ['somebody else is not who has left', TOM, OUT],
])('the site names somebody: %s', (_name, name, expected) => {
  const { kept, logOut } = open();
  kept.out = OUT;
  logOut.named(name);
  expect(kept.out).toBe(expected);
});

test('without consent nobody has logged out', () => {
  const { kept, logOut } = open(false);
  kept.out = OUT;
  expect(logOut.read()).toBe('');
});
