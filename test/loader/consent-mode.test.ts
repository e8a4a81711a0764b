import { describe, expect, test, vi } from 'vitest';
import { google } from '../../src/consent/adapters/google.js';
import { readConsentMode } from '../../src/loader/consent-mode.js';
import { watching } from '../consent/adapters/watching.js';

/** As gtag pushes: the arguments object itself. */
function gtag(..._words: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: the arguments object is what gtag pushes
  return arguments;
}

const both = (value: unknown) => ({ analytics_storage: value, ad_storage: value });
const inside = (entry: object) => ({ ics: { entries: { analytics_storage: entry, ad_storage: entry } } });

/** What a page has of Consent Mode. */
interface Row {
  given: string;
  dataLayer?: unknown[];
  google_tag_data?: unknown;
}

const TABLE: Row[] = [
  { given: 'nothing' },
  { given: 'a default of denied', dataLayer: [gtag('consent', 'default', both('denied'))] },
  { given: 'a default of granted', dataLayer: [gtag('consent', 'default', both('granted'))] },
  {
    given: 'a default of granted for a region',
    dataLayer: [gtag('consent', 'default', { ...both('granted'), region: ['US'] })],
  },
  {
    given: 'a default of granted beside one of denied for a region',
    dataLayer: [
      gtag('consent', 'default', { ...both('denied'), region: ['DE'] }),
      gtag('consent', 'default', both('granted')),
    ],
  },
  {
    given: 'an update to granted after a default of denied',
    dataLayer: [gtag('consent', 'default', both('denied')), gtag('consent', 'update', both('granted'))],
  },
  { given: 'an array in place of the arguments', dataLayer: [['consent', 'update', both('granted')]] },
  { given: 'true in place of the word', dataLayer: [['consent', 'update', both(true)]] },
  {
    given: 'an update to denied after a default of granted',
    dataLayer: [gtag('consent', 'default', both('granted')), gtag('consent', 'update', both('denied'))],
  },
  {
    given: 'a change of mind, and another',
    dataLayer: ['denied', 'granted', 'denied'].map((word) => gtag('consent', 'update', both(word))),
  },
  {
    given: 'an update that refuses one purpose',
    dataLayer: [gtag('consent', 'update', { analytics_storage: 'granted', ad_storage: 'denied' })],
  },
  {
    given: 'an update that leaves one type unset',
    dataLayer: [gtag('consent', 'update', { analytics_storage: 'granted' })],
  },
  {
    given: 'updates of the types one by one',
    dataLayer: [
      gtag('consent', 'update', { analytics_storage: 'granted' }),
      gtag('consent', 'update', { ad_storage: 'granted' }),
    ],
  },
  {
    given: 'a default that comes after the update',
    dataLayer: [gtag('consent', 'update', both('granted')), gtag('consent', 'default', both('denied'))],
  },
  {
    given: 'entries that are no commands',
    dataLayer: [
      null,
      undefined,
      7,
      'consent',
      ['consent'],
      { event: 'consent' },
      ['consent', 'update', null],
      ['consent', 'update', 3],
    ],
  },
  { given: 'Tag Manager’s default of denied', google_tag_data: inside({ default: false }) },
  { given: 'Tag Manager’s default of granted', google_tag_data: inside({ default: true }) },
  { given: 'Tag Manager’s update to granted', google_tag_data: inside({ default: false, update: true }) },
  { given: 'Tag Manager’s update to denied', google_tag_data: inside({ default: true, update: false }) },
  { given: 'Tag Manager’s default that nobody has said', google_tag_data: inside({ default: true, quiet: true }) },
  { given: 'a Tag Manager that holds nothing', google_tag_data: { ics: {} } },
  { given: 'a stranger under Tag Manager’s name', google_tag_data: 'text' },
  {
    given: 'both, agreeing',
    dataLayer: [gtag('consent', 'update', both('granted'))],
    google_tag_data: inside({ default: false, update: true }),
  },
];

const WORDS = ['denied', 'unknown', 'granted'];
const toWord = (granted: boolean | undefined) => (granted === undefined ? 'unknown' : granted ? 'granted' : 'denied');

const loaderOn = (globals: object, elapsed = 60_000) => {
  vi.stubGlobal('window', globals);
  vi.stubGlobal('performance', { now: () => elapsed });
  return WORDS[Math.min(readConsentMode('analytics_storage'), readConsentMode('ad_storage'))];
};

describe('the loader says of Consent Mode what the adapter says', () => {
  for (const { given, ...globals } of TABLE)
    test(`of ${given}`, () => {
      const { now, timers } = watching(google(), globals);
      timers.advance(60_000);
      expect(loaderOn(globals)).toBe(toWord(now()));
    });
});

test('where data layer and Tag Manager disagree on an update, nothing is known', () => {
  for (const [said, update] of [
    ['granted', false],
    ['denied', true],
  ])
    expect(loaderOn({ dataLayer: [gtag('consent', 'update', both(said))], google_tag_data: inside({ update }) })).toBe(
      'unknown',
    );
});

test('a default counts only when a consent tool has had its time to correct it', () => {
  const globals = { dataLayer: [gtag('consent', 'default', { ...both('granted'), wait_for_update: 500 })] };
  expect(loaderOn(globals, 400)).toBe('unknown');
  expect(loaderOn(globals, 6000)).toBe('granted');
});
