import { encode } from '../../stand-ins/wire.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

const replay = (at) => `https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/4810277310932001%3A7729104415523318:${at}`;

/** One contact's visit: minutes ago when it began, then what happened how many minutes later. */
const VISITS = [
  {
    identity: 'maud@example.com',
    cid: 'seed-maud',
    ago: 20 * 60,
    pages: [
      [0, '/'],
      [1, '/category/jumpers'],
      [2, '/product/FF-1003'],
    ],
    deliveries: [
      [
        6,
        'high_intent_dwell',
        { fs_frustration_score: 0, fs_signal_page: '/product/FF-1003', fs_high_intent_dwell_at: 'now' },
      ],
    ],
  },
  {
    identity: 'maud@example.com',
    cid: 'seed-maud',
    ago: 190,
    pages: [
      [0, '/product/FF-1003'],
      [2, '/basket'],
      [3, '/checkout/payment'],
      [6, '/confirmation'],
    ],
    deliveries: [
      [
        4,
        'checkout_rescue',
        {
          fs_frustration_score: 34,
          fs_rage_clicks: 1,
          fs_abandoned_stage: 'payment',
          fs_signal_page: '/checkout/payment',
          fs_checkout_frustration_at: 'now',
          fs_checkout_rescue_at: 'now',
          fs_rescue_stage: 'payment',
        },
      ],
      // She came back and bought: the stage is taken back, the dates stay.
      [
        6,
        'checkout_rescue',
        {
          fs_frustration_score: 34,
          fs_rage_clicks: 1,
          fs_abandoned_stage: 'none',
          fs_signal_page: '/checkout/payment',
        },
      ],
    ],
  },
  {
    identity: 'olav@example.com',
    cid: 'seed-olav',
    ago: 95,
    pages: [
      [0, '/'],
      [1, '/product/FF-4003'],
      [3, '/checkout'],
      [4, '/checkout/delivery'],
      [6, '/checkout/payment'],
    ],
    deliveries: [
      [
        5,
        'form_error',
        { fs_frustration_score: 18, fs_abandoned_stage: 'checkout', fs_signal_page: '/checkout/delivery' },
      ],
      [
        8,
        'checkout_rescue',
        {
          fs_frustration_score: 76,
          fs_rage_clicks: 3,
          fs_experience_at_risk: true,
          fs_abandoned_stage: 'payment',
          fs_signal_page: '/checkout/payment',
          fs_checkout_frustration_at: 'now',
          fs_checkout_rescue_at: 'now',
          fs_rescue_stage: 'payment',
        },
      ],
    ],
  },
];

/** The visits as the tracker would have sent them; `setAgo` turns the collector's clock back by so many milliseconds. */
export const seed = (collector, setAgo) => {
  const length = collector.sessionMs();
  collector.setSessionMs(HALF_HOUR);
  VISITS.forEach(({ identity, cid, ago, pages, deliveries }, index) => {
    const began = Date.now() - ago * MINUTE;
    const send = (minutes, data) => {
      setAgo((ago - minutes) * MINUTE);
      collector.receive(
        `/track/v3/demo/event.gif?data=${encodeURIComponent(encode({ cid, sid: `seed-${index}`, uiid: identity, ...data }))}`,
      );
    };
    const events = [
      ...pages.map(([at, path]) => [at, () => send(at, { type: 'pageview', url: `https://shop.example${path}` })]),
      ...deliveries.map(([at, type, given]) => [
        at,
        () => {
          const date = `${new Date(began + at * MINUTE - 3000).toISOString().slice(0, 19)}Z`;
          const profile = {
            fs_signal_type: type,
            fs_session_replay_url: replay(began + at * MINUTE),
            fs_signal_at: date,
          };
          profile.fs_experience_at_risk = false;
          profile.fs_rage_clicks = 0;
          profile.fs_abandoned_stage = 'none';
          for (const [name, value] of Object.entries(given)) profile[name] = value === 'now' ? date : value;
          send(at, {
            type: 'identify',
            url: `https://shop.example${given.fs_signal_page}`,
            d: { uiid: identity, profile },
          });
        },
      ]),
    ];
    for (const [, run] of events.sort(([a], [b]) => a - b)) run();
  });
  setAgo(0);
  collector.tick();
  collector.setSessionMs(length);
};
