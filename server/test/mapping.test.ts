import { describe, expect, it } from 'vitest';
import { type PushRecord, problemOf } from '../src/push/records.js';
import { evaluate, type Missing } from '../src/streams/evaluate.js';
import { readStreamEvent } from '../src/streams/event.js';
import {
  CAMPAIGN_SIGNALS,
  eventsToCreate,
  type Mapping,
  type MappingOptions,
  mapping,
} from '../src/streams/mapping.js';
import { toRecord } from '../src/streams/record.js';
import { streamInput } from './support/stage.js';

const NOW = Date.UTC(2026, 10, 28, 12);

describe('FullStory’s functions', () => {
  const input = {
    stream: { name: 'S' },
    event: [{ a: 'x', n: 7, big: '7012345678901234567', t: '2026-11-28T12:00:00.500Z' }],
  };
  it.each<[Mapping, unknown]>([
    ['constant', 'constant'],
    [['var', 'event.0.a'], 'x'],
    [['var', 'stream.name'], 'S'],
    [['var', 'event.1.a'], null],
    [['var', 'event.0.constructor'], null],
    [['concat', ['var', 'event.0.a'], '-', ['var', 'event.0.n'], ['var', 'event.0.none']], 'x-7'],
    [
      ['list', 1, ['var', 'event.0.a']],
      [1, 'x'],
    ],
    [['toUnixTimestamp', ['var', 'event.0.t']], 1_795_867_200],
    [['asString', ['var', 'event.0.n']], '7'],
    [
      ['asStrings', ['list', 1, true]],
      ['1', 'true'],
    ],
    [['asNumber', '71'], 71],
    [
      ['asNumbers', ['list', '1', '2']],
      [1, 2],
    ],
    [['asBool', 'true'], true],
    [
      ['asBools', ['list', 'true', 'no']],
      [true, false],
    ],
    [
      { a: { b: ['var', 'event.0.a'] }, c: null },
      { a: { b: 'x' }, c: null },
    ],
  ])('%j makes %j', (given, made) => {
    expect(evaluate(given, input)).toEqual(made);
  });

  it.each<[Missing, unknown]>([
    ['null', { a: null, b: 1 }],
    ['empty', { a: '', b: 1 }],
    ['left_out', { b: 1 }],
  ])('a path that leads nowhere may become %s', (missing, made) => {
    expect(evaluate({ a: ['var', 'event.0.none'], b: 1 }, input, missing)).toEqual(made);
  });

  it('that do not exist are an error', () => {
    expect(() => evaluate(['lower', 'X'], input)).toThrow('Streams has no function "lower"');
    expect(() => evaluate(['toString'], input)).toThrow();
  });
});

describe('the mapping', () => {
  it('for the relay brings everything that the relay reads', () => {
    const event = readStreamEvent(evaluate(mapping(), streamInput(NOW)));
    expect(event).toEqual({
      type: 'rage_click',
      at: NOW,
      session: '6012345678901234567:7012345678901234567',
      email: 'Jane.Doe@example.com',
      score: 34,
      replayUrl: expect.stringContaining('fullstory.com'),
      page: '/checkout/payment',
      counts: { rage_click: 1 },
    });
  });

  it.each<MappingOptions>([{ form: 'direct' }, { form: 'direct', signal: 'size_missing' }])(
    'that goes to Ometria directly makes a list of one record within its limits: %o',
    (options) => {
      const made = evaluate(mapping(options), streamInput(NOW));
      expect(Array.isArray(made) && made).toHaveLength(1);
      // The line above has looked at the list; problemOf looks at the record.
      const [record] = made as PushRecord[];
      expect(record && problemOf(record)).toBeUndefined();
      expect(record?.id).toBe(
        `6012345678901234567-7012345678901234567-${NOW / 1000}-${options.signal ?? 'frustration'}`,
      );
    },
  );

  it.each<[MappingOptions, string[]]>([
    [{}, CAMPAIGN_SIGNALS.map((type) => `fs_${type}`)],
    [{ prefix: '' }, CAMPAIGN_SIGNALS],
    [{ signal: 'size_missing' }, ['fs_size_missing']],
    [{ form: 'direct' }, ['fs_frustration']],
  ])('of %o needs these custom events in Ometria, with every property that it brings', async (options, types) => {
    const events = eventsToCreate(options);
    expect(events.map(({ event_type }) => event_type)).toEqual(types);
    const made = evaluate(mapping(options), streamInput(NOW, { custom_properties: everything }));
    const names = events[0]?.properties.map(({ name }) => name);
    expect(Object.keys(await propertiesOf(made, options))).toEqual(names);
  });
});

const everything = {
  signal_types: 'rage_click,rage_tap,form_error,error_click',
  frustration_score: 88,
  rage_click: 1,
  rage_tap: 2,
  error_click: 3,
  form_error: 4,
};

const propertiesOf = async (made: unknown, { form }: MappingOptions): Promise<object> => {
  // The direct form is a list of records.
  if (form === 'direct') return (made as PushRecord[])[0]?.properties ?? {};
  const event = readStreamEvent(made);
  if (typeof event === 'string' || event.email === undefined) throw new Error(`It was not read: ${String(event)}`);
  return (await toRecord({ ...event, email: event.email }, 'fs_')).properties;
};
