import { COUNT_JSON, type Field, NAME_JSON, STAGE, TELLING, toCount } from '../../delivery/properties.js';
import type { ShopEvent } from '../../types/page-context.js';
import { count, latestOf } from '../../visit/merge.js';
import { formKey } from '../../visit/records.js';
import { readFunnel } from '../funnel.js';
import type { Source } from '../source.js';
import { watchViews } from '../views.js';
import { watchFunnel } from './abandon.js';
import { startClock, watchAttention } from './attention.js';
import { watchClicks } from './clicks.js';
import { createDetectorContext } from './context.js';
import { watchDwell } from './dwell.js';
import { createEvidence } from './evidence/evidence.js';
import { watchForms } from './form.js';
import { watchJourney } from './journey/journey.js';
import { watchThrash } from './thrash.js';

/** The part of the key behind the prefix whose value is the largest. */
const largest = (values: Record<string, number | string>, prefix: string): string => {
  let best = '';
  for (const key of Object.keys(values))
    if (key.startsWith(prefix) && Number(values[key]) > Number(values[best] || 0)) best = key;
  return best.slice(prefix.length);
};

/** What only detectors bring. docs/crm.md. */
const FIELDS: readonly Field[] = [
  [110, 'dwell_product', NAME_JSON, ({ maxima }) => largest(maxima, 'dwell:') || 'none', TELLING],
  [
    111,
    'dwell_seconds',
    COUNT_JSON,
    ({ maxima }) => toCount(Number(maxima[`dwell:${largest(maxima, 'dwell:')}`] || 0)),
  ],
  [132, 'error_field', NAME_JSON, (state) => latestOf(state, 'field') || 'none', TELLING],
  [133, 'hesitated_at', STAGE, (state) => latestOf(state, 'hesitated') || 'none', TELLING],
  [140, 'last_visit_category', NAME_JSON, ({ counters }) => largest(counters, 'active:') || 'none', TELLING],
  [141, 'affinity_product', NAME_JSON, (state) => latestOf(state, 'top:product') || 'none', TELLING],
  [142, 'affinity_category', NAME_JSON, (state) => latestOf(state, 'top:category') || 'none', TELLING],
  [153, 'scroll_depth', 3, ({ maxima }) => Math.round(Number(maxima.scroll || 0))],
  [154, 'active_seconds', COUNT_JSON, (state) => toCount(count(state, 'active'))],
  [155, 'device', 7, (state) => latestOf(state, 'device') || 'mouse'],
  [157, 'dead_ends', COUNT_JSON, (state) => toCount(count(state, 'dead_end'))],
  [158, 'searches', COUNT_JSON, (state) => toCount(count(state, 'search'))],
  [159, 'basket_churns', COUNT_JSON, (state) => toCount(count(state, 'basket_churn'))],
];

/** The embedded BDL: the tag's own detectors, for shops where FullStory announces rage clicks alone, or nothing. */
export const detectors = (): Source => {
  const source: Source = (emit, ports, config) => {
    if (config.detect === false) return undefined;
    // What the shop has pushed by now is read before the detectors start.
    const isAgain = ports.context.hear === null;
    const waiting: ShopEvent[] = [];
    ports.context.hear = (event) => waiting.push(event);
    ports.defer(() => {
      const context = createDetectorContext(emit, ports, config);
      const { undos } = context;
      // What is wrong with the option is reported where the data layer reads it.
      const funnel = readFunnel(config, () => {});
      const evidence = createEvidence(context);
      watchClicks(context, evidence);
      watchForms(context, evidence, formKey(config.session.key));
      const clock = startClock(context);
      watchAttention(context, clock);
      const views = watchViews(ports);
      undos.push(views.stop);
      watchDwell(context, clock, views);
      watchThrash(context);
      // Before the funnel: what is told of hesitation goes with the abandonment.
      const hear = watchJourney(context, clock, { config, stages: funnel.stages });
      watchFunnel(context, funnel);
      // Told already before a pause, where somebody has listened then.
      if (!isAgain) for (const event of waiting) hear(event);
      ports.context.hear = hear;
      return () => {
        ports.context.hear = null;
        for (const undo of undos.reverse()) undo();
      };
    });
    return undefined;
  };
  source.fields = FIELDS;
  return source;
};
