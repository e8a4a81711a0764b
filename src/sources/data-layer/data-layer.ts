import type { Config } from '../../config/read-options.js';
import { type Field, STAGE, TELLING } from '../../delivery/properties.js';
import { keepLooking } from '../../page/keep-looking.js';
import { observeDataLayer, type Watch } from '../../page/observe-push.js';
import type { PageContext } from '../../signals/page-context.js';
import type { Undo } from '../../tools/guard.js';
import { toObject } from '../../tools/text.js';
import { toSignal } from '../fullstory-events.js';
import { readFunnel } from '../funnel.js';
import type { Emit, Ports, Source } from '../source.js';
import { watchViews } from '../views.js';
import { readEntry } from './entry.js';
import { createItemReader } from './items.js';
import { findProduct } from './json-ld.js';
import { createMemory } from './memory.js';
import { createStock, outcomeOf } from './outcome.js';
import { createReader } from './reader.js';
import { createStages } from './stages.js';

// After a route the shop still has to render what the address promises.
const RENDERED_MS = 1000;

interface Parts {
  emit: Emit;
  ports: Ports;
  config: Config;
  layer: Watch;
}

/** Reads entries and follows page views. `isCounted`: was there consent before this page, so that what it has pushed counts? */
const createWatcher = ({ emit, ports, config, layer }: Parts) => {
  const { page, report, session, context, onSignal, onView, onHidden, guard, isExcluded } = ports;
  const { document } = page;
  const funnel = readFunnel(config, report);
  const items = createItemReader(config, report);
  const stock = createStock(ports);
  const memory = createMemory(ports, config.session.key);
  const mapped = toObject(toObject(config.bdl).dataLayer);
  const open = session();
  // A record from before this page, whoever's and of whichever tab: there was consent when the page pushed its first entries.
  let isCounted = !!open && open.records().some(({ startedAt }) => startedAt < page.now() - page.elapsed());
  const stages = createStages({
    ports,
    funnel,
    progressed: (stage) => {
      if (!isCounted) return;
      stock.forget();
      emit({ type: 'funnel_progress', stage }, 'page');
    },
  });
  const reader = createReader({ ports, funnel, stages, memory });
  const views = watchViews(ports);
  let path = page.path();
  let kept: (PageContext & { levels: readonly string[] }) | undefined;
  let described: string | undefined;
  let cancel = () => {};

  const read = guard((entry: unknown, isNew: boolean) => {
    const event = readEntry(entry);
    if (!event) return;
    // A router that nobody hears pushes the new page's event.
    views.look();
    if (isExcluded()) return;
    const { name, data, fields } = event;
    const all = items.readAll(data.items);
    reader.read(event, all);
    if (!isCounted) return;
    if (name === 'add_to_cart') stock.forget();
    if (name === 'purchase' && memory.isNewOrder(data.transaction_id)) emit({ type: 'purchase' }, 'page');
    const signal = mapped[name];
    if (signal && isNew) emit(toSignal(String(signal), fields), 'fullstory');
    if (context.hear) context.hear({ name, fields, items: all, isEmpty: Array.isArray(data.items) && !all.length });
  });

  /** A page view begins: what is known of it without any event. */
  const arrive = () => {
    path = page.path();
    context.taken = memory.readTaken();
    if (isExcluded()) return;
    if (kept) {
      context.levels = kept.levels;
      context.say(kept);
    } else stages.forget();
    if (!kept || !kept.stage) stages.suggest();
    kept = undefined;
  };

  /** After the events: JSON-LD and Open Graph. */
  const fallBack = () => {
    if (isExcluded()) return;
    const { type, product } = context.now();
    const found = findProduct(document);
    const before = described;
    described = JSON.stringify(found);
    // After a route the data may still be those of the view before.
    if (!found || described === before) return;
    const { id, name, categories } = found;
    context.levels = [...context.levels, ...categories];
    if (type || product) return context.say({});
    const ours = items.toId(id);
    reader.describe({ ids: [ours || '', id || ''], name });
    // schema.org writes a path of categories.
    const category = String(categories.pop() || '').replace(/^.*(>|&gt;)/s, '');
    context.say({ type: 'product', product: ours, category: category.trim() });
  };

  const follow = (isCleared: boolean) => {
    if (isCleared) {
      arrive();
      if (!isExcluded()) stages.carry();
      cancel();
      cancel = page.after(RENDERED_MS, fallBack);
    } else if (!isExcluded()) {
      stages.track();
      stock.look();
    } else {
      const { type, product, stage, availability } = context.now();
      if (type || product || stage || availability)
        context.say({ stage: null, product: null, type: null, availability: null });
    }
  };

  const undos = [
    context.follow(follow),
    onView(() => {
      // Back from the back/forward cache the page is still what it was; on a route the path is already another.
      kept = page.path() === path ? { ...context.now(), levels: context.levels } : undefined;
    }),
    onSignal(({ type }) => type === 'purchase' && stages.end()),
    onHidden(layer.look),
    views.stop,
    page.on('DOMContentLoaded', layer.look, 'document'),
    page.on('load', () => {
      layer.look();
      fallBack();
    }),
    () => cancel(),
  ];
  ports.names(
    'stages',
    funnel.stages.map(({ stage }) => stage),
  );
  return {
    read,
    /** Begins with what the page has pushed before the tag came. */
    start: (entries: readonly unknown[]): Undo => {
      arrive();
      for (const entry of entries) read(entry, false);
      if (!isExcluded()) stages.carry();
      if (document.readyState === 'complete') fallBack();
      // What the page has said of itself by now has not been kept yet.
      stages.started();
      isCounted = true;
      return () => {
        for (const undo of undos) undo();
      };
    },
  };
};

const observe = (emit: Emit, ports: Ports, config: Config): Undo => {
  const { page } = ports;
  /** What the page has pushed before the reader starts. */
  const entries: unknown[] = [];
  let take = (entry: unknown) => void entries.push(entry);
  const layer = observeDataLayer(page, (entry) => take(entry));
  layer.look();
  // The page pushes on while the rest of the start waits for a task of its own.
  const old = entries.length;
  ports.defer(() => {
    const { read, start } = createWatcher({ emit, ports, config, layer });
    const undo = start(entries.splice(0, old));
    take = (entry) => void read(entry, true);
    for (const entry of entries.splice(0)) take(entry);
    const stop = keepLooking(page, layer.look);
    return () => {
      stop();
      undo();
    };
  });
  return layer.stop;
};

const FIELDS: readonly Field[] = [
  [130, 'furthest_stage', STAGE, ({ maxima }, _, stages) => stages[Number(maxima.funnel || 0) - 1] || 'none', TELLING],
  [131, 'visit_outcome', 14, (state, _, stages) => outcomeOf(state, stages), TELLING],
];

/**
 * GA4 e-commerce events, as objects and as gtag's arguments, become what the page shows and how far the visit has come;
 * without them the stage comes from the path and the product from JSON-LD or Open Graph.
 */
export const dataLayer = (): Source => {
  const source: Source = (emit, ports, config) => observe(emit, ports, config);
  source.fields = FIELDS;
  return source;
};
