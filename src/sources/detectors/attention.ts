import type { DetectorContext } from './context.js';

/** Counts the time in which the page has somebody's attention: it attends, and there was input within `idle` ms. */
export const createAttention = (idle: number, now: () => number) => {
  let active = 0;
  let from = now();
  let until = from;
  let attends = false;
  /** Milliseconds of attention. */
  const spent = () => {
    const at = now();
    if (attends) active += Math.max(0, Math.min(at, until) - from);
    from = at;
    return active;
  };
  return {
    spent,
    /** Somebody is there. */
    input: () => {
      spent();
      until = from + idle;
    },
    /** The page is visible and has the focus, or no longer. */
    attend: (is: boolean) => {
      spent();
      attends = is;
    },
    /** Will attention go on for a while without any further event? */
    lasts: () => attends && now() < until,
  };
};

// Positions come with every frame; attention is counted in seconds.
const INPUT_EVERY_MS = 1000;
// Reading the scroll position may cost a layout.
const SCROLL_EVERY_MS = 250;

const INPUTS = 'pointerdown pointermove keydown wheel touchmove';

export interface AttentionClock {
  spent(): number;
  lasts(): boolean;
  /** Listeners are called when somebody attends again after a pause, and at every input once a second. */
  onInput(listener: () => void): void;
}

export const startClock = ({ page, settings, undos }: DetectorContext): AttentionClock => {
  const { document } = page;
  const attention = createAttention(settings.attention.idle, page.elapsed);
  let last = page.elapsed();
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const look = () => {
    // To come to a page is an act.
    attention.input();
    attention.attend(!page.hidden() && document.hasFocus());
    tell();
  };
  const input = (event: Event) => {
    const now = page.elapsed();
    if (!event.isTrusted || now - last < INPUT_EVERY_MS) return;
    last = now;
    attention.input();
    tell();
  };
  // Elements' own focus and blur pass here too: whether the page has it is asked, not told.
  const focused = ({ target }: Event) => target === page.window && look();
  undos.push(
    ...INPUTS.split(' ').map((type) => page.on(type, input)),
    page.on('visibilitychange', look, 'document'),
    page.on('focus', focused),
    page.on('blur', focused),
    page.on('pageshow', look),
  );
  look();
  return {
    ...attention,
    onInput: (listener) => {
      listeners.push(listener);
    },
  };
};

/** How far down the visitor has been, and for how many seconds: said when the page hides, or another view begins. */
export const watchAttention = (
  { page, context, onHidden, onView, on, say, undos }: DetectorContext,
  clock: AttentionClock,
): void => {
  const { window, document } = page;
  let said = 0;
  let deepest = 0;
  let pending: (() => void) | undefined;

  const measure = () => {
    if (pending) pending();
    pending = undefined;
    const { scrollHeight } = document.documentElement;
    const seen = window.scrollY + window.innerHeight;
    // Half a pixel may be missing at the end of a zoomed page.
    deepest = Math.max(deepest, Math.min(100, Math.round((100 * (seen + 1)) / Math.max(scrollHeight, 1))));
  };
  on('scroll', () => {
    if (!pending) pending = page.after(SCROLL_EVERY_MS, measure);
  });
  const speak = () => {
    const activeSeconds = Math.round(clock.spent() / 1000) - said;
    const { category, product } = context.now();
    if (activeSeconds > 0) say('attention', { activeSeconds, scrollDepth: deepest, category, product });
    said += activeSeconds;
  };
  undos.push(
    onHidden(() => {
      measure();
      speak();
    }),
    // The host is in the middle of its route: what was measured last has to do, for reading the layout would cost one.
    onView(() => {
      speak();
      deepest = 0;
    }),
    () => pending && pending(),
  );
};
