import type { Collector } from '../../stand-ins/collector.js';
import { encode } from '../../stand-ins/wire.js';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

const replay = (at: number): string =>
  `https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/4810277310932001%3A7729104415523318:${at}`;

type Properties = Readonly<Record<string, string | number | boolean>>;

/** A contact's visit, with what happened in it at which minute. */
interface SeededVisit {
  identity: string;
  cid: string;
  /** Minutes since it began. */
  ago: number;
  pages: readonly (readonly [minute: number, path: string])[];
  /** `now` is the delivery's own time. */
  deliveries: readonly (readonly [minute: number, type: string, given: Properties])[];
}

const AT_PAYMENT = { fs_rage_clicks: 1, fs_frustration_score: 34, fs_signal_page: '/checkout/payment' };
const RESCUE = {
  fs_abandoned_stage: 'payment',
  fs_signal_page: '/checkout/payment',
  fs_checkout_frustration_at: 'now',
  fs_checkout_rescue_at: 'now',
  fs_rescue_stage: 'payment',
};
const HIGH_INTENT = {
  fs_frustration_score: 0,
  fs_signal_page: '/product/FF-1003',
  fs_high_intent_dwell_at: 'now',
};
const STUCK = { fs_frustration_score: 18, fs_abandoned_stage: 'checkout', fs_signal_page: '/checkout/delivery' };
const AT_RISK = { fs_frustration_score: 76, fs_rage_clicks: 3, fs_experience_at_risk: true };
// What every delivery says, unless it says otherwise.
const CALM = { fs_experience_at_risk: false, fs_rage_clicks: 0, fs_abandoned_stage: 'none' };

const pagesOf = (...pages: readonly (readonly [minute: number, path: string])[]) => pages;

const VISITS: readonly SeededVisit[] = [
  {
    identity: 'maud@example.com',
    cid: 'seed-maud',
    ago: 20 * 60,
    pages: pagesOf([0, '/'], [1, '/category/jumpers'], [2, '/product/FF-1003']),
    deliveries: [[6, 'high_intent_dwell', HIGH_INTENT]],
  },
  {
    identity: 'maud@example.com',
    cid: 'seed-maud',
    ago: 190,
    pages: pagesOf([0, '/product/FF-1003'], [2, '/basket'], [3, '/checkout/payment'], [6, '/confirmation']),
    deliveries: [
      [4, 'checkout_rescue', { ...AT_PAYMENT, ...RESCUE }],
      // She came back and bought: the stage is taken back, the dates stay.
      [6, 'checkout_rescue', { ...AT_PAYMENT, fs_abandoned_stage: 'none' }],
    ],
  },
  {
    identity: 'olav@example.com',
    cid: 'seed-olav',
    ago: 95,
    pages: pagesOf(
      [0, '/'],
      [1, '/product/FF-4003'],
      [3, '/checkout'],
      [4, '/checkout/delivery'],
      [6, '/checkout/payment'],
    ),
    deliveries: [
      [5, 'form_error', STUCK],
      [8, 'checkout_rescue', { ...AT_RISK, ...RESCUE }],
    ],
  },
];

const profileOf = (at: number, type: string, given: Properties): Properties => {
  const date = `${new Date(at - 3000).toISOString().slice(0, 19)}Z`;
  const said = Object.entries({ ...CALM, ...given }).map(([name, value]) => [name, value === 'now' ? date : value]);
  return {
    fs_signal_type: type,
    fs_session_replay_url: replay(at),
    fs_signal_at: date,
    ...Object.fromEntries(said),
  };
};

/** The visits as the tracker would have sent them; `setAgo` turns the collector's clock back by so many milliseconds. */
export const seed = (collector: Collector, setAgo: (ms: number) => void): void => {
  const length = collector.sessionMs();
  collector.setSessionMs(HALF_HOUR);
  for (const [index, { identity, cid, ago, pages, deliveries }] of VISITS.entries()) {
    const began = Date.now() - ago * MINUTE;
    const events = [
      ...pages.map(([minute, path]) => ({ minute, path, data: { type: 'pageview' } })),
      ...deliveries.map(([minute, type, given]) => {
        const profile = profileOf(began + minute * MINUTE, type, given);
        return { minute, path: given.fs_signal_page, data: { type: 'identify', d: { uiid: identity, profile } } };
      }),
    ];
    for (const { minute, path, data } of events.sort((a, b) => a.minute - b.minute)) {
      setAgo((ago - minute) * MINUTE);
      const sent = { cid, sid: `seed-${index}`, uiid: identity, url: `https://shop.example${path}`, ...data };
      collector.receive(`/track/v3/demo/event.gif?data=${encodeURIComponent(encode(sent))}`);
    }
  }
  setAgo(0);
  collector.tick();
  collector.setSessionMs(length);
};
