/** Times are whole seconds since 1970, UTC. */
export interface UserRow {
  id: string;
  user_email: string | null;
  last_updated_time: number | null;
}

export interface EventRow {
  event_id: string;
  user_id: string;
  session_id: string | null;
  event_time: number;
  event_type: 'click' | 'page_view' | 'form_abandon' | 'mouse_thrash' | 'navigate';
  fs_rage_count?: number | null;
  fs_dead_count?: number | null;
  fs_error_kind?: string | null;
  active_duration_millis?: number | null;
}

export interface Warehouse {
  users: UserRow[];
  /** Duplicates included. */
  events: EventRow[];
}

const DAY = 86_400;

/** The midnight at which the 30 days end. */
export const AS_OF = Date.UTC(2026, 10, 28) / 1000;

/** mulberry32: small, seeded, and good enough to scatter events. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Random = () => number;
const below = (random: Random, most: number): number => Math.floor(random() * most);
const chance = (random: Random, share: number): boolean => random() < share;
const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[below(random, values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

const SPELLINGS: readonly ((email: string) => string)[] = [
  (email) => email,
  (email) => email.toUpperCase(),
  (email) => ` ${email} `,
  (email) => email.replace(/^./, (first) => first.toUpperCase()),
];

// No person: never given, emptied, only spaces, a name in the wrong field.
const MISSING = [null, '', '   ', 'Jane', '@', 'jane@'];

// Bigger than a number holds exactly, as FullStory's are.
const toId = (index: number): string => String(9_007_199_254_740_993n + BigInt(index) * 7_919n);

const createUsers = (random: Random, contacts: number): UserRow[] => {
  const users: UserRow[] = [];
  const add = (user_email: string | null): void => {
    const id = toId(users.length);
    // A few moments only, so that many are equal.
    const last_updated_time = chance(random, 0.05) ? null : AS_OF - below(random, 40) * DAY;
    users.push({ id, user_email, last_updated_time });
  };
  for (let index = 0; index < contacts; index += 1) {
    const email = `person.${index}@example.com`;
    const several = random();
    const count = several < 0.75 ? 1 : several < 0.93 ? 2 : 3;
    for (let each = 0; each < count; each += 1) add(pick(random, SPELLINGS)(email));
    if (chance(random, 0.12)) add(pick(random, MISSING));
  }
  // Rows that came twice, some of them under an earlier or an emptied e-mail.
  const again = users
    .filter(() => chance(random, 0.03))
    .map((user) => ({
      ...user,
      user_email: chance(random, 0.5) ? user.user_email : pick(random, ['Earlier@Example.com', null]),
      last_updated_time: chance(random, 0.3) ? user.last_updated_time : AS_OF - below(random, 80) * DAY,
    }));
  return [...users, ...again];
};

const TYPES: readonly EventRow['event_type'][] = [
  ...Array<'click'>(45).fill('click'),
  ...Array<'page_view'>(25).fill('page_view'),
  ...Array<'navigate'>(24).fill('navigate'),
  ...Array<'form_abandon'>(4).fill('form_abandon'),
  ...Array<'mouse_thrash'>(2).fill('mouse_thrash'),
];

const detailsOf = (random: Random, type: EventRow['event_type']): Partial<EventRow> => {
  if (type === 'page_view') return { active_duration_millis: chance(random, 0.05) ? null : below(random, 400_000) };
  if (type !== 'click') return {};
  return {
    fs_rage_count: pick(random, [0, 0, 0, 0, 0, 0, null, 1, 4]),
    fs_dead_count: pick(random, [0, 0, 0, 0, null, 1, 2]),
    fs_error_kind: pick(random, [null, null, null, null, null, null, '', 'exception', 'console']),
  };
};

// Where windows begin and end, a second to both sides.
const EDGES = [0, 30, 60].flatMap((days) => [-1, 0, 1].map((second) => AS_OF - days * DAY + second));

const timeOf = (random: Random, start: number): number => {
  if (chance(random, 0.02)) return pick(random, EDGES);
  // Steps of a minute, so that several events of a person share one time.
  return start + below(random, 30) * 60;
};

const createEvents = (random: Random, { users, events: count }: { users: UserRow[]; events: number }): EventRow[] => {
  const sessions = new Map<string, number[]>();
  const events: EventRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id: user_id } = pick(random, users);
    // From 75 days ago to 2 days ahead: some lie before all windows, some devices' clocks are wrong.
    const starts = sessions.get(user_id) ?? [];
    if (starts.length === 0 || chance(random, 0.2))
      starts.push(AS_OF + (below(random, 77) - 75) * DAY + below(random, DAY));
    sessions.set(user_id, starts);
    const session = below(random, starts.length);
    const event_type = pick(random, TYPES);
    events.push({
      event_id: `event-${index}`,
      user_id,
      // Numbered within a user: two users have sessions of one number.
      session_id: chance(random, 0.03) ? null : String(session + 1),
      event_time: timeOf(random, starts[session] ?? AS_OF),
      event_type,
      ...detailsOf(random, event_type),
    });
  }
  const duplicates = events.filter(() => chance(random, 0.01));
  return [...events, ...duplicates];
};

/** A warehouse with everything in it that real ones have: one seed, one warehouse. */
export const generateWarehouse = ({
  seed,
  contacts,
  events,
}: {
  seed: number;
  contacts: number;
  events: number;
}): Warehouse => {
  const random = createRandom(seed);
  const users = createUsers(random, contacts);
  return { users, events: createEvents(random, { users, events }) };
};
