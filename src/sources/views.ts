import { onRoute } from '../page/navigation.js';
import type { Watch } from '../page/observe-push.js';
import type { Ports } from './source.js';

/** Every new route begins a view; each is told once, whichever source hears of it first. */
export const watchViews = ({ page, guard, context, view }: Ports): Watch => {
  const isNew = () => {
    const before = context.route;
    context.route = page.window.location.href;
    return context.route !== before;
  };
  isNew();
  return onRoute(page, guard, () => isNew() && view());
};
