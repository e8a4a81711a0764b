import { hasNavigation, onNavigate } from '../../page/navigation.js';
import { latestOf, mergeAll } from '../../visit/merge.js';
import { type Funnel, whereabouts } from '../funnel.js';
import type { DetectorContext } from './context.js';
import { findIn } from './press.js';

export const watchFunnel = (desk: DetectorContext, { stages, hosted }: Funnel): void => {
  const { page, guard, session, context, onHidden, settings, on, say, undos } = desk;
  const { away, leaving } = settings.funnel_abandon;
  if (hosted) return;
  let stepped = -Infinity;
  let timer: (() => void) | undefined;
  const step = () => {
    stepped = page.elapsed();
  };

  /** `sinceStep`: ms since a navigation began, a link was clicked or a form was submitted. */
  const speak = (sinceStep: number) => {
    const open = session();
    const { stage } = whereabouts(desk);
    if (!open || stages.some((one) => one.ignore && one.stage === stage)) return;
    const own = open.own();
    // Bought in another tab meanwhile.
    const { purchased: bought } = mergeAll(open.records()).latest;
    const kept = own.latest.stage;
    if (bought && (!kept || bought[0] > kept[0])) return;
    // A step under way gives no verdict: the next page decides.
    if (!stage || sinceStep <= leaving) return;
    if (stage !== latestOf(own, 'abandoned')) say('funnel_abandon', { stage });
    if (own.maxima.hesitant) say('hesitation', { stage });
  };

  const look = () => {
    const open = session();
    const { stage, elsewhere } = whereabouts(desk);
    if (!open) return;
    let left = Number(open.own().maxima.left || 0);
    if (!stage || !elsewhere) {
      if (timer) timer();
      timer = undefined;
      if (left && context.now().stage) open.update({ maxima: { left: 0 } });
      return;
    }
    if (timer) return;
    // Counted from the first such page, however many follow.
    left = left || page.now();
    open.update({ maxima: { left } });
    timer = page.after(Math.max(0, left + away - page.now()), () => speak(Infinity));
  };

  const hide = () => speak(page.elapsed() - stepped);

  on('submit', step);
  on('click', (_, { path }) => {
    if (findIn(path, 'a[href]:not([href^="#"])')) step();
  });
  undos.push(
    onNavigate(page, guard, ({ destination, downloadRequest }) => {
      if (!destination.sameDocument && downloadRequest === null) step();
    }),
    onHidden((isLeaving) => {
      if (!isLeaving || hasNavigation(page)) hide();
    }),
    context.follow(look),
    () => timer && timer(),
  );
  // Without a Navigation API nobody tells of a redirect by script, to a payment provider for instance. A page that is kept
  // for the way back was left for another; a tab that closes keeps none. visibilitychange follows, and delivers.
  if (!hasNavigation(page))
    on('pagehide', (event) => {
      if ((event as PageTransitionEvent).persisted) step();
      hide();
    });
  look();
};
