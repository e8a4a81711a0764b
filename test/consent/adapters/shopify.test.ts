import { describe, expect, it } from 'vitest';
import { shopify } from '../../../src/consent/adapters/shopify.js';
import { watching } from './watching.js';

type Answer = 'yes' | 'no' | '';
const api = (analytics: boolean, marketing: boolean, answers: { analytics: Answer; marketing: Answer }) => ({
  analyticsProcessingAllowed: () => analytics,
  marketingAllowed: () => marketing,
  currentVisitorConsent: () => ({ ...answers, preferences: '', sale_of_data: '' }),
});
const store = (customerPrivacy: object) => ({ Shopify: { customerPrivacy } });

describe('Shopify Customer Privacy', () => {
  const table: { given: string; globals: Record<string, unknown>; granted: boolean | undefined }[] = [
    { given: 'no Shopify', globals: {}, granted: undefined },
    {
      given: 'a region that asks, and no answer yet',
      globals: store(api(false, false, { analytics: '', marketing: '' })),
      granted: undefined,
    },
    { given: 'a yes', globals: store(api(true, true, { analytics: 'yes', marketing: 'yes' })), granted: true },
    {
      given: 'a region that asks nobody',
      globals: store(api(true, true, { analytics: '', marketing: '' })),
      granted: true,
    },
    {
      given: 'analytics alone',
      globals: store(api(true, false, { analytics: 'yes', marketing: 'no' })),
      granted: false,
    },
    {
      given: 'marketing alone',
      globals: store(api(false, true, { analytics: 'no', marketing: 'yes' })),
      granted: false,
    },
    {
      given: 'a no to analytics and no word on marketing',
      globals: store(api(false, false, { analytics: 'no', marketing: '' })),
      granted: false,
    },
    {
      given: 'an API that cannot tell a no from no answer',
      globals: store({ analyticsProcessingAllowed: () => false, marketingAllowed: () => true }),
      granted: undefined,
    },
    { given: 'a refusal', globals: store(api(false, false, { analytics: 'no', marketing: 'no' })), granted: false },
  ];
  for (const { given, globals, granted } of table) {
    it(`takes ${given} for ${granted}`, () => {
      expect(watching(shopify(), globals).now()).toBe(granted);
    });
  }

  it('follows the event of Shopify', () => {
    const { window, emit, now } = watching(shopify(), store(api(false, false, { analytics: '', marketing: '' })));
    Object.assign(window, store(api(true, true, { analytics: 'yes', marketing: 'yes' })));
    emit('visitorConsentCollected', 'document');
    expect(now()).toBe(true);
    Object.assign(window, store(api(false, false, { analytics: 'no', marketing: 'no' })));
    emit('visitorConsentCollected', 'document');
    expect(now()).toBe(false);
  });

  it('asks once for the feature where the theme has not loaded it', () => {
    const asked: unknown[] = [];
    const loaded: { Shopify: { customerPrivacy?: object; loadFeatures: unknown } } = {
      Shopify: {
        loadFeatures: (features: unknown, done: () => void) => {
          asked.push(features);
          loaded.Shopify.customerPrivacy = api(true, true, { analytics: 'yes', marketing: 'yes' });
          done();
        },
      },
    };
    const { now, timers } = watching(shopify(), loaded);
    timers.advance(60_000);
    expect(now()).toBe(true);
    expect(asked).toEqual([[{ name: 'consent-tracking-api', version: '0.1' }]]);
  });

  it.each(['analyticsProcessingAllowed', 'marketingAllowed'])('asks for the feature where only %s is there', (name) => {
    let asked = 0;
    const { timers } = watching(shopify(), {
      Shopify: { customerPrivacy: { [name]: () => true }, loadFeatures: () => asked++ },
    });
    // A feature that never comes is not asked for again.
    timers.advance(60_000);
    expect(asked).toBe(1);
  });

  it('takes the feature as soon as it is told of, unless it was stopped before', () => {
    const play = () => {
      let loaded = () => {};
      const watched = watching(shopify(), {
        Shopify: { loadFeatures: (_: unknown, done: () => void) => (loaded = done) },
      });
      const arrive = () => {
        Object.assign(watched.window, store(api(true, true, { analytics: 'yes', marketing: 'yes' })));
        loaded();
      };
      return { ...watched, arrive };
    };
    const one = play();
    one.arrive();
    expect(one.now()).toBe(true);
    const other = play();
    other.undo();
    other.arrive();
    expect(other.now()).toBe(undefined);
  });

  it('is not asked any more once it has answered, and knows nothing any more once it throws', () => {
    const { window, timers, emit, now } = watching(
      shopify(),
      store(api(true, true, { analytics: 'yes', marketing: 'yes' })),
    );
    expect(timers.pending()).toBe(0);
    window.Shopify = {
      customerPrivacy: {
        analyticsProcessingAllowed: () => {
          throw new Error('no');
        },
        marketingAllowed: () => true,
      },
    };
    emit('visitorConsentCollected', 'document');
    expect(now()).toBe(undefined);
  });

  it('leaves nothing behind', () => {
    const { undo, left } = watching(shopify());
    expect(left()).toBeGreaterThan(0);
    undo();
    expect(left()).toBe(0);
  });
});
