import { normalize } from '../../../identity/normalise.js';
import { hash, toText } from '../../../tools/text.js';
import type { Config } from '../../../types/config.js';
import { latestOf } from '../../../visit/merge.js';
import { affinityKey } from '../../../visit/records.js';
import type { DetectorContext } from '../context.js';

const HALF_LIFE_MS = 7 * 864e5;
const MAX_KEPT = 3;

/** Seconds of attention by kind and name, `product:SKU-A`; and, under `at`, when they were counted. */
export type Liked = Record<string, number>;

/** Names of a kind, the most liked first. */
export const ranked = (liked: Liked, kind: string): string[] =>
  Object.keys(liked)
    .filter((key) => key.startsWith(kind))
    .sort((a, b) => Number(liked[b]) - Number(liked[a]));

/**
 * Adds attention, and keeps three. A fourth takes from each what it brings itself, so that one that comes often gets in
 * (Misra and Gries, "Finding repeated elements", 1982).
 */
export const addTo = (liked: Liked, kind: string, more: Liked): Liked => {
  const sum: Liked = { ...liked };
  for (const name of Object.keys(more)) sum[name] = (sum[name] || 0) + Number(more[name]);
  const names = ranked(sum, kind);
  const least = sum[names[MAX_KEPT] || ''] || 0;
  for (const name of names) sum[name] = Number(sum[name]) - least;
  return fade(sum, 0);
};

/** After so many ms half of it counts for each week; what is less than a second is forgotten. */
export const fade = (liked: Liked, ms: number): Liked =>
  Object.fromEntries(
    Object.entries(liked)
      .map(([name, seconds]) => [name, name === 'at' ? seconds : seconds / 2 ** (ms / HALF_LIFE_MS)] as const)
      .filter(([, seconds]) => seconds >= 1),
  );

/** What this visitor has attended to most, over visits. Kept only where a field asks for it. */
export const watchAffinity = (desk: DetectorContext, { session: { key: prefix }, fields }: Config): void => {
  const { page, session, who, onSignal, undos } = desk;
  const { local } = page.storage;
  const key = affinityKey(prefix);
  if (!fields.affinity_product && !fields.affinity_category) {
    local.set(key, null);
    return;
  }
  undos.push(
    onSignal((signal) => {
      const open = session();
      const { owner } = who();
      // A link that the site has not confirmed may be somebody else's.
      if (!open || !owner || latestOf(open.own(), 'link')) return;
      // Sealed with whose it is: somebody else's, or what others have written there, is nothing.
      const seal = (json: string) => hash(normalize(owner) + json).toString(36) + json;
      const text = String(local.get(key));
      const json = text.slice(text.indexOf('{'));
      const now = page.now();
      const kept = seal(json) === text ? (JSON.parse(json) as Liked) : {};
      let liked = fade(kept, Math.max(0, now - (kept.at || now)));
      for (const kind of ['product', 'category'] as const) {
        const name = signal.type === 'attention' && signal[kind];
        if (name) liked = addTo(liked, kind, { [`${kind}:${name}`]: signal.activeSeconds || 0 });
        const [top = ''] = ranked(liked, kind);
        const best = top.slice(kind.length + 1);
        if (best && latestOf(open.own(), `top:${kind}`) !== best)
          open.update({ latest: { [`top:${kind}`]: [open.renew(), best] } });
      }
      local.set(key, seal(toText({ ...liked, at: now })));
    }),
  );
};
