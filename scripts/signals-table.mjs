// Prints the situations of e2e/support/situations.mjs into docs/signals.md, between its marks. By hand, after a change
// there: node scripts/signals-table.mjs. A test fails while the two differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isGuilty, SITUATIONS } from '../e2e/support/situations.mjs';

const PAGE = new URL('../docs/signals.md', import.meta.url);
const [BEGIN, END] = ['<!-- situations -->', '<!-- /situations -->'];

const verdict = ({ found }) =>
  Object.entries(found)
    .map(([type, times]) => `\`${type}\`${times > 1 ? ` × ${times}` : ''}`)
    .join(', ');

const tableOf = (family) => {
  const rows = SITUATIONS.filter((situation) => situation.family === family).map(
    (situation) =>
      `| ${situation.what} | ${isGuilty(situation) ? verdict(situation) : 'nothing'} | ${situation.why ?? ''} |`,
  );
  return [`**${family}**`, '', '| situation | found | why |', '|---|---|---|', ...rows].join('\n');
};

/** The page with the tables as they are now. */
export const withTables = (page) => {
  const guilty = SITUATIONS.filter(isGuilty).length;
  const families = [...new Set(SITUATIONS.map(({ family }) => family))];
  const sum = `${SITUATIONS.length} situations: ${guilty} in which something is to be found, ${SITUATIONS.length - guilty} innocent ones.`;
  const text = [sum, ...families.map(tableOf)].join('\n\n');
  const [before, rest = ''] = page.split(BEGIN);
  return `${before}${BEGIN}\n\n${text}\n\n${END}${rest.split(END)[1] ?? ''}`;
};

export const readPage = () => readFileSync(PAGE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, withTables(readPage()));
