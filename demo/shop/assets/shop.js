import { mountBasket } from './basket.js';
import { mountCategory } from './category.js';
import { mountCheckout } from './checkout.js';
import './gift-wrap.js';
import { mountProduct } from './product.js';
import { startRoutes } from './routes.js';
import { startSearch } from './search.js';
import { startStepper } from './stepper.js';
import { startTour } from './tour.js';

const mountMain = () => {
  const main = document.getElementById('main');
  mountBasket(main);
  mountCategory(main);
  mountCheckout(main);
  mountProduct(main);
};

const startMenu = () => {
  const button = document.querySelector('[data-menu]');
  if (!button) return;
  const nav = document.getElementById(button.getAttribute('aria-controls'));
  const show = (open) => {
    button.setAttribute('aria-expanded', String(open));
    nav.toggleAttribute('data-open', open);
  };
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
  nav.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    show(false);
    button.focus();
  });
};

startMenu();
startSearch();
startStepper();
startTour();
mountMain();

const { spa } = JSON.parse(document.getElementById('shop-page').textContent);
if (spa) startRoutes(mountMain);
