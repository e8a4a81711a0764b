import { describe, expect, it } from 'vitest';
import type { ConsentAdapter } from '../../../src/config/read-options.js';
import { CONSENT_TOOLS } from '../../../src/consent/adapters/tools.js';
import * as adapters from '../../../src/consent.js';
import { ANSWERS, CASES, type Case, type Host, type State } from './cases.js';
import { watching } from './watching.js';

const STATES = Object.keys(ANSWERS) as State[];

const adapterOf = ({ tool, options }: Case): ConsentAdapter => Reflect.get(adapters, tool)(options);

const start = (given: Case, state?: State) => {
  const globals: Host = {};
  if (state) given.set(globals, state);
  return watching(adapterOf(given), globals);
};
type Watching = ReturnType<typeof watching>;

/** The tool comes into another state and says so, or is asked again where it has no voice. */
const change = (given: Case, seen: Watching, state: State) => {
  given.set(seen.window as unknown as Host, state);
  for (const event of given.events ?? []) seen.emit(event, given.on);
  given.calls?.(seen.window as unknown as Host);
  if (!given.events && !given.calls) seen.timers.advance(10_000);
};

describe('the list of consent tools', () => {
  it('has every adapter, and no other', () => {
    expect(Object.keys(CONSENT_TOOLS).sort()).toEqual(Object.keys(adapters).sort());
  });

  it('has a case for every tool but Google’s, whose own test has more', () => {
    expect(CASES.map(({ tool }) => tool).sort()).toEqual(
      Object.keys(CONSENT_TOOLS)
        .filter((tool) => tool !== 'google')
        .sort(),
    );
  });
});

describe.each(CASES)('$tool', (given) => {
  it('says at once that nothing is known without the tool', () => {
    const { said, errors } = start(given);
    expect(said.slice(0, 1)).toEqual([undefined]);
    expect(errors).toEqual([]);
  });

  it.each(STATES)('takes its state as it is: %s', (state) => {
    expect(start(given, state).now()).toBe(ANSWERS[state]);
  });

  it('finds a tool that comes late', () => {
    const seen = start(given);
    if (given.announces) change(given, seen, 'granted');
    else given.set(seen.window as unknown as Host, 'granted');
    seen.timers.advance(10_000);
    expect(seen.now()).toBe(true);
  });

  it('follows every change of mind', () => {
    const seen = start(given, 'open');
    for (const state of ['granted', 'refused', 'granted', 'half', 'granted', 'otherHalf'] as const) {
      change(given, seen, state);
      expect(seen.now(), state).toBe(ANSWERS[state]);
    }
  });

  it('repeats nothing because of a timer: after a refusal in another tab any call is a new word', () => {
    const seen = start(given, 'granted');
    seen.timers.advance(100);
    const { length } = seen.said;
    seen.timers.advance(60_000);
    expect(seen.said.slice(length)).toEqual([]);
  });

  it('is silent once it is stopped, and leaves nothing behind', () => {
    const seen = start(given, 'open');
    seen.undo();
    const { length } = seen.said;
    change(given, seen, 'granted');
    expect(seen.said.slice(length)).toEqual([]);
    expect(seen.left()).toBe(0);
  });

  it('knows nothing where the tool throws', () => {
    const host: Host = {};
    given.set(host, 'granted');
    const broken = (value: unknown): unknown =>
      new Proxy(Object(value), {
        get: () => {
          throw new Error('broken');
        },
        apply: () => {
          throw new Error('broken');
        },
      });
    const globals = Object.fromEntries(Object.entries(host).map(([name, value]) => [name, broken(value)]));
    const { now } = watching(adapterOf(given), globals);
    expect(now()).not.toBe(true);
  });
});

describe('Usercentrics, version 3', () => {
  const details = (type: string, analytics: boolean, marketing: string) => ({
    consent: { type },
    services: { fs: { consent: { given: analytics } } },
    categories: { marketing: { state: marketing } },
  });
  const given = { analytics: 'fs', marketing: 'marketing' };
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it.each([
    ['IMPLICIT', true, 'ALL_ACCEPTED', undefined],
    ['EXPLICIT', true, 'ALL_ACCEPTED', true],
    ['EXPLICIT', false, 'ALL_ACCEPTED', false],
    ['EXPLICIT', true, 'SOME_ACCEPTED', false],
  ] as const)('takes %s, %s, %s for %s', async (type, analytics, marketing, granted) => {
    const __ucCmp = { getConsentDetails: () => Promise.resolve(details(type, analytics, marketing)) };
    const { now, said } = watching(adapters.usercentrics(given), { __ucCmp });
    expect(said).toEqual([undefined]);
    await settled();
    expect(now()).toBe(granted);
  });

  it('believes the last question alone, whichever is answered last', async () => {
    const answers: ((known: object) => void)[] = [];
    const __ucCmp = { getConsentDetails: () => new Promise((resolve) => answers.push(resolve)) };
    const { now, emit } = watching(adapters.usercentrics(given), { __ucCmp });
    emit('UC_UI_CMP_EVENT');
    answers[1]?.(details('EXPLICIT', false, 'ALL_DENIED'));
    answers[0]?.(details('EXPLICIT', true, 'ALL_ACCEPTED'));
    await settled();
    expect(now()).toBe(false);
  });

  it('knows nothing where the answer fails', async () => {
    const __ucCmp = { getConsentDetails: () => Promise.reject(new Error('offline')) };
    const { now } = watching(adapters.usercentrics(given), { __ucCmp });
    await settled();
    expect(now()).toBeUndefined();
  });

  it('knows nothing any more once an answer fails', async () => {
    let answer: Promise<unknown> = Promise.resolve(details('EXPLICIT', true, 'ALL_ACCEPTED'));
    const { now, emit } = watching(adapters.usercentrics(given), { __ucCmp: { getConsentDetails: () => answer } });
    await settled();
    expect(now()).toBe(true);
    answer = Promise.reject(new Error('offline'));
    emit('UC_UI_CMP_EVENT');
    await settled();
    expect(now()).toBe(undefined);
  });

  it('says nothing of an answer that comes after the end', async () => {
    const __ucCmp = { getConsentDetails: () => Promise.resolve(details('EXPLICIT', true, 'ALL_ACCEPTED')) };
    const { now, undo } = watching(adapters.usercentrics(given), { __ucCmp });
    undo();
    await settled();
    expect(now()).toBe(undefined);
  });
});
