import type { Config } from '../../../types/config.js';
import type { ShopEvent } from '../../../types/page-context.js';
import type { Stage } from '../../funnel.js';
import type { AttentionClock } from '../attention.js';
import type { DetectorContext } from '../context.js';
import { watchAffinity } from './affinity.js';
import { watchBasket } from './basket.js';
import { watchDeadEnds } from './dead-end.js';
import { watchHesitation } from './hesitation.js';
import { watchSearches } from './search.js';

/** What pages that follow one another tell, and the shop's events. Answers the listener to those. */
export const watchJourney = (
  desk: DetectorContext,
  clock: AttentionClock,
  { config, stages }: { config: Config; stages: readonly Stage[] },
): ((event: ShopEvent) => void) => {
  const { isOff } = desk;
  const heard = [
    !isOff('dead_end') && watchDeadEnds(desk),
    !isOff('search_struggle') && watchSearches(desk, clock),
    !isOff('basket_churn') && watchBasket(desk),
  ];
  if (!isOff('hesitation')) watchHesitation(desk, clock, stages);
  watchAffinity(desk, config);
  return (event) => {
    for (const hear of heard) if (hear) hear(event);
  };
};
