import { type Config, readOptions } from '../config.js';
import { type Field, STAGE, TELLING } from '../delivery/properties.js';
import type { Undo } from '../guard.js';
import { observeDataLayer } from '../page/observe-push.js';
import { latest, stamp } from '../session/state.js';
import { readText, toObject } from '../text.js';
import { toSignal } from './bdl.js';
import { isFunnelType, keepStage, readFunnel, stageOf, whereabouts } from './funnel.js';
import type { Emit, Ports, Source } from './source.js';
import { watchViews } from './views.js';

/** Which kind of page a GA4 event speaks of; those of the funnel's later stages speak of the checkout. */
const TYPES: Record<string, string> = {
  view_item: 'product',
  view_item_list: 'category',
  view_cart: 'basket',
  purchase: 'confirmation',
};

// As many as a visit's record can hold beside what it is for.
const MOST_TAKEN = 9;

// After a route the shop still has to render what the address promises.
const RENDERED_MS = 1000;

interface Item {
  product?: string | undefined;
  category?: string | undefined;
}

/** How the shop's products are called in Ometria. */
export const createItemReader = (config: Config, report: Ports['report']) => {
  const { match = '(.*)', ...rest } = toObject(config.product);
  const { from } = readOptions({ from: 'item_id' }, rest, { report, path: 'product.' });
  const { level } = readOptions({ level: 1 }, config.category, { report, path: 'category.' });
  let pattern: RegExp | undefined;
  try {
    pattern = new RegExp(String(match));
  } catch {
    report('bad_option', 'product.match');
  }
  const toId = (value: unknown) => {
    const found = pattern && /string|number/.test(typeof value) && pattern.exec(String(value));
    return found ? readText(found[1], 64) : undefined;
  };
  return {
    toId,
    /** A GA4 item. */
    read: (item: unknown): Item => {
      const fields = toObject(item);
      return {
        product: toId(fields[from]),
        category: readText(fields[`item_category${level > 1 ? level : ''}`], 64),
      };
    },
  };
};

/** The one product of a page that says so in JSON-LD or Open Graph; a list of products is no product page. */
export const findProduct = (document: Document): { id: unknown; category?: unknown } | undefined => {
  const found: Record<string, unknown>[] = [];
  const collect = (value: unknown) => {
    const node = toObject(value);
    if (Array.isArray(value)) value.forEach(collect);
    else if (node['@graph']) collect(node['@graph']);
    else if (/(^|[/,])Product(Group)?(,|$)/.test(String(node['@type']))) found.push(node);
  };
  document.querySelectorAll('script[type="application/ld+json"]').forEach((script) => {
    try {
      collect(JSON.parse(script.textContent || ''));
    } catch {
      // Malformed by the shop: search engines cannot read it either.
    }
  });
  const [product] = found;
  if (product && found.length === 1) return { id: product.productID || product.sku, category: product.category };
  const meta = (name: string) => document.querySelector(`meta[property="${name}"]`)?.getAttribute('content');
  if (meta('og:type') !== 'product') return undefined;
  return { id: meta('product:retailer_item_id'), category: meta('product:category') };
};

type Entry = [entry: unknown, isNew?: boolean | undefined];

