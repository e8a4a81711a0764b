import { describe, expect, it } from 'vitest';
import { cookiebot } from '../../../src/consent/adapters/cookiebot.js';
import { watching } from './watching.js';

const state = (statistics: boolean, marketing: boolean, hasResponse = true) => ({
  Cookiebot: { hasResponse, consent: { necessary: true, preferences: true, statistics, marketing } },
});

describe('Cookiebot', () => {
  const table: { given: string; globals: Record<string, unknown>; granted: boolean | undefined }[] = [
    { given: 'no Cookiebot', globals: {}, granted: undefined },
    { given: 'a banner without an answer', globals: state(false, false, false), granted: undefined },
    { given: 'both categories', globals: state(true, true), granted: true },
    { given: 'statistics alone', globals: state(true, false), granted: false },
    { given: 'marketing alone', globals: state(false, true), granted: false },
    { given: 'a refusal', globals: state(false, false), granted: false },
    { given: 'something else of that name', globals: { Cookiebot: 'yes' }, granted: undefined },
    {
      given: 'texts in place of booleans',
      globals: { Cookiebot: { consent: { statistics: 'yes', marketing: 'yes' } } },
      granted: undefined,
    },
  ];
  for (const { given, globals, granted } of table) {
    it(`takes ${given} for ${granted}`, () => {
      expect(watching(cookiebot(), globals).now()).toBe(granted);
    });
  }

  it('follows the events of Cookiebot', () => {
    const { window, emit, now } = watching(cookiebot());
    Object.assign(window, state(true, true));
    emit('CookiebotOnConsentReady');
    expect(now()).toBe(true);
    Object.assign(window, state(false, false));
    emit('CookiebotOnDecline');
    expect(now()).toBe(false);
    Object.assign(window, state(true, true));
    emit('CookiebotOnAccept');
    expect(now()).toBe(true);
  });

  it('knows nothing any more once it throws', () => {
    const { window, emit, now } = watching(cookiebot(), state(true, true));
    window.Cookiebot = {
      get consent() {
        throw new Error('no');
      },
    };
    emit('CookiebotOnAccept');
    expect(now()).toBe(undefined);
  });

  it('leaves nothing behind', () => {
    const { undo, left } = watching(cookiebot());
    expect(left()).toBeGreaterThan(0);
    undo();
    expect(left()).toBe(0);
  });
});
