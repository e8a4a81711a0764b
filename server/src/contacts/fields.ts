/** The custom fields of the warehouse's SQL: what to create in Ometria, and what each means. */
export interface FieldInfo {
  type: 'number' | 'text' | 'date';
  title: string;
  meaning: string;
  /** The longest value, to see what it takes of the 1,000 characters. */
  longest: number | string;
}

const DATE = '2026-11-21T23:01:07+00:00';

export const FIELDS = {
  fsw_sessions: {
    type: 'number',
    title: 'Sessions, 30 days',
    meaning: 'FullStory sessions whose last event lies in the 30 days',
    longest: 9999,
  },
  fsw_sessions_before: {
    type: 'number',
    title: 'Sessions, the 30 days before',
    meaning: 'the same for the 30 days before these',
    longest: 9999,
  },
  fsw_rage_clicks: {
    type: 'number',
    title: 'Rage clicks, 30 days',
    meaning: 'click events with `FS_RAGE_COUNT` > 0: chains, not single clicks',
    longest: 9999,
  },
  fsw_error_clicks: {
    type: 'number',
    title: 'Error clicks, 30 days',
    meaning: 'click events with an `FS_ERROR_KIND`',
    longest: 9999,
  },
  fsw_dead_clicks: {
    type: 'number',
    title: 'Dead clicks, 30 days',
    meaning: 'click events with `FS_DEAD_COUNT` > 0',
    longest: 9999,
  },
  fsw_form_abandons: {
    type: 'number',
    title: 'Abandoned forms, 30 days',
    meaning: 'events of `FORM_ABANDONS`',
    longest: 9999,
  },
  fsw_mouse_thrashes: {
    type: 'number',
    title: 'Mouse thrashes, 30 days',
    meaning: 'events of `MOUSE_THRASHES`',
    longest: 9999,
  },
  fsw_active_minutes: {
    type: 'number',
    title: 'Active minutes, 30 days',
    meaning: '`ACTIVE_DURATION_MILLIS` of all page views together, rounded to minutes',
    longest: 9999,
  },
  fsw_last_signal: {
    type: 'text',
    title: 'Last signal',
    meaning: 'the latest signal of the 30 days; of two at one time the heavier',
    longest: 'mouse_thrash',
  },
  fsw_last_signal_at: { type: 'date', title: 'Last signal at', meaning: 'its time, UTC', longest: DATE },
  fsw_frustration_score: {
    type: 'number',
    title: 'Frustration score, 30 days',
    meaning: "the tag's formula with the tag's weights over the counts of the 30 days",
    longest: 100,
  },
  fsw_worst_session_score: {
    type: 'number',
    title: 'Frustration score of the worst session',
    meaning: "the same for the worst single session: what compares with the tag's score, and with its 70",
    longest: 100,
  },
  fsw_last_visit_at: {
    type: 'date',
    title: 'Last visit at',
    meaning: 'the last event of the 60 days that belongs to a session, UTC',
    longest: DATE,
  },
  fsw_days_since_visit: {
    type: 'number',
    title: 'Days since the last visit',
    meaning: 'whole UTC days from that day to today; 1 is yesterday',
    longest: 60,
  },
  fsw_activity_change: {
    type: 'number',
    title: 'Change of activity, %',
    meaning: '100 × (sessions − sessions before) / the greater of the two',
    longest: -100,
  },
} as const satisfies Record<string, FieldInfo>;

export const infoOf = (field: string): FieldInfo | undefined =>
  // What is looked up by a text is there or not; the names of the table are narrower than texts.
  Object.hasOwn(FIELDS, field) ? (FIELDS as Record<string, FieldInfo>)[field] : undefined;
