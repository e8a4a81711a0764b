import { describe, expect, it } from 'vitest';
import { type IdentityFacts, resolveIdentity, type Who } from '../../src/identity/resolve.js';
import { hash } from '../../src/text.js';

const JANE = 'jane@example.com';
const TOM = 'tom@example.com';
const hashOf = (name: string) => String(hash(name));

const NOBODY: IdentityFacts = {
  tracker: 'ready',
  named: undefined,
  stored: null,
  cookieIdentity: null,
  loggedOut: '',
  lastKnown: undefined,
  linked: false,
};

type Row = [title: string, facts: Partial<IdentityFacts>, answer: Who];

/** In the order in which the first that fits counts. owner: null is nobody's, undefined cannot be told. */
const TABLE: Record<string, Row[]> = {
  'the tracker is absent or not ready': [
    ['nobody is known', { tracker: 'absent' }, { owner: undefined, hold: 'ometria_absent' }],
    ['its cookie names Jane', { tracker: 'absent', stored: JANE }, { owner: JANE, hold: 'ometria_absent' }],
    ['the site names Tom', { tracker: 'waiting', stored: JANE, named: TOM }, { owner: TOM, hold: 'ometria_not_ready' }],
    // The design's table has nobody here, and as before where the site names her.
    [
      'its Jane is out',
      { tracker: 'absent', stored: JANE, loggedOut: hashOf(JANE) },
      { owner: undefined, hold: 'ometria_absent' },
    ],
    [
      'the site’s Jane is out',
      { tracker: 'waiting', named: JANE, loggedOut: hashOf(JANE) },
      { owner: undefined, hold: 'ometria_not_ready' },
    ],
  ],
  'the cookie tells another than the tracker': [
    ['two people', { stored: JANE, cookieIdentity: TOM }, { owner: undefined, hold: 'identity_stale', shows: TOM }],
    [
      'two people, the page had shown the tracker’s',
      { stored: JANE, cookieIdentity: TOM, lastKnown: JANE },
      { owner: undefined, hold: 'identity_stale', shows: JANE },
    ],
    [
      'two people, a link told the tracker',
      { stored: JANE, cookieIdentity: TOM, linked: true },
      { owner: undefined, hold: 'identity_stale', shows: JANE },
    ],
    [
      'two people, the cookie’s is out',
      { stored: JANE, cookieIdentity: TOM, loggedOut: hashOf(TOM) },
      { owner: undefined, hold: 'identity_stale', shows: undefined },
    ],
    // The design's table gives all of it to whom the site names.
    [
      'two people, and the site’s word',
      { stored: JANE, cookieIdentity: TOM, named: JANE },
      { owner: undefined, hold: 'identity_stale', shows: JANE },
    ],
    ['only the cookie knows somebody', { cookieIdentity: JANE }, { owner: JANE, hold: 'identity_stale', shows: JANE }],
    ['only the tracker knows somebody', { stored: JANE }, { owner: JANE, hold: 'identity_stale', shows: undefined }],
    [
      'one knows Jane, and the site says so',
      { cookieIdentity: JANE, named: JANE },
      { owner: JANE, hold: 'identity_stale', shows: JANE },
    ],
    [
      'one knows Jane, and the site names Tom',
      { cookieIdentity: JANE, named: TOM },
      { owner: undefined, hold: 'identity_stale', shows: TOM },
    ],
    // The design's table has nobody here.
    [
      'only the cookie knows her, and she is out',
      { cookieIdentity: JANE, loggedOut: hashOf(JANE) },
      { owner: undefined, hold: 'identity_stale', shows: undefined },
    ],
    // Another spelling is another text, and the same person.
    [
      'the same person, spelt otherwise',
      { stored: 'Jane@Example.com', cookieIdentity: JANE },
      { owner: JANE, hold: 'identity_stale', shows: JANE },
    ],
  ],
  'the tracker is ready, and the cookie agrees or cannot be read': [
    [
      'the site names another',
      { stored: JANE, cookieIdentity: JANE, named: TOM },
      { owner: TOM, hold: 'identity_mismatch' },
    ],
    [
      'the site names another, no cookie',
      { stored: JANE, cookieIdentity: undefined, named: TOM },
      { owner: TOM, hold: 'identity_mismatch' },
    ],
    [
      'its Jane is out',
      { stored: JANE, cookieIdentity: JANE, loggedOut: hashOf(JANE) },
      { owner: null, hold: 'logged_out' },
    ],
    [
      'its Jane is out in another spelling',
      { stored: ' JANE@example.com', cookieIdentity: ' JANE@example.com', loggedOut: hashOf(JANE) },
      { owner: null, hold: 'logged_out' },
    ],
    [
      'the site names Jane, who is out elsewhere',
      { named: JANE, loggedOut: hashOf(JANE) },
      { owner: undefined, hold: 'logged_out' },
    ],
    [
      'Jane, to the letter',
      { stored: 'Jane@Example.com', cookieIdentity: 'Jane@Example.com', named: JANE },
      { owner: 'Jane@Example.com', identity: 'Jane@Example.com' },
    ],
    [
      'Jane, and Tom is out',
      { stored: JANE, cookieIdentity: JANE, loggedOut: hashOf(TOM) },
      { owner: JANE, identity: JANE },
    ],
    [
      'Jane, named since her log-out',
      { stored: JANE, cookieIdentity: JANE, loggedOut: '0' },
      { owner: JANE, identity: JANE },
    ],
    ['the tracker knows nobody, the site names Jane', { named: JANE }, { owner: JANE, identity: JANE }],
    ['nobody anywhere', {}, { owner: null, hold: 'identity_unknown' }],
  ],
};

describe.each(Object.entries(TABLE))('%s', (_, rows) => {
  it.each(rows)('%s', (_title, facts, answer) => {
    expect(resolveIdentity({ ...NOBODY, ...facts })).toEqual(answer);
  });
});
