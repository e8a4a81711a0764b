import { find } from '../../dom.js';
import { mountBasket } from './basket.js';
import { mountCategory } from './category.js';
import { mountCheckout } from './checkout.js';
import { defineGiftWrap } from './gift-wrap.js';
import { readPage } from './page.js';
import { mountProduct } from './product.js';
import { startRoutes } from './routes.js';
import { startSearch } from './search.js';
import { startStepper } from './stepper.js';
import { startTour } from './tour.js';

const mountMain = (): void => {
  const main = find(document, '#main');
  for (const mount of [mountBasket, mountCategory, mountCheckout, mountProduct]) mount(main);
};

const startMenu = (): void => {
  const button = document.querySelector('[data-menu]');
  if (!button) return;
  const nav = find(document, '#site-nav');
  const show = (open: boolean): void => {
    button.setAttribute('aria-expanded', String(open));
    nav.toggleAttribute('data-open', open);
  };
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
  nav.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    show(false);
    find(document, '[data-menu]').focus();
  });
};

defineGiftWrap();
startMenu();
startSearch();
startStepper();
startTour();
mountMain();
if (readPage().spa) startRoutes(mountMain);
