import { pushEvent } from './page.js';

const MESSAGES = {
  valueMissing: 'Please fill this in.',
  typeMismatch: 'That does not look right.',
  tooShort: 'That is too short.',
};

const messageFor = (validity) => {
  const [, message] = Object.entries(MESSAGES).find(([problem]) => validity[problem]) ?? [];
  return message ?? 'That does not look right.';
};

const showError = (input, message) => {
  const place = document.getElementById(`${input.id}-error`);
  if (message) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  if (place) place.textContent = message;
};

const mountValidation = (form) => {
  const inputs = [...form.querySelectorAll('input[required]')];
  const alert = form.querySelector('[data-alert]');
  form.addEventListener('submit', (event) => {
    const wrong = inputs.filter((input) => !input.validity.valid);
    for (const input of inputs) showError(input, wrong.includes(input) ? messageFor(input.validity) : '');
    alert.textContent = wrong.length > 0 ? 'Please have another look at the fields marked below.' : '';
    if (wrong.length > 0) {
      event.preventDefault();
      wrong[0].focus();
    } else if (form.dataset.payment) pushEvent('add_payment_info', JSON.parse(form.dataset.payment));
  });
  // Once a field has been marked it is checked again while it is being mended, never before.
  form.addEventListener('input', ({ target }) => {
    if (target.getAttribute('aria-invalid') === 'true' && target.validity.valid) showError(target, '');
  });
};

const mountMethods = (main) => {
  main.querySelector('#delivery-form')?.addEventListener('change', ({ target }) => {
    if (target.name !== 'method') return;
    for (const place of main.querySelectorAll('.sums [data-standard]')) {
      const text = place.dataset[target.value];
      place.textContent = text === '£0.00' ? 'Free' : text;
    }
  });
};

// As the platform's checkout extension does: whoever types an address is known to the tracker from then on.
const mountEmail = (main) => {
  main.querySelector('#checkout-email')?.addEventListener('change', ({ target }) => {
    if (target.validity.valid && typeof window.ometria?.identify === 'function') window.ometria.identify(target.value);
  });
};

export const mountCheckout = (main) => {
  main.querySelectorAll('[data-validate]').forEach(mountValidation);
  mountMethods(main);
  mountEmail(main);
};
