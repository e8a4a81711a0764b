import { all, around, find } from '../../dom.js';
import { shop } from './globals.js';
import { pushEvent, readData } from './page.js';

const MESSAGES: readonly (readonly [problem: keyof ValidityState, message: string])[] = [
  ['valueMissing', 'Please fill this in.'],
  ['typeMismatch', 'That does not look right.'],
  ['tooShort', 'That is too short.'],
];

const messageFor = (validity: ValidityState): string =>
  MESSAGES.find(([problem]) => validity[problem])?.[1] ?? 'That does not look right.';

const showError = (input: HTMLInputElement, message: string): void => {
  const place = document.getElementById(`${input.id}-error`);
  if (message) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  if (place) place.textContent = message;
};

const mountValidation = (form: HTMLElement): void => {
  const inputs = all<HTMLInputElement>(form, 'input[required]');
  form.addEventListener('submit', (event) => {
    const wrong = inputs.filter((input) => !input.validity.valid);
    for (const input of inputs) showError(input, wrong.includes(input) ? messageFor(input.validity) : '');
    const words = wrong.length > 0 ? 'Please have another look at the fields marked below.' : '';
    find(form, '[data-alert]').textContent = words;
    if (wrong.length > 0) {
      event.preventDefault();
      wrong[0]?.focus();
    } else if (form.dataset.payment) pushEvent('add_payment_info', readData(form, 'payment'));
  });
  // Once a field has been marked it is checked again while it is being mended, never before.
  form.addEventListener('input', (event) => {
    const input = around<HTMLInputElement>(event, 'input[aria-invalid=true]');
    if (input?.validity.valid) showError(input, '');
  });
};

export const mountCheckout = (main: HTMLElement): void => {
  all(main, '[data-validate]').forEach(mountValidation);
  main.querySelector('#delivery-form')?.addEventListener('change', (event) => {
    const method = around<HTMLInputElement>(event, '[name=method]')?.value;
    if (!method) return;
    for (const place of all(main, '.sums [data-standard]')) {
      const text = place.dataset[method] ?? '';
      place.textContent = text === '£0.00' ? 'Free' : text;
    }
  });
  // As the platform's checkout extension does: whoever types an address is known to the tracker from then on.
  const email = main.querySelector<HTMLInputElement>('#checkout-email');
  email?.addEventListener('change', () => {
    if (email.validity.valid) shop.ometria?.identify?.(email.value);
  });
};
