import { latestOf, type VisitState } from '../../visit/merge.js';
import type { Ports } from '../source.js';
import { isGone } from './items.js';

/** Remembers that what the visitor wanted was not to be had, until something is put into the basket or the funnel goes on. */
export const createStock = ({ session, context }: Pick<Ports, 'session' | 'context'>) => {
  const keep = (is: boolean) => {
    const open = session();
    if (open && latestOf(open.own(), 'soldOut') !== is) open.update({ latest: { soldOut: [open.renew(), is] } });
  };
  return {
    look: (): void => {
      if (isGone(context.now().availability)) keep(true);
    },
    forget: (): void => {
      keep(false);
      // Else the next word on this page would bring it back.
      context.say({ availability: null });
    },
  };
};

/** How the visit has ended, as far as it goes by now. */
export const outcomeOf = (state: VisitState, stages: readonly string[]): string => {
  const reached = Number(state.maxima.funnel || 0);
  if (latestOf(state, 'purchased')) return 'purchased';
  if (latestOf(state, 'soldOut')) return 'out_of_stock';
  if (!reached) return 'browsing';
  return reached === 1 && stages[0] === 'basket' ? 'basket' : 'checkout';
};
