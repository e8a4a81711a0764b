import { all, around, find } from '../../dom.js';
import { type BasketLine, deliveryOf, price, setLine } from './basket-cookie.js';
import { basketLines, type Item, oneItem, pushEvent, readData, saveBasket, toast } from './page.js';

const readLine = (element: HTMLElement): BasketLine => readData(element, 'line');

const redraw = (main: HTMLElement): void => {
  const lines = all(main, '[data-line]');
  const subtotal = lines.reduce((sum, line) => sum + Number(line.dataset.pence) * readLine(line).quantity, 0);
  const delivery = deliveryOf(subtotal);
  find(main, '[data-subtotal]').textContent = price(subtotal);
  find(main, '[data-delivery]').textContent = delivery === 0 ? 'Free' : price(delivery);
  find(main, '[data-total]').textContent = price(subtotal + delivery);
  if (lines.length > 0) return;
  find(main, '[data-basket]').hidden = true;
  find(main, '[data-basket-empty]').hidden = false;
};

const change = (main: HTMLElement, { element, quantity }: { element: HTMLElement; quantity: number }): void => {
  const before = readLine(element);
  const line = { ...before, quantity };
  saveBasket(setLine(basketLines(), line));
  const moved = quantity - before.quantity;
  const item: Item = readData(element, 'item');
  if (moved !== 0) pushEvent(moved > 0 ? 'add_to_cart' : 'remove_from_cart', oneItem(item, Math.abs(moved)));
  if (quantity === 0) {
    element.remove();
    toast('Taken out of your basket.');
    find(main, 'h1').focus();
  } else {
    element.dataset.line = JSON.stringify(line);
    find(element, '[data-line-total]').textContent = price(Number(element.dataset.pence) * quantity);
  }
  redraw(main);
};

export const mountBasket = (main: HTMLElement): void => {
  const basket = main.querySelector<HTMLElement>('[data-basket]');
  if (!basket) return;
  find(main, 'h1').tabIndex = -1;
  basket.addEventListener('change', (event) => {
    const element = around(event, '[data-line]');
    const input = around<HTMLInputElement>(event, 'input');
    if (!element || !input) return;
    const quantity = Math.min(Number(input.max), Math.max(1, Math.trunc(Number(input.value)) || 1));
    input.value = String(quantity);
    change(main, { element, quantity });
  });
  basket.addEventListener('click', (event) => {
    const element = around(event, '[data-line]');
    if (element && around(event, '[data-remove]')) change(main, { element, quantity: 0 });
  });
};
