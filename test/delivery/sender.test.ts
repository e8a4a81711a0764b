import { describe, expect, test } from 'vitest';
import { type Options, readConfig } from '../../src/config/read-options.js';
import { createGate } from '../../src/delivery/gate.js';
import { planProperties } from '../../src/delivery/properties.js';
import { createSender } from '../../src/delivery/sender.js';
import { createFullStory } from '../../src/vendors/fullstory.js';
import { createOmetria } from '../../src/vendors/ometria.js';
import { createState } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';
import { createSession } from '../../src/visit/session.js';
import { type CollectedRequest, createCollector } from '../../stand-ins/collector.js';
import { installOmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import { NOW } from '../support/arbitraries.js';
import { openPage } from '../support/page.js';

const SESSION = { key: 'fs_ometria', timeout: 1_800_000, attributeAnonymous: true, dropped: () => {} };

interface World {
  /** What FullStory answers, one after the other. */
  replays?: string[];
  /** Milliseconds since the tracker was first seen ready. */
  waited?: number;
}

const open = (
  options: Options = {},
  identity: string | null = 'jane@example.com',
  { replays, waited = 200 }: World = {},
) => {
  const collector = createCollector();
  const { page, window, guard, timers } = openPage({ load: (address) => void collector.receive(address) });
  // Each call answers the address of its own moment, as FullStory's does; before there is one, it answers nothing.
  if (replays) Object.assign(window, { FS: Object.assign(() => replays.shift() ?? null, { _v: '2.0.0', _api: {} }) });
  const tracker = installOmetriaTracker(window, { account: 'demo', endpoint: '', platform: 'shop' });
  if (identity !== null) tracker?.identify(identity);
  timers.advance(10);
  const problems: string[] = [];
  const config = readConfig(options, (code) => problems.push(code));
  const ometria = createOmetria(page, guard, {});
  const session = createSession(page, SESSION);
  const gate = createGate(page, ometria, () => session);
  const vocabulary = { fields: [], stages: [], rules: [] };
  const shop = { allowed: true };
  const delivered: boolean[] = [];
  const sender = createSender(page, {
    config,
    report: (code) => problems.push(code),
    session,
    gate,
    fullstory: createFullStory(page, guard, {}),
    ometria,
    vocabulary,
    plan: () => planProperties(config, vocabulary),
    allowed: () => shop.allowed,
    delivered: (_, repeated) => delivered.push(repeated),
  });
  gate.who();
  timers.advance(waited);
  const received = (): CollectedRequest[] =>
    collector.requests().filter(({ type, characters }) => type === 'identify' && characters > 0);
  const rage = () => session.apply({ type: 'rage_click', at: session.renew(), origin: 'page' }, false);
  return { sender, session, timers, window, shop, problems, delivered, received, rage, tracker };
};

describe('an attempt', () => {
  test('makes one call, with what the session is', () => {
    const { sender, rage, received, delivered } = open();
    expect(sender.send('quiet')).toBe('nothing');
    rage();
    rage();
    expect(sender.send('quiet')).toBe('sent');
    expect(received()).toMatchObject([{ uiid: 'jane@example.com', profile: { fs_rage_clicks: '2' } }]);
    expect(delivered).toEqual([false]);
  });

  test('goes out as the site has changed it, and that is no problem', () => {
    const { sender, rage, received, problems } = open({
      beforeSend: (properties) => ({ ...properties, fs_shop: 'uk' }),
    });
    rage();
    expect(sender.send('quiet')).toBe('sent');
    expect(received()).toMatchObject([{ profile: { fs_shop: 'uk' } }]);
    expect(problems).toEqual([]);
  });

  test('is one, whatever beforeSend flushes', () => {
    const { sender, rage, received } = open({
      beforeSend: (properties) => {
        expect(sender.send('flush')).toBe('nothing');
        return properties;
      },
    });
    rage();
    expect(sender.send('quiet')).toBe('sent');
    expect(received()).toHaveLength(1);
    rage();
    expect(sender.send('quiet')).toBe('sent');
  });

  test('is held by consent before all, and nothing is lost by that', () => {
    const { sender, rage, received, shop } = open();
    rage();
    shop.allowed = false;
    expect(sender.send('hide')).toBe('consent_missing');
    shop.allowed = true;
    expect(sender.send('hide')).toBe('sent');
    expect(received()).toHaveLength(1);
  });

  test('is held by a refusal that the site’s own code has made', () => {
    const { sender, rage, received, shop } = open({
      beforeSend: (properties) => {
        shop.allowed = false;
        return properties;
      },
    });
    rage();
    expect(sender.send('quiet')).toBe('consent_missing');
    expect(received()).toEqual([]);
  });

  test.each(['quiet', 'deadline', 'leftover'] as const)('waits for FullStory where it may: %s', (reason) => {
    const { sender, rage } = open({}, 'jane@example.com', { replays: [] });
    rage();
    expect(sender.send(reason)).toBe('fullstory_silent');
    expect(sender.send('hide')).toBe('sent');
  });

  test('tells one replay for one signal, though the address changes with each moment', () => {
    const replay = (at: number) => `https://app.fullstory.com/ui/o/session/1:${at}`;
    const { sender, rage, session, received } = open({}, 'jane@example.com', {
      replays: [1, 2, 3, 4, 5, 6].map(replay),
    });
    rage();
    expect(sender.send('hide')).toBe('sent');
    session.apply({ type: 'dwell', at: session.renew(), origin: 'page' }, false);
    expect(sender.send('hide')).toBe('equal');
    expect(received()).toHaveLength(1);
  });

  test('is held while the tracker may still take in a link', () => {
    const { sender, rage, timers } = open({}, 'jane@example.com', { waited: 100 });
    rage();
    expect(sender.send('quiet')).toBe('ometria_not_ready');
    timers.advance(100);
    expect(sender.send('quiet')).toBe('sent');
  });

  test('is held while nobody is known', () => {
    const { sender, rage, tracker, timers } = open({}, null);
    rage();
    expect(sender.send('quiet')).toBe('identity_unknown');
    tracker?.identify('jane@example.com');
    timers.advance(10);
    expect(sender.send('quiet')).toBe('sent');
  });

  test('is not repeated with equal properties', () => {
    const { sender, rage, session, received } = open();
    rage();
    sender.send('quiet');
    session.apply({ type: 'dwell', at: session.renew(), origin: 'page' }, false);
    expect(sender.send('quiet')).toBe('equal');
    expect(received()).toHaveLength(1);
  });

  test('leaves a visit that another tab has given to somebody else in the same moment', () => {
    const { sender, session, rage, received, window, timers } = open();
    const { localStorage } = window;
    session.assignOwner(null);
    rage();
    const other = createSession(openPage({ localStorage, timers }).page, SESSION);
    // Neither has read yet what the other writes.
    const before = { ...localStorage };
    session.assignOwner('jane@example.com');
    const written = { ...localStorage };
    Object.assign(localStorage, before);
    other.assignOwner('bob@example.com');
    for (const key of Object.keys(written)) if (written[key] !== before[key]) localStorage.setItem(key, written[key]);
    sender.send('quiet');
    rage();
    expect(sender.send('quiet')).toBe('sent');
    expect(received()).toMatchObject([{ uiid: 'jane@example.com', profile: { fs_rage_clicks: '1' } }]);
  });

  describe('with an earlier visit that is owed', () => {
    /** Her earlier visit has one rage click, the present one two. */
    const openTwice = (options: Options = {}) => {
      const shop = open(options);
      const { session, rage } = shop;
      session.assignOwner('jane@example.com');
      rage();
      session.assignOwner(null);
      rage();
      session.assignOwner('jane@example.com');
      rage();
      const rages = () => shop.received().map(({ profile }) => profile.fs_rage_clicks);
      return { ...shop, rages };
    };

    test('tells that one, and the present one in its turn', () => {
      const { sender, rages } = openTwice();
      expect(sender.send('quiet')).toBe('sent');
      expect(rages()).toEqual(['1']);
      expect(sender.send('leftover')).toBe('sent');
      expect(rages()).toEqual(['1', '2']);
      expect(sender.send('quiet')).toBe('equal');
    });

    test('tells both at a log-out, since there is no later', () => {
      const { sender, rages } = openTwice();
      expect(sender.send('reset')).toBe('sent');
      expect(rages()).toEqual(['1', '2']);
    });

    test('goes on to the present one where the site cancels that', () => {
      let asked = 0;
      const { sender, rages } = openTwice({ beforeSend: (properties) => (asked++ ? properties : null) });
      expect(sender.send('quiet')).toBe('sent');
      expect(rages()).toEqual(['2']);
    });
  });

  test.each<[string, Options['beforeSend'], string[]]>([
    [
      'throws',
      () => {
        throw new Error('shop');
      },
      ['internal_error', 'before_send_failed'],
    ],
    // The types do not allow it, a page may do it all the same.
    ['answers with nothing', (() => undefined) as unknown as Options['beforeSend'], ['before_send_failed']],
  ])('goes out as it was where beforeSend %s, which is told but for a mere look', (_name, beforeSend, told) => {
    const { sender, rage, received, problems } = open(beforeSend ? { beforeSend } : {});
    rage();
    expect(sender.send('quiet')).toBe('sent');
    expect(received()).toMatchObject([{ profile: { fs_rage_clicks: '1' } }]);
    expect(problems).toEqual(told);
    sender.compose(reduce(createState(NOW), { type: 'rage_click', at: NOW, origin: 'page' }), 'jane@example.com', null);
    expect(problems).toEqual(told);
  });

  test('is cancelled by the site for good', () => {
    const { sender, rage, received, session } = open({ beforeSend: () => null });
    rage();
    expect(sender.send('quiet')).toBe('cancelled');
    expect(session.hasPending()).toBe(false);
    expect(received()).toEqual([]);
  });

  test('looks again whom it is for, after the site’s own code has run', () => {
    const { sender, rage, received, tracker } = open({
      beforeSend: (properties) => {
        tracker?.identify('bob@example.com');
        return properties;
      },
    });
    rage();
    expect(sender.send('quiet')).toBe('identity_stale');
    expect(received()).toEqual([]);
  });

  test('that throws in the tracker is still owed', () => {
    const { sender, rage, tracker, session } = open();
    rage();
    const identify = tracker?.identify;
    Object.assign(tracker ?? {}, {
      identify: () => {
        throw new Error('vendor');
      },
    });
    expect(() => sender.send('quiet')).toThrow('vendor');
    Object.assign(tracker ?? {}, { identify });
    expect(session.hasPending()).toBe(true);
  });
});

describe('the sample and the control group', () => {
  const people = Array.from({ length: 1000 }, (_, index) => `person${index}@example.com`);
  const state = reduce(createState(NOW), { type: 'rage_click', at: NOW, origin: 'page' });

  test('hold about the percentage that was asked for, the same people each time and whatever the letter case', () => {
    const { sender } = open({ holdout: 20 });
    const held = people.filter((person) => sender.compose(state, person)?.properties.fs_group === 'control');
    expect(held.length).toBeGreaterThan(150);
    expect(held.length).toBeLessThan(250);
    const again = people.filter(
      (person) => sender.compose(state, person.toUpperCase())?.properties.fs_group === 'control',
    );
    expect(again).toEqual(held);
  });

  test('a visitor outside the sample gets nothing, and it is no gate that may open', () => {
    const { sender, rage, received } = open({ sample: 0 });
    rage();
    expect(sender.send('quiet')).toBe('sampled_out');
    expect(received()).toEqual([]);
  });
});
