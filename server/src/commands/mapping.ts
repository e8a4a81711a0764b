import { connectionSheet, eventsToCreate, type MappingOptions, mapping, streamSheet } from '../streams/mapping.js';
import { type Command, readArgs, UsageError } from './command.js';

const HELP = `fullstory-ometria-server mapping [options]

Prints what to paste into FullStory and what to create in Ometria.

  --direct           Ometria itself as the destination, without the relay. Try it with Send Test first.
  --signal <name>    a Stream on an event of your own that stands for this signal, instead of the tag’s event
  --prefix <prefix>  as in RELAY_PREFIX; fs_ if it is left out
  --url <address>    where your relay is reached
  --header <name>    as in FULLSTORY_HEADER
  --json             the mapping alone
`;

const table = (rows: readonly (readonly string[])[]): string => {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', ...rest]) => `  ${first.padEnd(width)}  ${rest.join('  ')}`.trimEnd()).join('\n');
};

const section = (title: string, text: string): string => `${title}\n${'─'.repeat(title.length)}\n${text}\n`;

/** Functions on one line each: as people write a mapping. */
export const printMapping = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /\[\n\s*"(var|concat|toUnixTimestamp|as\w+)"[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/g,
    (call) => JSON.stringify(JSON.parse(call)).replace(/,/g, ', '),
  );

export const command: Command = async (args, { out, env }) => {
  const given = readArgs(args, {
    direct: { type: 'boolean' },
    signal: { type: 'string' },
    prefix: { type: 'string' },
    url: { type: 'string' },
    header: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (given.help) {
    out(HELP);
    return 0;
  }
  const { signal, prefix = env.RELAY_PREFIX, direct: isDirect, url = 'https://<your relay>/' } = given;
  if (signal !== undefined && !/^[a-z][a-z0-9_]{0,63}$/.test(signal))
    throw new UsageError('--signal must be small letters, digits and underscores, a letter first, at most 64.');
  const form = isDirect ? 'direct' : 'relay';
  const options: MappingOptions = { form, ...(signal && { signal }), ...(prefix !== undefined && { prefix }) };
  const json = printMapping(mapping(options));
  if (given.json) {
    out(`${json}\n`);
    return 0;
  }
  const header = given.header ?? env.FULLSTORY_HEADER ?? 'X-FullStory-Signature';
  const [first] = eventsToCreate(options);
  out(
    [
      section('1 FullStory: connection', table(connectionSheet(form, { url, header }))),
      section('2 FullStory: Stream', table(streamSheet(options))),
      section(`3 FullStory: JSON mapping${isDirect ? ' (press Send Test before you rely on it)' : ''}`, json),
      section(
        '4 Ometria: custom events to create, each for one campaign; those you do not need can be left out',
        table(eventsToCreate(options).map(({ event_type }) => [event_type])),
      ),
      section(
        '5 Ometria: properties of each of them',
        table((first?.properties ?? []).map(({ name, type, meaning }) => [name, type.padEnd(7), meaning])),
      ),
    ].join('\n'),
  );
  return 0;
};
