// Each scene drives the shop itself, with the tag, the stand-ins and the collector as they are. What is compressed is
// the waiting, and every step says how long it takes in life.

import type { Health } from '../../src/types/health.js';
import type { ContactView } from '../inbox/view.js';

/** What a step of a scene may do. */
export interface Stage {
  open(path: string): Promise<void>;
  /** The visitor closes the page. */
  leave(): Promise<void>;
  click(selector: string): void;
  fill(selector: string, value: string): void;
  submit(selector: string): Promise<void>;
  /** FullStory announces a rage click on an element. */
  ragehook(selector: string): void;
  pay(): Promise<void>;
  consent(choice: 'granted' | 'denied'): void;
  erase(identity: string): Promise<void>;
  endVisits(): Promise<void>;
  /** Shows a message to somebody. */
  show(text: string, to: string): void;
  /** What a step waits for; rejects where it does not come. */
  on: {
    tag(test: (health: Health) => boolean): Promise<void>;
    contact(identity: string, test: (contact: ContactView) => boolean): Promise<void>;
    noContact(identity: string): Promise<void>;
    nothing(): Promise<void>;
  };
}

interface Step {
  say: string;
  /** How long it takes in life. */
  real: string;
  run(stage: Stage): Promise<void> | void;
}

export interface Scene {
  id: string;
  title: string;
  teaser: string;
  /** `granted` unless said otherwise. */
  consent?: string;
  /** Options of the tag in place of the demo's. */
  options?: object;
  steps: readonly Step[];
  end: string;
}

const JANE = 'jane@example.com';
const TOM = 'tom@example.com';

const SLOW = {
  quick: '1 second',
  visit: '30 minutes without activity',
  refresh: 'every 4 hours to weekly',
  send: 'as the campaign says, often an hour',
};

const login = (email: string): Step => ({
  say: `${email} logs in.`,
  real: SLOW.quick,
  run: async ({ open, fill, submit, on }) => {
    await open('/account/login?next=/');
    fill('main input[name=email]', email);
    await submit('main form');
    await on.tag(() => true);
  },
});

const rage = (
  words = 'At payment the button “Apply” is broken. Four angry clicks; FullStory announces the rage click in the page.',
): Step => ({
  say: words,
  real: SLOW.quick,
  run: async ({ open, ragehook, on }) => {
    await open('/checkout/payment');
    await on.tag(({ state }) => state.identity === 'known' && state.fullstory === 'capturing');
    ragehook('#promo-apply');
    await on.tag(({ signals }) => (signals.byType.rage_click ?? 0) > 0);
  },
});

const delivered = (email: string): Step => ({
  say: `The tag hands the score to Ometria, on the profile of ${email}.`,
  real: '1 to 5 seconds',
  run: ({ on }) => on.contact(email, ({ properties }) => 'fs_signal_type' in properties.pending),
});

const leave = (say: string): Step => ({ say, real: SLOW.quick, run: ({ leave: go }) => go() });

const visitEnds = (email: string): Step => ({
  say: 'Nothing happens any more. The visit ends, and Ometria applies the properties.',
  real: SLOW.visit,
  run: async ({ endVisits, on }) => {
    await endVisits();
    await on.contact(email, ({ visits }) => visits.every(({ end }) => end !== undefined));
  },
});

const nobodyJoins = (email: string, say: string): Step => ({
  say,
  real: SLOW.refresh,
  run: ({ on }) => on.contact(email, ({ segments }) => !segments.includes('left-at-payment')),
});

/** Where the patient buyer leaves, each time from another stage: that she has left again shows on the contact. */
const LEAVES: readonly (readonly [stage: string, path: string, say: string])[] = [
  ['basket', '/basket', 'She measures her arms, and leaves the basket for that.'],
  ['checkout', '/checkout', 'The door bell rings: she leaves the checkout.'],
  ['payment', '/checkout/payment', 'At payment she leaves for her banking app.'],
];

