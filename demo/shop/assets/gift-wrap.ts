import { find } from '../../dom.js';

const STYLES = `
  :host { display: block; }
  .box { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: center; padding: 1rem 1.25rem; border: 1px dashed var(--line-strong); border-radius: var(--radius); background: var(--surface); }
  p { margin: 0; flex: 1 1 12rem; }
  b { display: block; font-family: var(--serif); font-size: 1.1rem; }
  button { min-height: 2.75rem; padding: 0.4rem 1rem; border: 1px solid var(--line-strong); border-radius: 99px; background: transparent; color: inherit; font: inherit; cursor: pointer; }
  button:hover { border-color: var(--accent); }
  button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  button[aria-pressed='true'] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
`;

const CONTENT = `
  <div class="box">
    <p><b>Shall we wrap it?</b><span data-words>Brown paper, red wool, no plastic.</span></p>
    <button type="button" id="gift-wrap" data-testid="gift-wrap" aria-pressed="false">Gift wrap</button>
    <button type="button" id="gift-card" data-testid="gift-card">Write a card</button>
  </div>
`;

const WORDS = { true: 'Wrapped, with a bow.', false: 'Brown paper, red wool, no plastic.' };

/** `<ff-gift-wrap>` works inside its shadow root alone; "Write a card" does nothing, on purpose. */
export const defineGiftWrap = (): void =>
  customElements.define(
    'ff-gift-wrap',
    class extends HTMLElement {
      connectedCallback(): void {
        if (this.shadowRoot) return;
        const root = this.attachShadow({ mode: 'open' });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLES);
        root.adoptedStyleSheets = [sheet];
        root.innerHTML = CONTENT;
        const wrap = find<HTMLButtonElement>(root, '#gift-wrap');
        wrap.addEventListener('click', () => {
          const wrapped = wrap.getAttribute('aria-pressed') === 'true' ? 'false' : 'true';
          wrap.setAttribute('aria-pressed', wrapped);
          find(root, '[data-words]').textContent = WORDS[wrapped];
        });
      }
    },
  );
