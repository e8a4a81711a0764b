import { describe, expect, it } from 'vitest';
import { createRelay } from '../src/relay.js';
import type { RelayOptions } from '../src/relay-options.js';
import { relaySuite } from './support/relay-suite.js';
import { HEADER, KEY, SECRET, setStage, streamInput } from './support/stage.js';

relaySuite('Node', async (options, api) => createRelay({ ...options, fetch: api.fetch }));

describe('the relay’s options', () => {
  const good = { secret: SECRET, header: HEADER, key: KEY };
  it.each<[object, string]>([
    [{}, 'option "secret" is missing'],
    [{ secret: SECRET, header: HEADER }, 'option "key" is missing'],
    [{ secret: SECRET, key: KEY }, 'option "header" is missing'],
    [{ ...good, secret: '' }, 'option "secret" must be'],
    [{ ...good, secret: ' with-a-space' }, 'option "secret" must be'],
    [{ ...good, header: 'X Signature' }, 'option "header" must be the name of an HTTP header'],
    [{ ...good, endpoint: 'http://api.ometria.com/v2/push' }, 'option "endpoint" must be an https address'],
    [{ ...good, endpoint: 'https://u:p@api.ometria.com/v2/push' }, 'option "endpoint" must be'],
    [{ ...good, prefix: 'FS-' }, 'option "prefix" must be empty, or'],
    [{ ...good, types: [] }, 'option "types" must be a list'],
    [{ ...good, types: ['Rage Click'] }, 'option "types" must be a list'],
    [{ ...good, timeout: 60_000 }, 'option "timeout" must be a number from 1 to 30000'],
    [{ ...good, sercet: 'x' }, 'there is no option "sercet"'],
  ])('are refused as %o, in a sentence that names the one', (options, sentence) => {
    // What a caller without types may hand in.
    expect(() => createRelay(options as RelayOptions)).toThrow(sentence);
  });

  it('are refused without the value, which may be a secret', () => {
    const secret = 'top secret with spaces';
    expect(() => createRelay({ ...good, secret })).toThrow(/^(?!.*top secret)/);
  });

  it('need no key where records are handed over', () => {
    expect(() => createRelay({ secret: SECRET, header: HEADER, onRecord: () => undefined })).not.toThrow();
  });
});

describe('what the relay hands over', () => {
  it('is the record instead of a push, and its end decides the answer', async () => {
    const handed: string[] = [];
    const { sender, api, clock } = setStage({ relay: { onRecord: (record) => void handed.push(record.event_type) } });
    const { attempts } = await clock.run(sender.trigger(streamInput(clock.now())));
    expect(attempts.map(({ status }) => status)).toEqual([202]);
    expect(handed).toEqual(['fs_rage_click']);
    expect(api.requests()).toEqual([]);
  });

  it('is sent again by FullStory where the queue refuses it', async () => {
    let asked = 0;
    const onRecord = async () => {
      asked += 1;
      if (asked < 3) throw new Error('the queue is full');
    };
    const { sender, clock, logs } = setStage({ relay: { onRecord } });
    const { attempts } = await clock.run(sender.trigger(streamInput(clock.now())));
    expect(attempts.map(({ status }) => status)).toEqual([503, 503, 202]);
    expect(logs.map(({ reason }) => reason)).toEqual(['handover_failed', 'handover_failed', 'handed_over']);
  });
});

describe('the relay’s log', () => {
  it('has one entry for each answer, and nothing of the body but type and id', async () => {
    const { sender, clock, logs } = setStage();
    await clock.run(sender.trigger(streamInput(clock.now())));
    expect(logs).toEqual([
      {
        time: new Date(clock.now()).toISOString(),
        reason: 'delivered',
        status: 202,
        took: 0,
        id: expect.stringMatching(/^[\da-f]{32}$/),
        type: 'rage_click',
        ometriaStatus: 202,
        ometriaRequest: 'r-0',
      },
    ]);
  });

  it('that throws costs no delivery', async () => {
    const log = () => {
      throw new Error('the disk is full');
    };
    const { sender, clock, api } = setStage({ relay: { log } });
    const { outcome } = await clock.run(sender.trigger(streamInput(clock.now())));
    await clock.advance(3000);
    api.validate();
    expect([outcome, api.events().length]).toEqual(['delivered', 1]);
  });
});

it('an answer of Ometria’s that rejects the record is counted', async () => {
  const rejecting: typeof fetch = async () =>
    new Response(JSON.stringify({ status: 'OK', request_id: 'r-9', accepted: 0, rejected: 1 }), { status: 202 });
  const { sender, clock, relay, logs } = setStage({ relay: { fetch: rejecting } });
  await clock.run(sender.trigger(streamInput(clock.now())));
  expect(logs).toMatchObject([{ reason: 'delivered', rejected: true, ometriaRequest: 'r-9' }]);
  expect(relay.health()).toMatchObject({ rejected: 1, answers: { delivered: 1 } });
});
