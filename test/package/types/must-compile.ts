// What the documentation shows. By the package's own name: the declarations in dist/ are what is tested.
import type {
  Bridge,
  Command,
  ConsentAdapter,
  DeliveryReport,
  FlushResult,
  Health,
  Options,
  Problem,
  ProblemCode,
  ScriptHandle,
  Signal,
  SignalInput,
  Source,
} from 'fullstory-ometria';
import { createBridge } from 'fullstory-ometria';
import { cookiebot, google, onetrust, shopify, tcf } from 'fullstory-ometria/consent';
import { dataLayer } from 'fullstory-ometria/data-layer';
import { detectors } from 'fullstory-ometria/detectors';
import { checkoutRescue, type Rule, rules } from 'fullstory-ometria/rules';
import { FIELD_WORDS, scoreOf, WEIGHT } from 'fullstory-ometria/vocabulary';

const everything: Options = {
  consent: onetrust({ analytics: 'C0002', marketing: 'C0004' }),
  beforeConsent: 'buffer',
  globalPrivacyControl: 'ignore',
  attributeAnonymous: false,
  linkIdentities: 'limited',
  sample: 10,
  holdout: 5,
  exclude: { pages: ['/health/*'], categories: ['Intimates'] },
  prefix: 'web_',
  fields: { signal_type: 'last_signal', dwell_product: true, rage_clicks: false },
  write: { booleans: '1', dates: 'date' },
  keys: 'nested',
  budget: 800,
  beforeSend: (properties) => ({ ...properties, shop: 'UK' }),
  timing: { quiet: 500 },
  session: { minutes: 20 },
  fullstory: { namespace: 'FSX', host: 'replay.shop.example' },
  ometria: { ready: (tracker) => tracker !== undefined },
  bdl: {
    rageclick: false,
    events: { 'fullstory/deadclick': 'dead_click', 'shop:size': () => ({ type: 'custom', name: 'size_missing' }) },
    dataLayer: { size_missing: 'size_missing' },
    subscribe: (emit) => {
      emit({ type: 'rage_click', target: 'apply' });
      return () => {};
    },
  },
  page: { redact: ['order-*'] },
  debug: true,
  detect: { rage_click: { clicks: 4 }, dwell: false },
  funnel: { stages: [{ stage: 'basket', page: '/bag*' }], hosted: true },
  product: { from: 'item_group_id', match: '^shop-(.+)$' },
  category: { level: 2 },
  echo: { fullstory: true },
  sources: [detectors(), dataLayer(), rules([checkoutRescue])],
  onHealth: (health) => JSON.stringify(health),
};

const bridge: Bridge = createBridge(everything);
createBridge();
createBridge({});

const consents: Options['consent'][] = [
  'command',
  'granted',
  'google',
  () => undefined,
  cookiebot(),
  google(),
  shopify(),
  tcf({ analytics: [1, 8], marketing: [1, 5, 6], vendors: [1], outsideGdpr: 'granted' }),
];

const inputs: SignalInput[] = [
  { type: 'rage_click' },
  { type: 'dead_click', target: 'apply', stage: 'payment', page: '/checkout', at: Date.now() },
  { type: 'form_error', form: 'address', field: 'postcode' },
  { type: 'dwell', product: 'SKU-A', seconds: 120 },
  { type: 'funnel_abandon', stage: 'payment' },
  { type: 'purchase' },
  { type: 'attention', activeSeconds: 12, scrollDepth: 80 },
  { type: 'custom', name: 'size_missing', properties: { size: 'XL', waiting: true, rank: 2 } },
];
for (const input of inputs) bridge.signal(input);

bridge.page({ type: 'product', product: 'SKU-A', category: 'Knitwear', stage: 'basket' });
bridge.visitor('jane@example.com');
bridge.consent('granted');
const flushed: FlushResult = bridge.flush();
const health: Health = bridge.health();
const code: ProblemCode | undefined = health.problems[0]?.code;
const undos = [
  bridge.on('signal', (signal: Signal) => signal.type),
  bridge.on('delivery', (report: DeliveryReport) => report.properties.fs_signal_type),
  bridge.on('problem', (problem: Problem) => problem.code),
];
for (const undo of undos) undo();
bridge.reset();
bridge.stop();

const rule: Rule = {
  name: 'promo_failure',
  steps: [{ signal: ['rage_click', 'dead_click'], target: 'promo-*', stage: ['payment'], count: 2 }],
  unless: [{ signal: 'purchase' }],
  within: 60_000,
  frequency: 'every',
  set: { promo_field: ['var', 'signal.target'] },
};

const adapter: ConsentAdapter = {
  watch: (said) => {
    said(true);
    return () => {};
  },
};

const source: Source = (emit) => {
  emit({ type: 'rage_click' }, 'page');
  return () => {};
};

declare const fsOmetria: ScriptHandle;
const length: number = fsOmetria.push(['consent', 'granted'], (tag) => tag.health());
const command: Command = ['signal', { type: 'rage_click' }];

export { adapter, code, command, consents, flushed, length, rule, source };

// What a server takes: no browser, no state.
const words: { type: string; title: string; meaning: string } = FIELD_WORDS.signal_type;
const score: number = scoreOf((type) => (type === 'rage_click' ? 3 : WEIGHT[type]));
export const vocabulary = { words, score };
