import { type RelayOptions, requireRelayOptions } from '../relay-options.js';
import { type Io, needVariable, UsageError } from './command.js';

/** Environment variables of the relay, with the option that each sets and what it holds. */
export const VARIABLES = {
  FULLSTORY_SECRET: 'the secret of the HMAC signature in FullStory’s connection',
  FULLSTORY_SECRET_PREVIOUS: 'the secret before, while it is being changed (optional)',
  FULLSTORY_HEADER: 'the name of the header with the signature, as in FullStory’s connection',
  OMETRIA_KEY: 'Ometria’s API key',
  OMETRIA_ENDPOINT: 'another address than https://api.ometria.com/v2/push (optional)',
  RELAY_PREFIX: 'what stands before the type of a custom event, fs_ if it is not set (optional)',
  RELAY_TYPES: 'signals and rules that are wanted, with commas between; all if it is not set (optional)',
  RELAY_REPLAY_HOST: 'host of replay links, where FullStory is relayed through your own domain (optional)',
} as const;

const need = (env: Io['env'], name: keyof typeof VARIABLES): string => needVariable(env, name, VARIABLES[name]);

const VARIABLE_OF: Record<string, keyof typeof VARIABLES> = {
  secret: 'FULLSTORY_SECRET',
  previousSecret: 'FULLSTORY_SECRET_PREVIOUS',
  header: 'FULLSTORY_HEADER',
  key: 'OMETRIA_KEY',
  endpoint: 'OMETRIA_ENDPOINT',
  prefix: 'RELAY_PREFIX',
  types: 'RELAY_TYPES',
  replayHost: 'RELAY_REPLAY_HOST',
};

/** Refuses in words of the environment: whoever set a variable never saw the option. */
const requireVariables = (options: RelayOptions): void => {
  try {
    requireRelayOptions(options);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      said.replace(/^createRelay: option "(\w+)"/, (_, option: string) => VARIABLE_OF[option] ?? option),
    );
  }
};

/** Options of the relay from the environment. @throws UsageError that names a variable that is missing or wrong. */
export function readRelayOptions(env: Io['env']): RelayOptions & { key: string } {
  const { FULLSTORY_SECRET_PREVIOUS, OMETRIA_ENDPOINT, RELAY_PREFIX, RELAY_TYPES, RELAY_REPLAY_HOST } = env;
  const options = {
    secret: need(env, 'FULLSTORY_SECRET'),
    header: need(env, 'FULLSTORY_HEADER'),
    key: need(env, 'OMETRIA_KEY'),
    ...(FULLSTORY_SECRET_PREVIOUS && { previousSecret: FULLSTORY_SECRET_PREVIOUS }),
    ...(OMETRIA_ENDPOINT && { endpoint: OMETRIA_ENDPOINT }),
    ...(RELAY_PREFIX !== undefined && { prefix: RELAY_PREFIX }),
    ...(RELAY_TYPES && { types: RELAY_TYPES.split(',').map((type) => type.trim()) }),
    ...(RELAY_REPLAY_HOST && { replayHost: RELAY_REPLAY_HOST }),
  };
  requireVariables(options);
  return options;
}
