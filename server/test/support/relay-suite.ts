import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RelayOptions } from '../../src/relay-options.js';
import { createPushApi, type PushApi, type PushFault } from '../../src/stand-ins/push-api.js';
import { evaluate, type Missing } from '../../src/streams/evaluate.js';
import { mapping } from '../../src/streams/mapping.js';
import { sign } from '../../src/streams/signature.js';
import { HEADER, KEY, SECRET, streamInput } from './stage.js';

/** Options that go through JSON, since a worker gets them as a binding. */
export type PlainOptions = Pick<
  RelayOptions,
  'secret' | 'previousSecret' | 'header' | 'key' | 'endpoint' | 'prefix' | 'types' | 'replayHost' | 'timeout'
>;

/** A running relay whose requests to Ometria reach `api`. */
export type Start = (options: PlainOptions, api: PushApi) => Promise<(request: Request) => Promise<Response>>;

/** A body as the relay's mapping makes it. */
const bodyOf = (more: Record<string, unknown> = {}, missing: Missing = 'null'): Record<string, unknown> =>
  // The mapping for the relay is an object.
  evaluate(mapping(), streamInput(Date.now(), more), missing) as Record<string, unknown>;

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** Every line of the relay's table of answers, against a relay wherever it runs. */
export function relaySuite(where: string, start: Start): void {
  describe(`the relay in ${where}`, () => {
    let fault: PushFault | undefined;
    let api: PushApi;
    let relay: (request: Request) => Promise<Response>;

    const open = async (options: Partial<PlainOptions> = {}) => {
      fault = undefined;
      api = createPushApi({ key: KEY, rate: 1e6, validationMs: 0, fault: () => fault });
      relay = await start({ secret: SECRET, header: HEADER, key: KEY, ...options }, api);
    };
    const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      const all = { [HEADER]: await sign(SECRET, bytes), ...headers };
      const response = await relay(
        new Request('https://relay.example/streams', { method: 'POST', headers: all, body: bytes }),
      );
      // Every answer to a POST has one.
      const { reason } = (await response.json()) as { reason: string };
      return { status: response.status, reason, retryAfter: response.headers.get('retry-after') };
    };
    const send = (value: unknown) => post(JSON.stringify(value));
    const arrived = () => {
      api.validate();
      return api.events();
    };

    describe('as it is set up', () => {
      beforeEach(async () => {
        await open();
      });
      afterEach(() => {
        expect(arrived().every(({ record }) => record.id.length === 32)).toBe(true);
      });

      it('delivers what is signed, as one record within a campaign’s hours', async () => {
        expect(await send(bodyOf())).toMatchObject({ status: 202, reason: 'delivered' });
        const [held] = arrived();
        expect(held).toMatchObject({ times: 1, entered: true });
        expect(held?.record).toEqual({
          '@type': 'custom_event',
          id: expect.stringMatching(/^[\da-f]{32}$/),
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
          event_type: 'fs_rage_click',
          identity_email: 'Jane.Doe@example.com',
          properties: {
            signal_type: 'rage_click',
            frustration_score: 34,
            session_replay_url:
              'https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/6012345678901234567%3A7012345678901234567:1790000000000',
            experience_at_risk: false,
            signal_page: '/checkout/payment',
            rage_clicks: 1,
          },
        });
        expect(Object.keys(held?.record.properties ?? {}).slice(0, 3)).toEqual([
          'signal_type',
          'frustration_score',
          'session_replay_url',
        ]);
      });

      it.each<Missing>(['null', 'empty', 'left_out'])('takes a missing value as %s', async (missing) => {
        const custom_properties = { signal_types: 'rage_click' };
        expect(await send(bodyOf({ custom_properties, url: undefined }, missing))).toMatchObject({ status: 202 });
        expect(Object.keys(arrived()[0]?.record.properties ?? {})).toEqual(['signal_type', 'session_replay_url']);
      });

      it.each<[string, () => Promise<Record<string, string>>]>([
        ['no signature', async () => ({ [HEADER]: '' })],
        ['a wrong one', async () => ({ [HEADER]: 'a'.repeat(64) })],
        ['one of another body', async () => ({ [HEADER]: await sign(SECRET, new TextEncoder().encode('{}')) })],
        [
          'one of another secret',
          async () => ({ [HEADER]: await sign('other', new TextEncoder().encode(JSON.stringify(bodyOf()))) }),
        ],
        ['what is no signature', async () => ({ [HEADER]: `sha256=${'a'.repeat(64)}` })],
      ])('answers 401 to %s, and nothing arrives', async (_, headers) => {
        expect(await post(JSON.stringify(bodyOf()), await headers())).toMatchObject({
          status: 401,
          reason: 'signature',
        });
        expect(api.requests()).toEqual([]);
      });

      it('answers 401 to a signature in another header', async () => {
        const body = JSON.stringify(bodyOf());
        const headers = { 'x-other': await sign(SECRET, new TextEncoder().encode(body)) };
        const response = await relay(new Request('https://relay.example/', { method: 'POST', headers, body }));
        expect(response.status).toBe(401);
        expect(api.requests()).toEqual([]);
      });

      it('reads the digits of a signature in capitals, too', async () => {
        const body = JSON.stringify(bodyOf());
        const signature = (await sign(SECRET, new TextEncoder().encode(body))).toUpperCase();
        expect(await post(body, { [HEADER]: signature })).toMatchObject({ status: 202 });
      });

      it('answers 413 to a body of 100 kB, signed or not', async () => {
        const body = JSON.stringify({ ...bodyOf(), note: 'x'.repeat(100_000) });
        expect(await post(body)).toMatchObject({ status: 413, reason: 'too_large' });
        expect(await post(body, { [HEADER]: 'a'.repeat(64) })).toMatchObject({ status: 413 });
        expect(api.requests()).toEqual([]);
      });

      it.each<[string, string | Uint8Array<ArrayBuffer>]>([
        ['nothing', ''],
        ['a form', 'a=1&b=2'],
        ['half a JSON', '{"at":'],
        ['what is no UTF-8', Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
      ])('answers 422 to %s', async (_, body) => {
        expect(await post(body)).toMatchObject({ status: 422, reason: 'not_json' });
      });

      it.each<[unknown, string]>([
        [null, 'not_an_object'],
        [[bodyOf()], 'not_an_object'],
        ['text', 'not_an_object'],
        [{ ...bodyOf(), signal_types: null }, 'no_type'],
        [{ ...bodyOf(), signal_types: 'Rage Click' }, 'no_type'],
        [{ ...bodyOf(), at: null }, 'no_time'],
        [{ ...bodyOf(), at: 'yesterday' }, 'no_time'],
        [{ ...bodyOf(), at: '9999-01-01T00:00:00Z' }, 'no_time'],
        [{ ...bodyOf(), session: null, session_replay_url: null }, 'no_session'],
      ])('answers 422 to what is no event of ours', async (value, reason) => {
        expect(await send(value)).toMatchObject({ status: 422, reason });
        expect(api.requests()).toEqual([]);
      });

      it.each([null, '', 'null', 'jane', 'jane@', 'jane doe@example.com', 42, undefined])(
        'answers 200 to the e-mail %j, and nothing arrives',
        async (email) => {
          expect(await send({ ...bodyOf(), email })).toMatchObject({ status: 200, reason: 'no_email' });
          expect(api.requests()).toEqual([]);
        },
      );

      it('answers 200 to what is older than four hours: it arrives, and starts no campaign', async () => {
        expect(await send(bodyOf({ event_time: ago(4 * 3_600_000 + 60_000) }))).toMatchObject({
          status: 200,
          reason: 'older_than_4h',
        });
        expect(arrived()).toMatchObject([{ entered: false }]);
      });

      it('answers 429 where Ometria does, with its time to wait', async () => {
        fault = { status: 429, retryAfter: 30 };
        expect(await send(bodyOf())).toEqual({ status: 429, reason: 'throttled', retryAfter: '30' });
      });

      it.each<[PushFault, string]>([
        [{ status: 500 }, 'ometria_failed'],
        [{ status: 502 }, 'ometria_failed'],
        [{ status: 503 }, 'ometria_failed'],
        [{ status: 504 }, 'ometria_failed'],
        [{ status: 302 }, 'ometria_failed'],
        [{ status: 401 }, 'key_refused'],
        [{ status: 403 }, 'key_refused'],
      ])('answers 503 to Ometria’s %j', async (given, reason) => {
        fault = given;
        expect(await send(bodyOf())).toMatchObject({ status: 503, reason });
      });

      it('answers 503 where Ometria cannot be reached', async () => {
        fault = 'network';
        expect(await send(bodyOf())).toMatchObject({ status: 503 });
        expect(arrived()).toEqual([]);
      });

      it.each([400, 404, 405, 409, 422])('answers 422 to Ometria’s %i', async (status) => {
        fault = { status };
        expect(await send(bodyOf())).toMatchObject({ status: 422, reason: 'record_refused' });
      });

      it('gives an event that is sent again the same id', async () => {
        const body = JSON.stringify(bodyOf());
        for (let repeat = 0; repeat < 3; repeat += 1) expect(await post(body)).toMatchObject({ status: 202 });
        expect(arrived()).toMatchObject([{ times: 3 }]);
      });

      it('tells two visitors apart by the last digit of an id of 64 bits, be it a number', async () => {
        for (const digit of [1, 2]) {
          const body = JSON.stringify({ ...bodyOf(), device: null, session: 'ID' });
          const bare = body.replace('"ID"', `601234567890123456${digit}`);
          expect(await post(bare)).toMatchObject({ status: 202 });
        }
        expect(arrived()).toHaveLength(2);
      });

      it('names its health, and no method but POST', async () => {
        await send(bodyOf());
        fault = { status: 403 };
        await send(bodyOf());
        const ask = (method: string, path: string) => relay(new Request(`https://relay.example${path}`, { method }));
        const health = await ask('GET', '/healthz');
        expect(health.status).toBe(200);
        expect(await health.json()).toMatchObject({ status: 'failing', answers: { delivered: 1, key_refused: 1 } });
        expect((await ask('HEAD', '/healthz')).status).toBe(200);
        for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
          const response = await ask(method, '/');
          expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
        }
      });
    });

    it('delivers only the types that are wanted', async () => {
      await open({ types: ['checkout_frustration'] });
      expect(await send(bodyOf())).toMatchObject({ status: 200, reason: 'type_not_wanted' });
      expect(await send({ ...bodyOf(), signal_type: 'checkout_frustration' })).toMatchObject({ status: 202 });
      expect(arrived().map(({ record }) => record.event_type)).toEqual(['fs_checkout_frustration']);
    });

    it('takes what was signed with the secret before, while it is being changed', async () => {
      await open({ secret: 'the-new-one', previousSecret: SECRET });
      expect(await send(bodyOf())).toMatchObject({ status: 202 });
    });

    it('answers 503 where Ometria does not answer in time', async () => {
      await open({ timeout: 100 });
      fault = { slow: 60_000 };
      expect(await send(bodyOf())).toMatchObject({ status: 503, reason: 'ometria_timeout' });
    });

    it('answers 503 with a key that Ometria does not know', async () => {
      await open({ key: 'mistyped' });
      expect(await send(bodyOf())).toMatchObject({ status: 503, reason: 'key_refused' });
    });
  });
}
