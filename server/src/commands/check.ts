import { createPushClient } from '../push/client.js';
import { isEmail } from '../push/records.js';
import { evaluate } from '../streams/evaluate.js';
import { ECHO_EVENT, mapping } from '../streams/mapping.js';
import { sign } from '../streams/signature.js';
import { type Command, type Io, readArgs, UsageError } from './command.js';
import { readRelayOptions } from './settings.js';

const HELP = `fullstory-ometria-server check [--relay <address> [--send-test <e-mail>]]

Looks whether the settings are complete and Ometria takes the key.

  --relay <address>      whether the relay answers there, and refuses what is not signed
  --send-test <e-mail>   signs an event as FullStory does, sends it to the relay, and reads Ometria’s errors.
                         It lands on that contact as a custom event and starts the campaigns that wait for it.
`;

// Ometria validates later; what it finds wrong stands in the errors a moment after.
const VALIDATION_MS = 5000;

/** One question and its answer; `failed` ends in exit code 1. */
type Say = (passed: boolean, text: string) => void;

/** The event that `--send-test` sends: a rage click at the checkout, of now. */
const sample = (email: string, now: number) => ({
  stream: { name: 'Test' },
  event: [
    {
      event_name: ECHO_EVENT,
      event_time: new Date(now).toISOString(),
      url: 'https://shop.example/checkout/payment',
      user_email: email,
      device_id: 'test',
      session_id: 'test',
      custom_properties: { reason: 'test', signal_types: 'rage_click', frustration_score: 34, rage_click: 1 },
    },
  ],
});

const post = async (address: string, body: string, headers: Record<string, string>) => {
  const response = await fetch(address, { method: 'POST', body, headers, signal: AbortSignal.timeout(15_000) });
  return { status: response.status, text: await response.text() };
};

const readId = (text: string): string | undefined => {
  const answer: unknown = JSON.parse(text);
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  return typeof id === 'string' ? id : undefined;
};

async function checkKey(options: ReturnType<typeof readRelayOptions>, say: Say): Promise<void> {
  const { key, endpoint } = options;
  try {
    const errors = await createPushClient({ key, ...(endpoint && { endpoint }) }).errors();
    say(true, `Ometria takes the key; ${errors.length} recent validation errors in the account`);
  } catch (error) {
    say(false, error instanceof Error ? error.message : String(error));
  }
}

async function checkRelay(address: string, header: string, say: Say): Promise<void> {
  try {
    const { status } = await post(address, '{}', { [header]: '0'.repeat(64) });
    say(
      status === 401,
      status === 401
        ? 'The relay answers, and refuses what is not signed'
        : `The relay answered ${status} to a wrong signature; 401 was expected`,
    );
  } catch {
    say(false, `Nothing answers at ${address}`);
  }
}

async function sendTest(
  email: string,
  address: string,
  { env, clock, say }: Pick<Io, 'env' | 'clock'> & { say: Say },
): Promise<void> {
  const options = readRelayOptions(env);
  const { secret, header, key, endpoint } = options;
  const body = JSON.stringify(evaluate(mapping(), sample(email, clock.now())));
  const { status, text } = await post(address, body, { [header]: await sign(secret, new TextEncoder().encode(body)) });
  say(
    status === 202,
    `The relay answered ${status} to a signed event${status === 202 ? '' : `: ${text.slice(0, 200)}`}`,
  );
  const id = status === 202 ? readId(text) : undefined;
  if (id === undefined) return;
  await clock.sleep(VALIDATION_MS);
  const errors = await createPushClient({ key, ...(endpoint && { endpoint }) }).errors(new Set([id]));
  const own = errors.filter((error) => error.id === id);
  for (const { message, path } of own) say(false, `Ometria refused it: ${path ?? ''} ${message}`);
  if (own.length === 0)
    say(
      true,
      `Ometria names no error for it. Look at the contact for the event ${id}; if it is not there, the event type does not exist in the account`,
    );
}

export const command: Command = async (args, { env, clock, out }) => {
  const given = readArgs(args, {
    relay: { type: 'string' },
    'send-test': { type: 'string' },
    help: { type: 'boolean' },
  });
  if (given.help) {
    out(HELP);
    return 0;
  }
  const { relay: address, 'send-test': email } = given;
  if (address !== undefined && !URL.canParse(address)) throw new UsageError('--relay must be an address.');
  if (email !== undefined && !isEmail(email)) throw new UsageError('--send-test must be an e-mail address.');
  if (email !== undefined && address === undefined) throw new UsageError('--send-test needs --relay.');
  let failed = 0;
  const say: Say = (passed, text) => {
    if (!passed) failed += 1;
    out(`${passed ? '✓' : '✗'} ${text}\n`);
  };
  const options = readRelayOptions(env);
  say(true, 'The settings are complete');
  await checkKey(options, say);
  if (address) await checkRelay(address, options.header, say);
  if (address && email) await sendTest(email, address, { env, clock, say });
  return failed > 0 ? 1 : 0;
};
