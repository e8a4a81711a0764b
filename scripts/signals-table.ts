// Prints the situations of e2e/support/situations.ts into docs/situations.md, between its marks. By hand, after a change
// there: npx tsx scripts/signals-table.ts. A test fails while the two differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { isGuilty, SITUATIONS, type Situation } from '../e2e/support/situations.js';
import { isCommand } from './command.js';

const PAGE = new URL('../docs/situations.md', import.meta.url);
const [BEGIN, END] = ['<!-- situations -->', '<!-- /situations -->'];

const verdict = ({ found }: Situation) =>
  Object.entries(found)
    .map(([type, times]) => `\`${type}\`${times > 1 ? ` × ${times}` : ''}`)
    .join(', ');

const tableOf = (family: string) => {
  const rows = SITUATIONS.filter((situation) => situation.family === family).map(
    (situation) =>
      `| ${situation.what} | ${isGuilty(situation) ? verdict(situation) : 'nothing'} | ${situation.why ?? ''} |`,
  );
  return [`**${family}**`, '', '| situation | found | why |', '|---|---|---|', ...rows].join('\n');
};

/** The page with the tables as they are now. */
export const withTables = (page: string) => {
  const guilty = SITUATIONS.filter(isGuilty).length;
  const families = [...new Set(SITUATIONS.map(({ family }) => family))];
  const sum = `${SITUATIONS.length} situations: ${guilty} in which something is to be found, ${SITUATIONS.length - guilty} innocent ones.`;
  const text = [sum, ...families.map(tableOf)].join('\n\n');
  const [before, rest = ''] = page.split(BEGIN);
  return `${before}${BEGIN}\n\n${text}\n\n${END}${rest.split(END)[1] ?? ''}`;
};

export const readPage = () => readFileSync(PAGE, 'utf8');

if (isCommand(import.meta.url)) writeFileSync(PAGE, withTables(readPage()));
