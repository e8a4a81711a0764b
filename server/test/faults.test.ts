import { describe, expect, it } from 'vitest';
import { FAULTS } from './support/faults.js';
import { playFault, type Result } from './support/play-fault.js';

const HEAD = `<!-- Written by \`npx vitest run server/test/faults.test.ts -u\`; the same test compares. -->

# What the relay survives

Each fault is played from one stand-in to the other, FullStory Streams to Ometria's push API, through the real relay, on a
clock that lets hours pass at once.

*sent*: events that FullStory sends · *arrived*: distinct custom events that Ometria holds in the end · *in flows*: of these,
how many were young enough to start a campaign · *twice*: events that it holds under two ids · *lost*: sent with an e-mail
address, and never arrived · *requests*: to the relay and to Ometria · *answers*: the relay's; "none" is a connection that broke.

| fault | sent | arrived | in flows | twice | lost | requests | answers |
|---|---|---|---|---|---|---|---|
`;

const row = (name: string, { sent, arrived, entered, twice, lost, asked, pushed, answers }: Result): string => {
  const told = Object.entries(answers).map(([status, times]) => `${times} × ${status === '0' ? 'none' : status}`);
  return `| ${[name, sent, arrived, entered, twice, lost, `${asked} → ${pushed}`, told.join(', ')].join(' | ')} |`;
};

describe('of the faults', () => {
  const rows = new Map<string, string>();

  it.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    '“%s” has the end that it should have',
    async (name, fault) => {
      const result = await playFault(fault);
      const { arrives = result.sent, loses = 0, enters = arrives } = fault;
      expect(result).toMatchObject({ arrived: arrives, lost: loses, twice: 0, entered: enters });
      rows.set(name, row(name, result));
    },
  );

  it('the page in the docs tells what has just been seen', async () => {
    const lines = FAULTS.map(({ name }) => rows.get(name));
    await expect(`${HEAD}${lines.join('\n')}\n`).toMatchFileSnapshot('../../docs/server-faults.md');
  });
});
