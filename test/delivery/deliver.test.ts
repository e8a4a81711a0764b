import { describe, expect, test } from 'vitest';
import { type Options, readConfig } from '../../src/config.js';
import { createSender } from '../../src/delivery/deliver.js';
import { createGate } from '../../src/delivery/gate.js';
import { planProperties } from '../../src/delivery/properties.js';
import { createSession } from '../../src/session/session.js';
import { createState, reduce } from '../../src/session/state.js';
import { createFullStory } from '../../src/vendors/fullstory.js';
import { createOmetria } from '../../src/vendors/ometria.js';
import { type CollectedRequest, createCollector } from '../../stand-ins/collector.js';
import { installOmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import { NOW } from '../support/arbitraries.js';
import { openPage } from '../support/page.js';

const open = (options: Options = {}, identity: string | null = 'jane@example.com') => {
  const collector = createCollector();
  const { page, window, guard, timers } = openPage({ load: (address) => void collector.receive(address) });
  const tracker = installOmetriaTracker(window, { account: 'demo', endpoint: '', platform: 'shop' });
  if (identity !== null) tracker?.identify(identity);
  timers.advance(10);
  const problems: string[] = [];
  const config = readConfig(options, (code) => problems.push(code));
  const ometria = createOmetria(page, guard, {});
  const session = createSession(page, {
    key: 'fs_ometria',
    timeout: 1_800_000,
    attributeAnonymous: true,
    dropped: () => {},
  });
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
  timers.advance(200);
  const received = (): CollectedRequest[] =>
    collector.requests().filter(({ type, characters }) => type === 'identify' && characters > 0);
  const rage = () => session.apply({ type: 'rage_click', at: session.renew(), origin: 'page' }, false);
  return { sender, session, timers, shop, problems, delivered, received, rage, tracker };
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
