import { around, find } from '../../dom.js';

/** − and + beside every quantity; the input's own `change` event tells the page. */
export const startStepper = (): void => {
  document.addEventListener('click', (event) => {
    const button = around(event, '[data-step]');
    const stepper = around(event, '[data-stepper]');
    if (!button || !stepper) return;
    const input = find<HTMLInputElement>(stepper, 'input');
    const { min, max } = input;
    const next = Math.min(Number(max), Math.max(Number(min), Number(input.value) + Number(button.dataset.step)));
    if (next === Number(input.value)) return;
    input.value = String(next);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
};
