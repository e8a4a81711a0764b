import { createHost } from '../../page/page.js';
import { createGuard } from '../../tools/guard.js';
import type { ConsentAdapter } from '../../types/config.js';
import { membersOf } from './look.js';

/** How an attribute of the script's element is read. */
export type OptionKind = 'text' | 'texts' | 'number' | 'numbers';

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const READERS: Record<OptionKind, (text: string) => unknown> = {
  text: (text) => text,
  texts: listOf,
  number: Number,
  numbers: (text) => listOf(text).map(Number),
};

/**
 * The options of an adapter, from the attributes of its script's element (`data-analytics="C0002"`) or from the query of its
 * address (`?analytics=C0002`), since Tag Manager takes such attributes away. undefined: one that is needed is missing, and
 * with less to ask for more would be granted.
 */
export const readOptions = (
  script: unknown,
  kinds: Readonly<Record<string, OptionKind>>,
  needed: readonly string[],
): Record<string, unknown> | undefined => {
  const { dataset, src = '' } = membersOf(script);
  const query = new URLSearchParams(String(src).replace(/^[^?]*|#.*$/g, ''));
  const options: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const text = String(membersOf(dataset)[name] ?? query.get(name) ?? '').trim();
    if (text) options[name] = READERS[kind](text);
    else if (needed.includes(name)) return undefined;
  }
  return options;
};

/**
 * Says to the tag, by its consent command, what an adapter says: the same whichever build is on the page, before or after it
 * has loaded. The command knows no "not answered": before an answer nothing is said, and after a grant it is a refusal,
 * since nobody may be taken to agree.
 */
export const sayByCommand = (adapter: ConsentAdapter, window: Window & typeof globalThis): void => {
  const guard = createGuard(() => {});
  let last: boolean | undefined;
  const said = guard((granted: boolean | undefined) => {
    const next = granted ?? (last === undefined ? undefined : false);
    // A refusal that is repeated would be carried out again, and delete what another tab has kept since.
    if (next === undefined || (next === false && last === false)) return;
    last = next;
    const host = membersOf(window);
    if (!Object(host.fsOmetria).push) host.fsOmetria = [];
    const { fsOmetria } = host;
    // An array, or the handle of the tag: both have it.
    (fsOmetria as unknown[]).push(['consent', next ? 'granted' : 'denied']);
  });
  guard(() => adapter.watch(said, createHost(window, guard)))();
};
