import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OmetriaOptions } from '../../src/types/config.js';
import { createOmetria } from '../../src/vendors/ometria.js';
import { installOmetriaTracker, type OmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import type { FakeWindow, WindowOptions } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const open = (prepare: (window: FakeWindow) => void = () => {}, options: OmetriaOptions & WindowOptions = {}) => {
  const { page, window, guard, errors, timers } = openPage({ ...options, prepare });
  return { ometria: createOmetria(page, guard, options), window, errors, timers };
};

const install = (window: FakeWindow, platform: 'shop' | 'generic' = 'shop'): OmetriaTracker => {
  const tracker = installOmetriaTracker(window, { account: 'demo', endpoint: '', platform });
  if (!tracker) throw new Error('The tracker did not install');
  return tracker;
};

const identify = () => {};
const init = () => {};

describe('the tracker is', () => {
  test.each<[string, string, unknown]>([
    ['absent', 'where there is none', undefined],
    ['waiting', 'where it is a bag of page data', { raw_data: {}, onLoad: () => {} }],
    ['waiting', 'where it is a fake with identify alone', { identify }],
    ['waiting', 'where cookies are off: init without identify', { init }],
    ['waiting', 'where init has not run', { identify, init, _debug: () => ({ extra: { cid: 'x' } }) }],
    [
      'waiting',
      'where init has not run, whatever else it says',
      { identify, init, _debug: () => ({ extra: { cid: 'x', npv: 0 } }) },
    ],
    ['ready', 'where init has run', { identify, init, _debug: () => ({ extra: { cid: 'x', npv: 1 } }) }],
    ['waiting', 'where it shows nothing and the page has not loaded', { identify, init }],
    [
      'waiting',
      'where it throws',
      {
        identify,
        init,
        _debug: () => {
          throw new Error('vendor');
        },
      },
    ],
  ])('%s %s', (state, _, tracker) => {
    const { ometria } = open((window) => Object.assign(window, { ometria: tracker }));
    expect(ometria.state()).toBe(state);
  });

  test('ready half a second after the load event where it has another shape', () => {
    const { ometria, timers } = open((window) => Object.assign(window, { ometria: { identify, init } }), {
      loadEventEnd: 300,
    });
    timers.advance(799);
    expect(ometria.state()).toBe('waiting');
    timers.advance(1);
    expect(ometria.state()).toBe('ready');
  });

  test('what the site says it is', () => {
    let ready = false;
    const { ometria, window } = open(() => {}, { ready: () => ready });
    expect(ometria.state()).toBe('absent');
    window.ometria = { identify };
    expect(ometria.state()).toBe('waiting');
    ready = true;
    expect(ometria.state()).toBe('ready');
  });

  test('waiting where the site’s word throws', () => {
    const { ometria, errors } = open((window) => Object.assign(window, { ometria: {} }), {
      ready: () => {
        throw new Error('site');
      },
    });
    expect(ometria.state()).toBe('waiting');
    expect(errors).toHaveLength(1);
  });

  test('ready once the real one’s init has run', () => {
    const { ometria, window } = open();
    const tracker = install(window, 'generic');
    expect(ometria.state()).toBe('waiting');
    tracker.init();
    expect(ometria.state()).toBe('ready');
  });
});

describe('the identity', () => {
  // Every sort of letter that an address may hold and a cookie has to carry.
  const address = fc
    .tuple(fc.stringMatching(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~äß-]{1,20}$/), fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/))
    .map(([local, domain]) => `${local}@${domain}.Example`);

  test('is the stored text to the letter, in the tracker and in its cookie', () => {
    fc.assert(
      fc.property(address, (identity) => {
        const { ometria, window, timers } = open();
        const tracker = install(window);
        expect([ometria.identity(), ometria.cookieIdentity()]).toEqual([null, undefined]);
        timers.advance(10);
        expect(ometria.cookieIdentity()).toBeNull();
        tracker.identify(identity);
        timers.advance(10);
        expect([ometria.identity(), ometria.cookieIdentity()]).toEqual([identity, identity]);
      }),
      { numRuns: 100 },
    );
  });

  test.each<[string, string, unknown]>([
    ['no cookie', '', undefined],
    ['another cookie', 'ometria_test=1; xometria=2_cid%3D1%26uiid%3Da%40b.c', undefined],
    ['a cookie of another shape', 'ometria=hello', undefined],
    ['a cookie without a visitor', 'ometria=2_cid%3Dabc%26npv%3D1', null],
    ['a cookie with one', 'a=b; ometria=2_cid%3Dabc%26uiid%3Djane%2540example.com; c=d', 'jane@example.com'],
    ['a visitor in front', 'ometria=2_uiid%3Djane%2540example.com%26cid%3Dabc', 'jane@example.com'],
    ['a name that only ends in uiid', 'ometria=2_cid%3Dabc%26xuiid%3Djane%2540example.com', null],
    ['a broken cookie', 'ometria=%E0%A4%A', undefined],
  ])('in a page with %s', (_, cookie, expected) => {
    const { ometria } = open((window) => {
      for (const one of cookie.split('; ')) window.document.cookie = one;
    });
    expect(ometria.cookieIdentity()).toBe(expected);
  });

  test.each([undefined, null, '', 7, {}, ['jane@example.com']])('of a tracker that answers %j is nobody', (answer) => {
    const { ometria } = open((window) =>
      Object.assign(window, { ometria: { identify, init, getIdentity: () => answer } }),
    );
    expect(ometria.identity()).toBeNull();
  });
});

test.each<[string, boolean]>([
  ['/?om_user=jane%40example.com', true],
  ['/basket?a=b&om_profile=123', true],
  ['/?kmi=jane%40example.com#x', true],
  ['/?om_user=', false],
  ['/?om_user=&a=b', false],
  ['/?om_usertype=1', false],
  ['/?from_om_user=1', false],
  ['/om_user=1', false],
  ['/#om_user=1', false],
  ['/', false],
])('an arrival at %s by a campaign link: %s', (path, linked) => {
  const { ometria, window } = open(() => {}, { url: `https://shop.example${path}` });
  expect(ometria.linked()).toBe(linked);
  // The tracker strips the parameters; the first address still has them.
  window.history.replaceState(null, '', '/');
  expect(ometria.linked()).toBe(linked);
});

test('where the browser keeps no entry of the navigation the address at the start counts', () => {
  const { ometria, window } = open(
    (window) => {
      window.performance.getEntriesByType = () => [];
    },
    { url: 'https://shop.example/?om_user=jane%40example.com' },
  );
  window.history.replaceState(null, '', '/');
  expect(ometria.linked()).toBe(true);
});

test('identify is called as a method: detached it would throw', () => {
  const { ometria, window, timers } = open();
  install(window).identify('jane@example.com');
  timers.advance(10);
  ometria.identify('jane@example.com', { fs_rage_clicks: 1 });
  expect(window.sent).toHaveLength(3);
});
