import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { $, ready, shop } from './shop.js';

/** Draws a component between the shop's header and footer. */
export const mount = (component: ReactNode) => {
  shop('<div id="root"></div>');
  createRoot($('#root')).render(component);
  ready();
};
