import { describe, expect, it } from 'vitest';
import { google } from '../../../src/consent/adapters/google.js';
import { watching } from './watching.js';

/** As gtag pushes: the arguments object itself. */
function gtag(..._words: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: the arguments object is what gtag pushes
  return arguments;
}

const both = (value: string) => ({ analytics_storage: value, ad_storage: value });

describe('google consent mode', () => {
  const table: { given: string; layer: unknown[]; granted: boolean | undefined }[] = [
    { given: 'nothing', layer: [], granted: undefined },
    { given: 'a default of denied', layer: [gtag('consent', 'default', both('denied'))], granted: undefined },
    { given: 'a default of granted', layer: [gtag('consent', 'default', both('granted'))], granted: true },
    {
      given: 'a default of granted for a region',
      layer: [gtag('consent', 'default', { ...both('granted'), region: ['US'] })],
      granted: undefined,
    },
    {
      given: 'a default of granted beside one of denied for a region',
      layer: [
        gtag('consent', 'default', { ...both('denied'), region: ['DE'] }),
        gtag('consent', 'default', both('granted')),
      ],
      granted: undefined,
    },
    {
      given: 'an update to granted after a default of denied',
      layer: [gtag('consent', 'default', both('denied')), gtag('consent', 'update', both('granted'))],
      granted: true,
    },
    { given: 'a command that nobody knows', layer: [gtag('consent', 'declare', both('granted'))], granted: undefined },
    {
      given: 'another event with the same words',
      layer: [gtag('event', 'default', both('granted'))],
      granted: undefined,
    },
    { given: 'an array in place of the arguments', layer: [['consent', 'update', both('granted')]], granted: true },
    {
      given: 'an update to denied after a default of granted',
      layer: [gtag('consent', 'default', both('granted')), gtag('consent', 'update', both('denied'))],
      granted: false,
    },
    {
      given: 'an update that refuses one purpose',
      layer: [gtag('consent', 'update', { analytics_storage: 'granted', ad_storage: 'denied' })],
      granted: false,
    },
    {
      given: 'an update that leaves one type unset',
      layer: [gtag('consent', 'update', { analytics_storage: 'granted' })],
      granted: undefined,
    },
    {
      given: 'updates of the types one by one',
      layer: [
        gtag('consent', 'update', { analytics_storage: 'granted' }),
        gtag('consent', 'update', { ad_storage: 'granted' }),
      ],
      granted: true,
    },
    {
      given: 'a default that comes after the update',
      layer: [gtag('consent', 'update', both('granted')), gtag('consent', 'default', both('denied'))],
      granted: true,
    },
    {
      given: 'entries that are no commands',
      layer: [
        null,
        7,
        'consent',
        ['consent'],
        { event: 'consent' },
        ['consent', 'update', null],
        ['consent', 'update', 3],
      ],
      granted: undefined,
    },
  ];

  for (const { given, layer, granted } of table) {
    it(`takes ${given} for ${granted}`, () => {
      expect(watching(google(), { dataLayer: layer }).now()).toBe(granted);
    });
  }

  it('says the same for what is pushed later', () => {
    for (const { layer, granted } of table) {
      const dataLayer: unknown[] = [];
      const { now } = watching(google(), { dataLayer });
      dataLayer.push(...layer);
      expect(now()).toBe(granted);
    }
  });

  it('follows a change of mind', () => {
    const dataLayer: unknown[] = [];
    const { said } = watching(google(), { dataLayer });
    dataLayer.push(gtag('consent', 'update', both('granted')));
    dataLayer.push(gtag('consent', 'update', both('denied')));
    expect(said.slice(-2)).toEqual([true, false]);
  });

  it('does not say a yes that was taken back before it looked', () => {
    const layer = [gtag('consent', 'update', both('granted')), gtag('consent', 'update', both('denied'))];
    expect(watching(google(), { dataLayer: layer }).said).not.toContain(true);
  });

  it('takes other types where the site says so', () => {
    const layer = [gtag('consent', 'update', { fullstory: 'granted', ometria: 'granted', ad_storage: 'denied' })];
    expect(watching(google({ analytics: 'fullstory', marketing: 'ometria' }), { dataLayer: layer }).now()).toBe(true);
  });

  it('follows what Tag Manager changes without a data-layer entry', () => {
    const entries: Record<string, { default?: boolean; update?: boolean; region?: string }> = {
      analytics_storage: { default: false },
      ad_storage: { default: false },
    };
    const { now, timers } = watching(google(), { google_tag_data: { ics: { entries } } });
    expect(now()).toBe(undefined);
    entries.analytics_storage = { default: false, update: true };
    entries.ad_storage = { default: false, update: true };
    timers.advance(5000);
    expect(now()).toBe(true);
    entries.ad_storage = { default: false, update: false };
    timers.advance(5000);
    expect(now()).toBe(false);
  });

  it.each([
    ['a default', { default: true }, true],
    ['a default for the region of the visitor', { default: true, region: 'US-CA' }, true],
    ['a default that waits for an update', { default: true, quiet: true }, undefined],
    ['a default whose wait is over', { default: true, quiet: false }, true],
    ['a default of denied', { default: false }, undefined],
    ['nothing but a type that somebody has declared', { declare: true, implicit: true }, undefined],
  ])('takes %s that Tag Manager has resolved for what it is', (_, entry, granted) => {
    const state = { google_tag_data: { ics: { entries: { analytics_storage: entry, ad_storage: entry } } } };
    expect(watching(google(), state).now()).toBe(granted);
  });

  it('believes a newer data-layer entry rather than what Tag Manager has not processed yet', () => {
    const granted = { default: false, update: true };
    const dataLayer: unknown[] = [];
    const { now, timers } = watching(google(), {
      dataLayer,
      google_tag_data: { ics: { entries: { analytics_storage: granted, ad_storage: granted } } },
    });
    dataLayer.push(gtag('consent', 'update', both('denied')));
    timers.advance(20_000);
    expect(now()).toBe(false);
  });

  it('finds a data layer that is made or replaced later', () => {
    const { now, timers, window } = watching(google());
    window.dataLayer = [gtag('consent', 'update', both('granted'))];
    timers.advance(5000);
    expect(now()).toBe(true);
    const replaced: unknown[] = [];
    window.dataLayer = replaced;
    timers.advance(5000);
    replaced.push(gtag('consent', 'update', both('denied')));
    expect(now()).toBe(false);
  });

  describe('hears a refusal', () => {
    const refusal = () => gtag('consent', 'update', both('denied'));
    it.each<[string, (list: unknown[]) => void]>([
      ['forwards to a worker', (list) => Object.assign(list, { push: () => 0 })],
      [
        'stands in for Tag Manager',
        (list) => Object.assign(list, { push: (entry: { eventCallback?: () => void }) => entry.eventCallback?.() }),
      ],
      [
        'keeps the entries for later',
        (list) => Object.assign(list, { push: (...entries: unknown[]) => entries.length && list.splice(0, 0) }),
      ],
    ])('after somebody has replaced push by one that %s', (_, replace) => {
      const dataLayer: unknown[] = [gtag('consent', 'update', both('granted'))];
      const { now, timers, emit } = watching(google(), { dataLayer });
      replace(dataLayer);
      timers.advance(5000);
      dataLayer.push(refusal());
      expect(now()).toBe(false);
      // Again, a moment before the visitor answers a banner.
      dataLayer.push(gtag('consent', 'update', both('granted')));
      replace(dataLayer);
      emit('pointerdown');
      dataLayer.push(refusal());
      expect(now()).toBe(false);
    });

    it.each(['pointerdown', 'keydown'])(
      'at the %s that answers a banner, whoever has replaced push meanwhile',
      (act) => {
        const dataLayer: unknown[] = [gtag('consent', 'update', both('granted'))];
        const { emit, now } = watching(google(), { dataLayer });
        dataLayer.push = (...entries) => Array.prototype.push.apply(dataLayer, entries);
        dataLayer.push(refusal());
        expect(now()).toBe(true);
        emit(act);
        expect(now()).toBe(false);
      },
    );

    it('in a list that was appended to behind our back, and not the yes of before in a copy of it', () => {
      const dataLayer: unknown[] = [gtag('consent', 'update', both('granted'))];
      const { said, now, timers, window } = watching(google(), { dataLayer });
      Array.prototype.push.call(dataLayer, refusal());
      timers.advance(5000);
      expect(now()).toBe(false);
      window.dataLayer = dataLayer.slice(0, 1);
      timers.advance(5000);
      expect(now()).toBe(false);
      expect(said.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('a default that waits for an update', () => {
    const waiting = (wait: unknown) => gtag('consent', 'default', { ...both('granted'), wait_for_update: wait });
    it.each<[string, unknown]>([
      ['500 ms', 500],
      ['500 ms as a text', '500'],
      ['two seconds', 2000],
    ])('of %s is no yes until then', (_, wait) => {
      const dataLayer: unknown[] = [waiting(wait)];
      const { said, timers } = watching(google(), { dataLayer });
      timers.advance(250);
      dataLayer.push(gtag('consent', 'update', both('denied')));
      timers.advance(10_000);
      expect(said).not.toContain(true);
      expect(said.at(-1)).toBe(false);
    });

    it('counts when the time is over, and an update at once', () => {
      const quiet = watching(google(), { dataLayer: [waiting(500)] });
      quiet.timers.advance(400);
      expect(quiet.now()).toBe(undefined);
      quiet.timers.advance(2000);
      expect(quiet.now()).toBe(true);
      const dataLayer: unknown[] = [waiting(500)];
      const answered = watching(google(), { dataLayer });
      dataLayer.push(gtag('consent', 'update', both('granted')));
      expect(answered.now()).toBe(true);
    });

    it('pushed after the tag, waits too', () => {
      const dataLayer: unknown[] = [];
      const { said, timers } = watching(google(), { dataLayer });
      timers.advance(1000);
      dataLayer.push(waiting(500));
      timers.advance(250);
      dataLayer.push(gtag('consent', 'update', both('denied')));
      expect(said).not.toContain(true);
    });

    it.each([NaN, -5, 'soon', null, {}])('of %s does not wait', (wait) => {
      expect(watching(google(), { dataLayer: [waiting(wait)] }).now()).toBe(true);
    });
  });

  it.each<[string, unknown[]]>([
    [
      'denied for a region and granted elsewhere',
      [gtag('consent', 'default', { ...both('denied'), region: ['DE'] }), gtag('consent', 'default', both('granted'))],
    ],
    [
      'a stored yes told as a second default',
      [gtag('consent', 'default', both('denied')), gtag('consent', 'default', both('granted'))],
    ],
    ['granted for the region of the visitor', [gtag('consent', 'default', { ...both('granted'), region: ['US'] })]],
  ])('what Tag Manager has resolved counts: %s', (_, dataLayer) => {
    const { now, timers, window } = watching(google(), { dataLayer });
    expect(now()).toBe(undefined);
    window.google_tag_data = {
      ics: { entries: { analytics_storage: { default: true }, ad_storage: { default: true } } },
    };
    timers.advance(5000);
    expect(now()).toBe(true);
    window.google_tag_data = {
      ics: { entries: { analytics_storage: { default: true }, ad_storage: { default: false } } },
    };
    timers.advance(5000);
    expect(now()).toBe(undefined);
  });

  it('speaks only when there is news, so that a refusal in another tab is not overruled by silence', () => {
    const dataLayer = [gtag('consent', 'update', both('granted'))];
    const { said, timers } = watching(google(), { dataLayer });
    const before = said.length;
    timers.advance(60_000);
    expect(said.length).toBe(before);
  });

  it('survives hostile entries and goes on', () => {
    const hostile = {
      get 0() {
        throw new Error('no');
      },
    };
    const dataLayer: unknown[] = [hostile];
    const { now, errors } = watching(google(), { dataLayer });
    dataLayer.push(hostile);
    dataLayer.push(gtag('consent', 'update', both('granted')));
    expect(now()).toBe(true);
    expect(errors).toEqual([]);
  });

  it('listens to acts only while there is consent', () => {
    const dataLayer: unknown[] = [];
    const { left } = watching(google(), { dataLayer });
    const timers = left();
    dataLayer.push(gtag('consent', 'update', both('granted')));
    expect(left()).toBe(timers + 2);
    dataLayer.push(gtag('consent', 'update', both('denied')));
    expect(left()).toBe(timers);
  });

  it('leaves nothing behind', () => {
    const dataLayer: unknown[] = [];
    const { undo, left, said } = watching(google(), { dataLayer });
    undo();
    const before = said.length;
    dataLayer.push(gtag('consent', 'update', both('granted')));
    expect(left()).toBe(0);
    expect(Object.keys(dataLayer)).not.toContain('push');
    expect(said.length).toBe(before);
  });

  it('says an update again that is told again', () => {
    const dataLayer: unknown[] = [gtag('consent', 'update', both('granted'))];
    const { said } = watching(google(), { dataLayer });
    const { length } = said;
    dataLayer.push(gtag('consent', 'update', both('granted')));
    expect(said.slice(length)).toEqual([true]);
  });

  it('goes on believing an update of Tag Manager that is not there any more', () => {
    const entries: Record<string, object> = { analytics_storage: { update: true }, ad_storage: { update: true } };
    const { timers, now } = watching(google(), { google_tag_data: { ics: { entries } } });
    expect(now()).toBe(true);
    entries.ad_storage = {};
    timers.advance(5000);
    expect(now()).toBe(true);
  });

  it('listens to acts once, and only while there is consent', () => {
    const dataLayer: unknown[] = [gtag('consent', 'update', both('granted'))];
    const { timers, left } = watching(google(), { dataLayer });
    const agreed = left();
    timers.advance(60_000);
    expect(left()).toBe(agreed);
    dataLayer.push(gtag('consent', 'update', both('denied')));
    expect(left()).toBe(agreed - 2);
  });
});