export const SCENES: readonly Scene[] = [
  {
    id: 'rescue',
    title: 'Checkout rescue',
    teaser: 'A customer loses her temper at payment and leaves. What happens, and how long it really takes.',
    steps: [
      login(JANE),
      rage(),
      delivered(JANE),
      {
        say: 'She gives up and closes the page. “Abandoned at payment” goes out at the last moment.',
        real: SLOW.quick,
        run: async ({ leave: go, on }) => {
          await go();
          await on.contact(JANE, ({ properties }) => properties.pending.fs_abandoned_stage?.value === 'payment');
        },
      },
      visitEnds(JANE),
      {
        say: 'The segment “Left frustrated” is refreshed. She is in it.',
        real: SLOW.refresh,
        run: ({ on }) => on.contact(JANE, ({ segments }) => segments.includes('left-frustrated')),
      },
      {
        say: 'The campaign starts: “Something went wrong at our checkout. Your basket is still here.”',
        real: SLOW.send,
        run: ({ show }) => show('Something went wrong at our checkout. Your basket is still here.', JANE),
      },
    ],
    end: 'Not within the minute: the honest clock is half an hour, plus the segment’s refresh. What arrives is exact.',
  },
  {
    id: 'patient-buyer',
    title: 'Left three times, and bought',
    teaser: 'A tape measure, the door bell, her banking app: she leaves three times. She must not get a reminder.',
    steps: [
      login(JANE),
      ...LEAVES.map(([stage, path, say]) => ({
        say,
        real: 'a minute each',
        run: async ({ open, leave: go, on }: Stage) => {
          await open(path);
          await on.tag(({ state }) => state.identity === 'known');
          await go();
          await on.contact(JANE, ({ properties }) => properties.pending.fs_abandoned_stage?.value === stage);
        },
      })),
      {
        say: 'She pays. The abandonment is taken back at once: “none”.',
        real: SLOW.quick,
        run: async ({ open, pay, on }) => {
          await open('/checkout/payment');
          await on.tag(({ state }) => state.identity === 'known');
          await pay();
          await on.contact(JANE, ({ properties }) => properties.pending.fs_abandoned_stage?.value === 'none');
        },
      },
      leave('She closes the page.'),
      visitEnds(JANE),
      nobodyJoins(JANE, 'The segment “Left at payment” is refreshed. She is not in it.'),
    ],
    end: 'Ometria applies properties after the visit, so a state can be sent and taken back without a trace.',
  },
  {
    id: 'refused',
    title: 'Consent refused',
    teaser: 'The visitor declines. Nothing is looked at, nothing is kept, nothing is sent.',
    consent: 'ask',
    steps: [
      {
        say: 'The banner asks. The visitor declines.',
        real: SLOW.quick,
        run: async ({ open, click, on }) => {
          await open('/checkout/payment');
          click('[data-consent-choice=denied]');
          await on.tag(({ state }) => state.consent === 'denied');
        },
      },
      {
        say: 'Four angry clicks on “Apply”.',
        real: SLOW.quick,
        run: ({ ragehook }) => ragehook('#promo-apply'),
      },
      {
        say: 'No request has left the page, and the browser’s storage holds nothing of the tag’s.',
        real: 'at once',
        run: ({ on }) => on.nothing(),
      },
      leave('The visitor leaves.'),
      {
        say: 'Nor at the last moment.',
        real: 'at once',
        run: ({ on }) => on.nothing(),
      },
    ],
    end: 'The inbox stays empty: there is nobody to write to.',
  },
  {
    id: 'two-people',
    title: 'Jane, then Tom, on one device',
    teaser: 'A family tablet. What Jane did must not reach Tom’s profile.',
    steps: [
      login(JANE),
      rage('Jane loses her temper at payment.'),
      delivered(JANE),
      {
        say: 'Jane logs out.',
        real: SLOW.quick,
        run: async ({ open, on }) => {
          await open('/account/logout');
          await on.tag(({ state }) => state.identity !== 'known');
        },
      },
      login(TOM),
      rage('Tom meets the same broken button: one rage click.'),
      {
        say: 'Tom’s profile says one rage click, not two. Jane’s keeps hers.',
        real: '1 to 5 seconds',
        run: async ({ on }) => {
          for (const email of [TOM, JANE])
            await on.contact(email, ({ properties: { pending, applied } }) => {
              return (pending.fs_rage_clicks ?? applied.fs_rage_clicks)?.value === '1';
            });
        },
      },
      leave('Tom leaves.'),
      visitEnds(TOM),
    ],
    end: 'Every signal carries the owner it was stamped with; a change of owner starts from zero.',
  },
  {
    id: 'hosted-checkout',
    title: 'A hosted checkout',
    teaser: 'The payment pages belong to somebody else and cannot carry the tag. Going there is no abandonment.',
    options: { debug: true, funnel: { hosted: true } },
    steps: [
      login(JANE),
      {
        say: 'Jane goes from the basket to the payment provider’s pages.',
        real: SLOW.quick,
        run: async ({ open, leave: go, on }) => {
          await open('/basket');
          await on.tag(({ state }) => state.identity === 'known');
          await go();
        },
      },
      visitEnds(JANE),
      {
        say: 'Nothing says that she gave up: with funnel.hosted nobody claims to know.',
        real: SLOW.refresh,
        run: ({ on }) =>
          on.contact(
            JANE,
            ({ properties: { pending, applied } }) => !('fs_abandoned_stage' in { ...applied, ...pending }),
          ),
      },
    ],
    end: 'One option, funnel.hosted, for shops on a hosted checkout.',
  },
  {
    id: 'erased',
    title: 'A contact is erased',
    teaser: 'Jane asks to be forgotten. The profile goes, and the device forgets her too.',
    steps: [
      login(JANE),
      rage(),
      delivered(JANE),
      {
        say: 'Ometria erases the contact.',
        real: 'as the request is handled',
        run: ({ erase }) => erase(JANE),
      },
      {
        say: 'Jane withdraws her consent. The record in her browser is replaced by a tombstone that holds nothing.',
        real: 'at once',
        run: async ({ consent, on }) => {
          consent('denied');
          await on.tag(({ state }) => state.consent === 'denied');
        },
      },
      {
        say: 'Four more angry clicks change nothing: no contact comes back.',
        real: 'at once',
        run: async ({ ragehook, leave: go, on }) => {
          ragehook('#promo-apply');
          await go();
          await on.noContact(JANE);
        },
      },
    ],
    end: 'The tag keeps no e-mail address anywhere, so there is nothing else to look for.',
  },
];
