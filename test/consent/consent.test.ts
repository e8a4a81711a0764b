import { describe, expect, test } from 'vitest';
import { type ConsentAdapter, type Options, readConfig } from '../../src/config/read-options.js';
import { createConsent } from '../../src/consent/consent.js';
import { openPage } from '../support/page.js';

const open = (options: Options, adapters: Record<string, ConsentAdapter> = {}, privacyControl?: unknown) => {
  const { page, timers, window, guard, errors } = openPage({
    prepare: (fake) => Object.assign(fake.navigator, { globalPrivacyControl: privacyControl }),
  });
  const told: string[] = [];
  const problems: string[] = [];
  const consent = createConsent(
    page,
    readConfig(options, () => {}),
    {
      guard,
      report: (code, detail) => problems.push(`${code} ${detail}`),
      adapters,
      changed: (state) => told.push(state),
    },
  );
  return { consent, told, problems, timers, window, errors };
};

/** A consent tool whose word the test gives. */
const createTool = () => {
  const tool: { say: (granted: boolean | undefined) => void; undone: number; adapter: ConsentAdapter } = {
    say: () => {},
    undone: 0,
    adapter: {
      watch: (said) => {
        tool.say = said;
        return () => {
          tool.undone++;
        };
      },
    },
  };
  return tool;
};

describe('the command', () => {
  test('is waited for where nothing else is said', () => {
    const { consent, told } = open({});
    consent.start();
    expect(consent.state()).toBe('unknown');
    consent.setConsent('granted');
    consent.setConsent('granted');
    consent.setConsent('denied');
    consent.setConsent('granted');
    expect(told).toEqual(['granted', 'denied', 'granted']);
  });

  test('carries a refusal out each time it is said: another tab may have had a yes meanwhile', () => {
    const { consent, told } = open({});
    consent.start();
    consent.setConsent('denied');
    consent.setConsent('denied');
    expect(told).toEqual(['denied', 'denied']);
  });

  test('may come before the start', () => {
    const { consent, told } = open({});
    consent.setConsent('granted');
    consent.start();
    expect([consent.state(), told]).toEqual(['granted', ['granted']]);
  });

  test('always counts when it refuses, and a tool’s yes does not take that back', () => {
    const tool = createTool();
    const { consent, told } = open({ consent: tool.adapter });
    consent.start();
    tool.say(true);
    consent.setConsent('denied');
    tool.say(true);
    expect(told).toEqual(['granted', 'denied']);
  });

  test('does not grant where a tool is asked', () => {
    const tool = createTool();
    const { consent, told } = open({ consent: tool.adapter });
    consent.start();
    consent.setConsent('granted');
    expect([consent.state(), told]).toEqual(['unknown', []]);
  });
});

test('“granted” is a yes from the start, and not before', () => {
  const { consent, told } = open({ consent: 'granted' });
  expect(consent.state()).toBe('unknown');
  consent.start();
  expect(told).toEqual(['granted']);
});

describe('a function', () => {
  test.each<[unknown, string]>([
    [true, 'granted'],
    [false, 'denied'],
    [undefined, 'unknown'],
    ['granted', 'unknown'],
    [1, 'unknown'],
    [{}, 'unknown'],
  ])('that answers %j means %s', (answer, state) => {
    const { consent } = open({ consent: () => answer as boolean });
    consent.start();
    expect(consent.state()).toBe(state);
  });

  test('is asked again, at most every five seconds, on a page that is visible', () => {
    let asked = 0;
    const { consent, timers, window } = open({
      consent: () => {
        asked++;
        return undefined;
      },
    });
    consent.start();
    timers.advance(60_000);
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThan(30);
    window.show('hidden');
    const before = asked;
    timers.advance(60_000);
    expect(asked).toBe(before);
    consent.stop();
    expect(timers.pending()).toBe(0);
  });

  test('that changes its mind is followed', () => {
    let answer = true;
    const { consent, told, timers } = open({ consent: () => answer });
    consent.start();
    answer = false;
    timers.advance(10_000);
    answer = true;
    timers.advance(10_000);
    expect(told).toEqual(['granted', 'denied', 'granted']);
  });

  test('that throws knows nothing', () => {
    const { consent, errors } = open({
      consent: () => {
        throw new Error('tool');
      },
    });
    consent.start();
    expect(consent.state()).toBe('unknown');
    expect(errors).toContainEqual(new Error('tool'));
  });
});

describe('an adapter', () => {
  test('is followed, by its name or as it is, until stop', () => {
    for (const byName of [true, false]) {
      const tool = createTool();
      const { consent, told } = open({ consent: byName ? 'mine' : tool.adapter }, { mine: tool.adapter });
      consent.start();
      tool.say(undefined);
      tool.say(true);
      tool.say(true);
      tool.say(false);
      expect(told).toEqual(['granted', 'denied']);
      consent.stop();
      expect(tool.undone).toBe(1);
    }
  });

  // `data-consent` alone is true: an attribute without a value.
  test.each([['onetrust'], [true], [1], [{}], [{ watch: true }]])(
    'that is %j is a problem, and no consent',
    (given) => {
      const { consent, problems, errors } = open({ consent: given as string }, { google: createTool().adapter });
      consent.start();
      expect([consent.state(), problems, errors]).toEqual(['unknown', ['bad_option consent'], []]);
    },
  );

  test('that throws is caught, and no consent', () => {
    const { consent, errors } = open({
      consent: {
        watch: () => {
          throw new Error('tool');
        },
      },
    });
    consent.start();
    expect(consent.state()).toBe('unknown');
    expect(errors).toHaveLength(1);
    consent.stop();
  });
});

describe('a refusal in another tab', () => {
  test('makes a yes unknown until somebody says it anew', () => {
    const { consent, told } = open({});
    consent.start();
    consent.setConsent('granted');
    consent.invalidate();
    consent.invalidate();
    expect(consent.state()).toBe('unknown');
    consent.setConsent('granted');
    expect(told).toEqual(['granted', 'unknown', 'granted']);
  });

  test('is not outlived by a tool’s old answer, but by its new one', () => {
    const tool = createTool();
    const { consent, told } = open({ consent: tool.adapter });
    consent.start();
    tool.say(true);
    consent.invalidate();
    expect(consent.state()).toBe('unknown');
    tool.say(true);
    expect(told).toEqual(['granted', 'unknown', 'granted']);
  });

  test('does not hide a refusal in this one', () => {
    const visitor = { agrees: true };
    const { consent } = open({ consent: () => visitor.agrees });
    consent.start();
    consent.invalidate();
    visitor.agrees = false;
    expect(consent.state()).toBe('denied');
  });

  test('holds against a function that still says yes', () => {
    const { consent, timers } = open({ consent: () => true });
    consent.start();
    consent.invalidate();
    timers.advance(20_000);
    expect(consent.state()).toBe('unknown');
  });
});

describe('Global Privacy Control', () => {
  test('is a no, whatever else is said', () => {
    const { consent, told } = open({ consent: 'granted' }, {}, true);
    consent.start();
    consent.setConsent('granted');
    expect([consent.state(), told]).toEqual(['denied', ['denied']]);
  });

  test.each([undefined, false, null, 'true', 1])('is not sent where the browser says %j', (value) => {
    const { consent } = open({ consent: 'granted' }, {}, value);
    consent.start();
    expect(consent.state()).toBe('granted');
  });

  test('counts for nothing where the option says so', () => {
    const { consent } = open({ consent: 'granted', globalPrivacyControl: 'ignore' }, {}, true);
    consent.start();
    expect(consent.state()).toBe('granted');
  });
});