const observe = (emit: Emit, ports: Ports, config: Config): Undo => {
  const { page, report, session, context, onSignal, onView, guard, isExcluded } = ports;
  /** What the page has pushed before the reader starts. */
  const entries: Entry[] = [];
  let take = (...entry: Entry) => {
    entries.push(entry);
  };
  const { look, stop } = observeDataLayer(page, (...entry) => take(...entry));

  const start = (): Undo => {
    const { document } = page;
    const funnel = readFunnel(config, report);
    const names = funnel.stages.map(({ stage }) => stage);
    const items = createItemReader(config, report);
    const mapped = toObject(toObject(config.bdl).dataLayer);
    /** A page of a session that began before it: what it has pushed by now was pushed with consent. */
    const begun = session();
    const opened = page.now() - page.elapsed();
    let counts = !!begun && begun.parts().some(({ since }) => -Number(since) < opened);
    // Each ends its own line. A text and no list: a page's own toJSON on Array.prototype would be called.
    if (begun)
      context.taken = String(latest(begun.own(), 'taken:') || '')
        .split('\n')
        .slice(0, -1);
    /** The stage of the page before, as long as nobody says that this page is of another kind. */
    let carried = '';
    let path = page.path();
    let kept: object | undefined;

    const keep = (stage: string) => {
      const open = session();
      if (open) open.update({ stage: stamp(open.renew(), keepStage(stage, page.path())) });
    };

    /** A stage that the visit had not been at: it goes on. */
    const track = () => {
      // First: what waited for it may say that the visitor has bought.
      const open = session();
      const { stage, product, type } = context.now();
      if (isExcluded()) {
        if (stage || product || type) context.say({ stage: null, product: null, type: null });
        return;
      }
      if (carried && type && !isFunnelType(type)) {
        carried = '';
        context.say({ stage: null });
        return;
      }
      if (!open || !stage || stage === whereabouts(ports).stage) return;
      keep(stage);
      open.update({ funnel: Math.max(Number(open.own().funnel || 0), names.indexOf(stage) + 1) });
      if (counts) emit({ type: 'funnel_progress', stage }, 'page');
    };

    const read = guard((entry: unknown, isNew?: boolean) => {
      const { event, ecommerce, 0: command, 1: action, 2: parameters } = toObject(entry);
      // gtag pushes its arguments object.
      const byTag = command === 'event';
      const name = byTag ? action : event;
      if (typeof name !== 'string' || isExcluded()) return;
      const data = toObject(byTag ? parameters : ecommerce);
      const list = Array.isArray(data.items) ? data.items : [];
      const { product, category } = items.read(list[0]);
      const known = context.now();
      const stage = stageOf(funnel, path, name);
      const type = TYPES[name] || (stage && 'checkout');
      // A basket or checkout shows products too, a product page shows lists, and a basket may be opened on any page.
      const first = !known.stage || carried;
      if (name === 'view_item' && first) context.say({ type, product: product || null, category });
      else if (type && !known.type && (type !== 'category' || first)) context.say({ type, category });
      if (stage) {
        carried = '';
        context.say({ stage });
      }
      if (/^(add_to_(cart|wishlist)|remove_from_cart)$/.test(name)) {
        const ids = ['', ...list.map((one: unknown) => items.read(one).product || '')];
        const taken = context.taken.filter((id) => !ids.includes(id));
        if (name[0] === 'a') taken.push(...ids);
        context.taken = taken.slice(-MOST_TAKEN);
        const open = session();
        if (open) open.update({ 'taken:': stamp(page.now(), context.taken.map((id) => `${id}\n`).join('')) });
      }
      if (!counts) return;
      const signal = mapped[name];
      if (name === 'purchase') emit({ type: 'purchase' }, 'page');
      if (signal && isNew) emit(toSignal(String(signal), byTag ? data : toObject(entry)), 'fullstory');
    });

    /** A page view begins: what is known of it without any event. */
    const arrive = () => {
      path = page.path();
      if (isExcluded()) return;
      if (kept) context.say(kept);
      kept = undefined;
      const stage = stageOf(funnel, path);
      if (stage) context.say({ stage });
    };
    /** After the events: the fallbacks. */
    const settle = () => {
      if (isExcluded()) return;
      const at = whereabouts(ports);
      if (!at.stage || at.elsewhere || context.now().stage) return;
      carried = at.stage;
      context.say({ stage: carried });
    };
    const fallBack = () => {
      if (isExcluded()) return;
      const known = context.now();
      const found = findProduct(document);
      const before = last;
      last = JSON.stringify(found);
      // After a route the data may still be those of the view before.
      if (!found || last === before || known.type || known.product) return;
      // schema.org writes a path of categories.
      const category = String(found.category || '').replace(/^.*>/s, '');
      context.say({ type: 'product', product: items.toId(found.id), category: category.trim() });
    };

    let last: string | undefined;
    let cancel = () => {};

    const undos = [
      context.follow((cleared) => {
        if (!cleared) return track();
        if (!kept) carried = '';
        arrive();
        settle();
        cancel();
        cancel = page.after(RENDERED_MS, fallBack);
      }),
      onView(() => {
        // Back from the back/forward cache the page is still what it was; on a route the path is already another.
        kept = page.path() === path ? context.now() : undefined;
      }),
      onSignal(({ type }) => {
        if (type !== 'purchase') return;
        keep('');
        context.say({ stage: null });
      }),
      watchViews(ports),
      page.on('load', () => {
        look();
        fallBack();
      }),
      page.on('DOMContentLoaded', look, 'document'),
      () => cancel(),
    ];
    ports.names('stages', names);
    arrive();
    for (const entry of entries.splice(0, old)) read(...entry);
    settle();
    if (document.readyState === 'complete') fallBack();
    // What the page has said of itself by now has not been kept yet.
    track();
    counts = true;
    take = read;
    for (const entry of entries.splice(0)) read(...entry);
    look();
    return () => {
      for (const undo of undos) undo();
    };
  };

  look();
  // The page pushes on while the rest of the start waits for a task of its own.
  const old = entries.length;
  ports.late(start);
  return stop;
};

const FIELDS: readonly Field[] = [
  [130, 'furthest_stage', STAGE, ({ funnel }, _, stages) => stages[Number(funnel || 0) - 1] || 'none', TELLING],
  [
    131,
    'visit_outcome',
    11,
    (state, _, stages) => {
      const reached = Number(state.funnel || 0);
      if (latest(state, 'purchased')) return 'purchased';
      return !reached ? 'browsing' : reached === 1 && stages[0] === 'basket' ? 'basket' : 'checkout';
    },
    TELLING,
  ],
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
