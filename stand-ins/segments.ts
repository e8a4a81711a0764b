const DAY = 86_400_000;

/** Properties of a contact, by name. */
type Properties = Readonly<Record<string, { value: string }>>;

/** A rule over the properties of a contact. */
export interface Segment {
  id: string;
  name: string;
  /** The rule in words. */
  rule: string;
  /** What starts for a contact who joins: the campaign's name and what it says. */
  campaign: { name: string; message: string };
  test(properties: Properties, now: number): boolean;
}

const read = (properties: Properties, name: string): string | undefined =>
  (properties[name] ?? properties[`properties.${name}`])?.value;

const isInTheLastDay = (value: string | undefined, now: number): boolean => {
  const at = Date.parse(value ?? '');
  return at <= now && now - at < DAY;
};

/** The segments that the demo's marketer has built, on dates where a date exists, and what each starts. */
export const SEGMENTS: readonly Segment[] = [
  {
    id: 'left-frustrated',
    name: 'Left frustrated',
    rule: 'fs_checkout_rescue_at in the last day and fs_abandoned_stage is not none',
    campaign: { name: 'Checkout rescue', message: 'Something went wrong at our checkout. Your basket is still here.' },
    // A date cannot be taken back. Who came back and bought is kept out by the stage, which can.
    test: (properties, now) =>
      isInTheLastDay(read(properties, 'fs_checkout_rescue_at'), now) &&
      (read(properties, 'fs_abandoned_stage') ?? 'none') !== 'none',
  },
  {
    id: 'rage-clicker',
    name: 'Rage clicker',
    rule: 'fs_rage_clicks is at least 3',
    campaign: { name: 'Service desk task', message: 'Have a look at the replay and ring the customer.' },
    test: (properties) => Number(read(properties, 'fs_rage_clicks') ?? 0) >= 3,
  },
  {
    id: 'at-risk',
    name: 'Experience at risk',
    rule: 'fs_experience_at_risk is true',
    campaign: { name: 'Pause the newsletter', message: 'Kept out of promotions for three days.' },
    test: (properties) => ['true', '1'].includes(read(properties, 'fs_experience_at_risk') ?? ''),
  },
  {
    id: 'left-at-payment',
    name: 'Left at payment',
    rule: 'fs_abandoned_stage is payment',
    campaign: { name: 'Basket reminder', message: 'You were one step away. Shall we keep it for you?' },
    test: (properties) => read(properties, 'fs_abandoned_stage') === 'payment',
  },
  {
    id: 'high-intent',
    name: 'High intent',
    rule: 'fs_high_intent_dwell_at in the last day',
    campaign: { name: 'Back to what you liked', message: 'Still thinking about it? Here is what others ask about it.' },
    test: (properties, now) => isInTheLastDay(read(properties, 'fs_high_intent_dwell_at'), now),
  },
];

/** Ids of the segments that these properties match at `now` (epoch milliseconds). */
export const matchSegments = (properties: Properties, now: number): string[] =>
  SEGMENTS.filter((segment) => segment.test(properties, now)).map(({ id }) => id);
