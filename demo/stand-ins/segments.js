const DAY = 86_400_000;

const read = (properties, name) => (properties[name] ?? properties[`properties.${name}`])?.value;
const isWithin = (value, { span, now }) => {
  const at = Date.parse(value ?? '');
  return at <= now && now - at < span;
};

/** The segments that the demo's marketer has built, on dates where a date exists. See segments.d.ts. */
export const SEGMENTS = [
  {
    id: 'frustrated-at-checkout',
    name: 'Frustrated at checkout',
    rule: 'fs_checkout_frustration_at in the last day',
    test: (properties, now) => isWithin(read(properties, 'fs_checkout_frustration_at'), { span: DAY, now }),
  },
  {
    id: 'rage-clicker',
    name: 'Rage clicker',
    rule: 'fs_rage_clicks is at least 3',
    test: (properties) => Number(read(properties, 'fs_rage_clicks') ?? 0) >= 3,
  },
  {
    id: 'at-risk',
    name: 'Experience at risk',
    rule: 'fs_experience_at_risk is true',
    test: (properties) => ['true', '1'].includes(read(properties, 'fs_experience_at_risk')),
  },
  {
    id: 'left-at-payment',
    name: 'Left at payment',
    rule: 'fs_abandoned_stage is payment',
    test: (properties) => read(properties, 'fs_abandoned_stage') === 'payment',
  },
  {
    id: 'high-intent',
    name: 'High intent',
    rule: 'fs_high_intent_dwell_at in the last day',
    test: (properties, now) => isWithin(read(properties, 'fs_high_intent_dwell_at'), { span: DAY, now }),
  },
];

export const matchSegments = (properties, now) =>
  SEGMENTS.filter((segment) => segment.test(properties, now)).map(({ id }) => id);
