import { deliveryOf, setLine } from './basket-cookie.js';
import { basketLines, oneItem, price, pushEvent, saveBasket, toast } from './page.js';

const readLine = (element) => JSON.parse(element.dataset.line);

const redraw = (main) => {
  const lines = [...main.querySelectorAll('[data-line]')];
  const subtotal = lines.reduce((sum, line) => sum + Number(line.dataset.pence) * readLine(line).quantity, 0);
  const delivery = deliveryOf(subtotal);
  main.querySelector('[data-subtotal]').textContent = price(subtotal);
  main.querySelector('[data-delivery]').textContent = delivery === 0 ? 'Free' : price(delivery);
  main.querySelector('[data-total]').textContent = price(subtotal + delivery);
  if (lines.length > 0) return;
  main.querySelector('[data-basket]').hidden = true;
  main.querySelector('[data-basket-empty]').hidden = false;
};

const change = (main, { element, quantity }) => {
  const before = readLine(element);
  const line = { ...before, quantity };
  saveBasket(setLine(basketLines(), line));
  const moved = quantity - before.quantity;
  if (moved !== 0) {
    pushEvent(
      moved > 0 ? 'add_to_cart' : 'remove_from_cart',
      oneItem(JSON.parse(element.dataset.item), Math.abs(moved)),
    );
  }
  if (quantity === 0) {
    element.remove();
    toast('Taken out of your basket.');
    main.querySelector('h1').focus();
  } else {
    element.dataset.line = JSON.stringify(line);
    element.querySelector('[data-line-total]').textContent = price(Number(element.dataset.pence) * quantity);
  }
  redraw(main);
};

export const mountBasket = (main) => {
  const basket = main.querySelector('[data-basket]');
  if (!basket) return;
  main.querySelector('h1').tabIndex = -1;
  basket.addEventListener('change', ({ target }) => {
    const element = target.closest('[data-line]');
    if (!element) return;
    const quantity = Math.min(Number(target.max), Math.max(1, Math.trunc(Number(target.value)) || 1));
    target.value = String(quantity);
    change(main, { element, quantity });
  });
  basket.addEventListener('click', ({ target }) => {
    if (target.closest('[data-remove]')) change(main, { element: target.closest('[data-line]'), quantity: 0 });
  });
};
