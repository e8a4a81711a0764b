import { describe, expect, it } from 'vitest';
import {
  EITHER,
  type IdentityFacts,
  type IdentityStatus,
  resolveIdentity,
  sealLogOut,
} from '../../src/identity/resolve.js';

const JANE = 'jane@example.com';
const TOM = 'tom@example.com';
const out = (name: string) => sealLogOut('k3j2', name);

const NOBODY: IdentityFacts = {
  tracker: 'ready',
  named: undefined,
  tracked: null,
  cookieIdentity: null,
  loggedOut: '',
  linked: false,
};

type Row = [title: string, facts: Partial<IdentityFacts>, status: IdentityStatus];

/** In the order in which the first that fits counts. owner: null is nobody's, undefined is as before on this page. */
const TABLE: Record<string, Row[]> = {
  '1, before the tracker: who is known has logged out': [
    [
      'named by the site: as before',
      { tracker: 'waiting', named: JANE, loggedOut: out(JANE) },
      { owner: undefined, hold: 'ometria_not_ready' },
    ],
    [
      'in its cookie: nobody',
      { tracker: 'absent', cookieIdentity: JANE, loggedOut: out(JANE) },
      { owner: null, hold: 'ometria_absent' },
    ],
    [
      'in its cookie, behind a link that names somebody else: as before',
      { tracker: 'absent', cookieIdentity: JANE, linked: true, loggedOut: out(JANE) },
      { owner: undefined, hold: 'ometria_absent' },
    ],
  ],
  '2, before the tracker: somebody is known': [
    [
      'the site’s word first',
      { tracker: 'waiting', cookieIdentity: JANE, named: TOM },
      { owner: TOM, hold: 'ometria_not_ready' },
    ],
    ['its cookie’s', { tracker: 'absent', cookieIdentity: JANE }, { owner: JANE, hold: 'ometria_absent' }],
    [
      'though somebody else has logged out',
      { tracker: 'absent', cookieIdentity: JANE, loggedOut: out(TOM) },
      { owner: JANE, hold: 'ometria_absent' },
    ],
  ],
  '3, before the tracker: nobody is known': [
    ['its cookie names nobody', { tracker: 'absent' }, { owner: undefined, hold: 'ometria_absent' }],
    [
      'its cookie cannot be read',
      { tracker: 'waiting', cookieIdentity: undefined },
      { owner: undefined, hold: 'ometria_not_ready' },
    ],
    [
      'a link may name another than its cookie',
      { tracker: 'waiting', cookieIdentity: JANE, linked: true },
      { owner: undefined, hold: 'ometria_not_ready' },
    ],
  ],
  '4, cookie and tracker differ: the site’s word': [
    ['stands over both', { tracked: JANE, cookieIdentity: TOM, named: JANE }, { owner: JANE, hold: 'identity_stale' }],
    ['and over one that knows nobody', { cookieIdentity: JANE, named: TOM }, { owner: TOM, hold: 'identity_stale' }],
    [
      'is as before where that one has logged out',
      { tracked: JANE, cookieIdentity: TOM, named: JANE, loggedOut: out(JANE) },
      { owner: undefined, hold: 'identity_stale' },
    ],
  ],
  '5, cookie and tracker name two people': [
    ['either', { tracked: JANE, cookieIdentity: TOM }, { owner: EITHER, hold: 'identity_stale' }],
    [
      'though one has logged out',
      { tracked: JANE, cookieIdentity: TOM, loggedOut: out(TOM) },
      { owner: EITHER, hold: 'identity_stale' },
    ],
  ],
  '6, one of cookie and tracker knows nobody': [
    ['whom the cookie names', { cookieIdentity: JANE }, { owner: JANE, hold: 'identity_stale' }],
    ['whom the tracker knows', { tracked: JANE }, { owner: JANE, hold: 'identity_stale' }],
    [
      'nobody, where that one has logged out',
      { cookieIdentity: JANE, loggedOut: out(JANE) },
      { owner: null, hold: 'identity_stale' },
    ],
    [
      'the same person in another spelling: to the letter it is another text',
      { tracked: 'Jane@Example.com', cookieIdentity: JANE },
      { owner: JANE, hold: 'identity_stale' },
    ],
  ],
  '7, the site and the tracker name two people': [
    ['the site’s word', { tracked: JANE, cookieIdentity: JANE, named: TOM }, { owner: TOM, hold: 'identity_mismatch' }],
    [
      'also where the cookie cannot be read',
      { tracked: JANE, cookieIdentity: undefined, named: TOM },
      { owner: TOM, hold: 'identity_mismatch' },
    ],
  ],
  '8, who is known has logged out': [
    [
      'the tracker’s: nobody',
      { tracked: JANE, cookieIdentity: JANE, loggedOut: out(JANE) },
      { owner: null, hold: 'logged_out' },
    ],
    [
      'in another spelling',
      { tracked: ' JANE@example.com', cookieIdentity: ' JANE@example.com', loggedOut: out(JANE) },
      { owner: null, hold: 'logged_out' },
    ],
    // With nobody, what Jane did here went to whoever came next.
    [
      'named here, and logged out elsewhere: as before',
      { named: JANE, loggedOut: out(JANE) },
      { owner: undefined, hold: 'logged_out' },
    ],
  ],
  '9, the tracker knows somebody': [
    [
      'to the letter of its own',
      { tracked: 'Jane@Example.com', cookieIdentity: 'Jane@Example.com', named: JANE },
      { owner: 'Jane@Example.com', identity: 'Jane@Example.com' },
    ],
    [
      'a cookie that cannot be read says nothing against it',
      { tracked: JANE, cookieIdentity: undefined },
      { owner: JANE, identity: JANE },
    ],
    [
      'though somebody else has logged out',
      { tracked: JANE, cookieIdentity: JANE, loggedOut: out(TOM) },
      { owner: JANE, identity: JANE },
    ],
    [
      'named since the log-out',
      { tracked: JANE, cookieIdentity: JANE, loggedOut: '0' },
      { owner: JANE, identity: JANE },
    ],
  ],
  '10, the site alone knows somebody': [['as named', { named: JANE }, { owner: JANE, identity: JANE }]],
  '11, nobody anywhere': [['nobody', {}, { owner: null, hold: 'identity_unknown' }]],
};

describe.each(Object.entries(TABLE))('%s', (_, rows) => {
  it.each(rows)('%s', (_title, facts, status) => {
    expect(resolveIdentity({ ...NOBODY, ...facts })).toEqual(status);
  });
});
