/** − and + beside every quantity; the input's own `change` event tells the page. */
export const startStepper = () => {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-step]');
    if (!button) return;
    const input = button.closest('[data-stepper]').querySelector('input');
    const { min, max } = input;
    const next = Math.min(Number(max), Math.max(Number(min), Number(input.value) + Number(button.dataset.step)));
    if (next === Number(input.value)) return;
    input.value = String(next);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
};
