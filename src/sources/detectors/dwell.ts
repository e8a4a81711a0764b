import type { Watch } from '../../page/observe-push.js';
import { isAmong } from '../../signals/page-context.js';
import type { AttentionClock } from './attention.js';
import type { DetectorContext } from './context.js';

/**
 * Attention on one product: crossed the first mark, twice as much, and so on. `spent` is the attention on the page so
 * far, in ms; answers the seconds of the mark that has just been crossed.
 */
export const createDwell = (seconds: number) => {
  let on: string | undefined;
  let from = 0;
  let mark = seconds;
  return {
    /** The page shows that product; undefined: none, or one that has been chosen. */
    spent: (ms: number, product: string | undefined): number | undefined => {
      if (product !== on) {
        on = product;
        from = ms;
        mark = seconds;
      }
      if (on === undefined || ms - from < mark * 1000) return undefined;
      mark *= 2;
      return mark / 2;
    },
    /** Milliseconds of attention to the next mark. */
    left: (ms: number) => mark * 1000 - (ms - from),
  };
};

export const watchDwell = (
  { page, context, onView, isExcluded, settings, say, undos }: DetectorContext,
  clock: AttentionClock,
  views: Pick<Watch, 'look'>,
): void => {
  const dwell = createDwell(settings.dwell.seconds);
  let timer: (() => void) | undefined;

  const look = () => {
    if (timer) timer();
    timer = undefined;
    const { type, product = '', category } = context.now();
    const shown = type === 'product' && !isAmong(context.taken, product) && !isExcluded() ? product : undefined;
    const spent = clock.spent();
    const seconds = dwell.spent(spent, shown);
    if (seconds) say('dwell', { seconds, product, category });
    // Nothing ticks while nobody is there: the next input looks again.
    if (shown !== undefined && clock.lasts()) timer = page.after(Math.max(1, dwell.left(spent)), check);
  };
  /** First: a router that nobody hears may have shown another product since. */
  const check = () => {
    views.look();
    look();
  };
  clock.onInput(() => timer || check());
  undos.push(
    context.follow(look),
    onView(() => {
      dwell.spent(clock.spent(), undefined);
    }),
    () => timer && timer(),
  );
  look();
};
