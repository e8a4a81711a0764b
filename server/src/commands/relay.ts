import { serve } from '../node/serve.js';
import { createRelay } from '../relay.js';
import { type Command, readArgs, UsageError } from './command.js';
import { readRelayOptions, VARIABLES } from './settings.js';

const HELP = `fullstory-ometria-server relay [--port 8080] [--host 0.0.0.0]

Receives a FullStory Stream on any path and pushes custom events to Ometria. GET /healthz tells how it is.
Secrets come from the environment:

${Object.entries(VARIABLES)
  .map(([name, meaning]) => `  ${name.padEnd(26)} ${meaning}`)
  .join('\n')}
`;

const readPort = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not ${text}.`);
  return port;
};

/** Serves the relay until SIGTERM or SIGINT; then requests under way end first. */
export const command: Command = async (args, { env, out, onSignal }) => {
  const given = readArgs(args, {
    port: { type: 'string' },
    host: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (given.help) {
    out(HELP);
    return 0;
  }
  const write = (entry: object) => out(`${JSON.stringify(entry)}\n`);
  const relay = createRelay({ ...readRelayOptions(env), log: write });
  // PORT is what platforms set for a container.
  const port = readPort(given.port ?? env.PORT ?? '8080');
  const { port: taken, drain } = await serve({ handler: relay, port, ...(given.host && { host: given.host }) });
  const tell = (event: string) => write({ time: new Date().toISOString(), event, port: taken });
  tell('listening');
  await new Promise<void>((resolve) => {
    onSignal('SIGTERM', resolve);
    onSignal('SIGINT', resolve);
  });
  tell('draining');
  await drain();
  tell('stopped');
  return 0;
};
