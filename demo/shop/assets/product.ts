import { all, around, find } from '../../dom.js';
import { addLine, WISHLIST_COOKIE } from './basket-cookie.js';
import { readCookie, writeCookie } from './cookies.js';
import { shop } from './globals.js';
import { badge, basketLines, type Item, oneItem, pushEvent, readData, saveBasket, toast } from './page.js';

const mountCarousel = (carousel: HTMLElement): void => {
  const slides = all(carousel, '.slide');
  const thumbs = all(carousel, '[data-slide]');
  const current = (): number => slides.findIndex((slide) => !slide.hidden);
  const show = (index: number): void => {
    const wanted = (index + slides.length) % slides.length;
    for (const [at, slide] of slides.entries()) slide.hidden = at !== wanted;
    for (const [at, thumb] of thumbs.entries()) thumb.setAttribute('aria-current', String(at === wanted));
  };
  find(carousel, '[data-previous]').addEventListener('click', () => show(current() - 1));
  find(carousel, '[data-next]').addEventListener('click', () => show(current() + 1));
  for (const [index, thumb] of thumbs.entries()) thumb.addEventListener('click', () => show(index));
  carousel.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') show(current() - 1);
    if (key === 'ArrowRight') show(current() + 1);
  });
};

const mountDialogs = (main: HTMLElement): void => {
  for (const opener of all(main, '[data-open-dialog]')) {
    const dialog = find<HTMLDialogElement>(document, `#${opener.dataset.openDialog}`);
    opener.addEventListener('click', () => dialog.showModal());
    dialog.addEventListener('click', (event) => {
      // The dialog itself is hit only beside its content, which means the backdrop.
      if (event.target === dialog || around(event, '[data-close-dialog]')) dialog.close();
    });
  }
};

const mountChoice = (main: HTMLElement, form: HTMLFormElement): void => {
  form.addEventListener('change', (event) => {
    const input = around<HTMLInputElement>(event, 'input');
    if (input?.name === 'colour') {
      find(form, '[data-colour-name]').textContent = input.dataset.name ?? '';
      for (const image of all<HTMLImageElement>(main, '[data-view]'))
        image.src = `${form.dataset.picture}${input.value}.${image.dataset.view}.svg`;
    }
    if (input?.name === 'size') {
      const gone = 'soldOut' in input.dataset;
      find(form, '[data-sold-out-note]').hidden = !gone;
      find<HTMLButtonElement>(form, '[data-add]').disabled = gone;
    }
  });
  const wanted = find<HTMLButtonElement>(form, '[data-size-wanted]');
  wanted.addEventListener('click', () => {
    const size = new FormData(form).get('size');
    shop.fsOmetria.push(['signal', { type: 'custom', name: 'size_wanted', properties: { size } }]);
    wanted.textContent = 'We will write to you';
    wanted.disabled = true;
    toast('Noted. We will tell you when it is back.');
  });
};

const chosenItem = (form: HTMLFormElement): Item & { item_variant: string } => {
  const colour = find(form, '[name=colour]:checked').dataset.name;
  const item: Item = readData(form, 'item');
  return { ...item, item_variant: `${colour} / ${new FormData(form).get('size')}` };
};

const mountBuying = (form: HTMLFormElement): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? '');
    const quantity = Number(text('quantity'));
    saveBasket(addLine(basketLines(), { id: text('id'), colour: text('colour'), size: text('size'), quantity }));
    const item = chosenItem(form);
    pushEvent('add_to_cart', oneItem(item, quantity));
    toast(`${item.item_name} is in your basket.`);
  });

  const wish = find(form, '[data-wish]');
  wish.addEventListener('click', () => {
    const wished = wish.getAttribute('aria-pressed') !== 'true';
    const { wish: own = '' } = wish.dataset;
    wish.setAttribute('aria-pressed', String(wished));
    const others = readCookie(WISHLIST_COOKIE)
      .split('_')
      .filter((id) => id !== '' && id !== own);
    const ids = wished ? [...others, own] : others;
    writeCookie(WISHLIST_COOKIE, ids.join('_'));
    badge('[data-wishlist-count]', ids.length);
    if (wished) pushEvent('add_to_wishlist', oneItem(chosenItem(form), 1));
    toast(wished ? 'Kept on your wishlist.' : 'Taken off your wishlist.');
  });
};

export const mountProduct = (main: HTMLElement): void => {
  const form = main.querySelector<HTMLFormElement>('[data-buy]');
  if (!form) return;
  all(main, '[data-carousel]').forEach(mountCarousel);
  mountDialogs(main);
  mountChoice(main, form);
  mountBuying(form);
  // Broken on purpose: there is no list of shops on the page, so every click throws.
  find(main, '#stock-check').addEventListener('click', () => find(main, '#shop-list').scrollIntoView());
};
