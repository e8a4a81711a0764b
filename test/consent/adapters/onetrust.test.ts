import { describe, expect, it } from 'vitest';
import { onetrust } from '../../../src/consent/adapters/onetrust.js';
import { watching } from './watching.js';

const GROUPS = { analytics: 'C0002', marketing: 'C0004' };
const tool = (closed: boolean) => ({ IsAlertBoxClosed: () => closed });
/** With the method by which it calls back. */
const calling = (closed: boolean) => {
  let called = 0;
  return { ...tool(closed), OnConsentChanged: () => called++, called: () => called };
};

describe('OneTrust', () => {
  const table: { given: string; globals: Record<string, unknown>; granted: boolean | undefined }[] = [
    { given: 'no OneTrust', globals: {}, granted: undefined },
    {
      given: 'an open banner',
      globals: { OnetrustActiveGroups: ',C0001,', OneTrust: tool(false) },
      granted: undefined,
    },
    {
      given: 'both groups',
      globals: { OnetrustActiveGroups: ',C0001,C0002,C0004,', OneTrust: tool(true) },
      granted: true,
    },
    {
      given: 'one group of the two',
      globals: { OnetrustActiveGroups: ',C0001,C0002,', OneTrust: tool(true) },
      granted: false,
    },
    { given: 'a refusal', globals: { OnetrustActiveGroups: ',C0001,', OneTrust: tool(true) }, granted: false },
    {
      given: 'a group whose name only begins the same',
      globals: { OnetrustActiveGroups: ',C00021,C0004,', OneTrust: tool(false) },
      granted: undefined,
    },
    {
      given: 'a group less, where nobody says whether anybody has answered',
      globals: { OnetrustActiveGroups: ',C0001,' },
      granted: undefined,
    },
    { given: 'groups that are no text', globals: { OnetrustActiveGroups: ['C0002', 'C0004'] }, granted: undefined },
    {
      given: 'a OneTrust that throws',
      globals: {
        OnetrustActiveGroups: ',C0001,',
        OneTrust: {
          IsAlertBoxClosed: () => {
            throw new Error('no');
          },
        },
      },
      granted: undefined,
    },
  ];
  for (const { given, globals, granted } of table) {
    it(`takes ${given} for ${granted}`, () => {
      expect(watching(onetrust(GROUPS), globals).now()).toBe(granted);
    });
  }

  it('never grants for a group that was not named', () => {
    const nothing = { analytics: '', marketing: '' };
    expect(watching(onetrust(nothing), { OnetrustActiveGroups: ',,', OneTrust: tool(false) }).now()).toBe(undefined);
  });

  it('follows the events of OneTrust, and its late arrival', () => {
    const { window, emit, now, timers } = watching(onetrust(GROUPS));
    Object.assign(window, { OnetrustActiveGroups: ',C0001,', OneTrust: tool(false) });
    timers.advance(5000);
    expect(now()).toBe(undefined);
    Object.assign(window, { OnetrustActiveGroups: ',C0001,C0002,C0004,', OneTrust: tool(true) });
    emit('OneTrustGroupsUpdated');
    expect(now()).toBe(true);
    window.OnetrustActiveGroups = ',C0001,';
    emit('OTConsentApplied');
    expect(now()).toBe(false);
  });

  const event = (detail?: unknown) => ({ detail });
  it.each<[string, unknown, boolean | undefined]>([
    ['both groups', ['C0001', 'C0002', 'C0004'], true],
    ['both groups in a list within a list', [['C0002', 'C0004']], true],
    ['one group', ['C0001', 'C0002'], false],
  ])('hears %s told only through consent.onetrust', (_, detail, granted) => {
    const { emit, now } = watching(onetrust(GROUPS));
    emit('consent.onetrust', 'window', detail);
    expect(now()).toBe(granted);
  });

  it.each<[string, unknown, boolean | undefined]>([
    ['both groups', event(['C0001', 'C0002', 'C0004']), true],
    ['a refusal', event(['C0001']), false],
    ['nothing to read', undefined, undefined],
  ])('hears %s told only through OnConsentChanged', (_, told, granted) => {
    let tell = (_event: unknown) => {};
    const { window, timers, now, undo, said } = watching(onetrust(GROUPS));
    window.OneTrust = {
      OnConsentChanged: (listener: typeof tell) => {
        tell = listener;
      },
    };
    timers.advance(20_000);
    tell(told);
    expect(now()).toBe(granted);
    undo();
    const before = said.length;
    tell(event(['C0002', 'C0004']));
    expect(said).toHaveLength(before);
  });

  it.each([
    [
      'OneTrustGroupsUpdated lists',
      (emit: (type: string, on: 'window', detail: unknown) => void) =>
        emit('OneTrustGroupsUpdated', 'window', ['C0002', 'C0004']),
    ],
    ['an older name holds', () => {}],
  ])('hears the groups that %s', (how, tell) => {
    const globals = how.startsWith('an older') ? { OptanonActiveGroups: ',C0002,C0004,' } : {};
    const { emit, now } = watching(onetrust(GROUPS), globals);
    tell(emit);
    expect(now()).toBe(true);
  });

  it('does not take the groups of an open banner for a refusal, however they are told', () => {
    const { emit, now, timers, window } = watching(onetrust(GROUPS), { OneTrust: tool(false) });
    emit('OneTrustGroupsUpdated', 'window', ['C0001']);
    emit('consent.onetrust', 'window', ['C0001']);
    expect(now()).toBe(undefined);
    // Closed without another word.
    window.OneTrust = tool(true);
    timers.advance(5000);
    expect(now()).toBe(false);
  });

  it('believes the globals again when they are newer than the last list', () => {
    const { emit, now, window } = watching(onetrust(GROUPS));
    emit('consent.onetrust', 'window', ['C0002', 'C0004']);
    Object.assign(window, { OnetrustActiveGroups: ',C0001,', OneTrust: tool(true) });
    emit('OTConsentApplied');
    expect(now()).toBe(false);
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['both groups, and a method', { OnetrustActiveGroups: ',C0002,C0004,', OneTrust: calling(true) }, false],
    ['a refusal, and a method', { OnetrustActiveGroups: ',C0001,', OneTrust: calling(true) }, false],
    ['both groups, and no method', { OnetrustActiveGroups: ',C0002,C0004,', OneTrust: tool(true) }, true],
    ['an open banner', { OnetrustActiveGroups: ',C0001,', OneTrust: calling(false) }, true],
    ['no groups yet', { OneTrust: calling(true) }, true],
  ])('knows whether to ask again after %s', (_given, globals, goesOn) => {
    const { timers } = watching(onetrust(GROUPS), globals);
    const before = timers.pending();
    timers.advance(60_000);
    expect([before, timers.pending()]).toEqual(goesOn ? [1, 1] : [0, 0]);
  });

  it('is followed once, and by a method alone', () => {
    const method = calling(false);
    const { timers, now } = watching(onetrust(GROUPS), { OnetrustActiveGroups: ',C0001,', OneTrust: method });
    timers.advance(60_000);
    expect(method.called()).toBe(1);
    const other = watching(onetrust(GROUPS), {
      OnetrustActiveGroups: ',C0002,C0004,',
      OneTrust: { IsAlertBoxClosed: () => true, OnConsentChanged: 'soon' },
    });
    other.timers.advance(60_000);
    expect([now(), other.now()]).toEqual([undefined, true]);
  });

  it('goes on believing a list where an event brings none and the globals are not there', () => {
    const { emit, said } = watching(onetrust(GROUPS));
    emit('consent.onetrust', 'window', ['C0002', 'C0004']);
    const { length } = said;
    emit('OneTrustGroupsUpdated');
    // Told again by the tool is said again.
    expect(said.slice(length)).toEqual([true]);
  });

  it('knows nothing any more once OneTrust throws', () => {
    const { window, emit, now } = watching(onetrust(GROUPS), { OnetrustActiveGroups: ',C0002,C0004,' });
    expect(now()).toBe(true);
    window.OneTrust = {
      IsAlertBoxClosed: () => {
        throw new Error('no');
      },
    };
    emit('OneTrustGroupsUpdated');
    expect(now()).toBe(undefined);
  });

  it('leaves nothing behind', () => {
    const { undo, left } = watching(onetrust(GROUPS));
    expect(left()).toBeGreaterThan(0);
    undo();
    expect(left()).toBe(0);
  });
});
