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

  it('leaves nothing behind', () => {
    const { undo, left } = watching(shopify());
    expect(left()).toBeGreaterThan(0);
    undo();
    expect(left()).toBe(0);
  });
});
