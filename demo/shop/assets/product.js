import { addLine } from './basket-cookie.js';
import { readCookie, writeCookie } from './cookies.js';
import { badge, basketLines, oneItem, pushEvent, saveBasket, toast } from './page.js';

const mountCarousel = (carousel) => {
  const slides = [...carousel.querySelectorAll('.slide')];
  const thumbs = [...carousel.querySelectorAll('[data-slide]')];
  const current = () => slides.findIndex((slide) => !slide.hidden);
  const show = (index) => {
    const wanted = (index + slides.length) % slides.length;
    slides.forEach((slide, at) => {
      slide.hidden = at !== wanted;
    });
    thumbs.forEach((thumb, at) => {
      thumb.setAttribute('aria-current', String(at === wanted));
    });
  };
  carousel.querySelector('[data-previous]').addEventListener('click', () => show(current() - 1));
  carousel.querySelector('[data-next]').addEventListener('click', () => show(current() + 1));
  thumbs.forEach((thumb, index) => {
    thumb.addEventListener('click', () => show(index));
  });
  carousel.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') show(current() - 1);
    if (event.key === 'ArrowRight') show(current() + 1);
  });
};

const mountDialogs = (main) => {
  for (const opener of main.querySelectorAll('[data-open-dialog]')) {
    const dialog = document.getElementById(opener.dataset.openDialog);
    opener.addEventListener('click', () => dialog.showModal());
    dialog.addEventListener('click', (event) => {
      // The dialog itself is hit only beside its content, which means the backdrop.
      if (event.target === dialog || event.target.closest('[data-close-dialog]')) dialog.close();
    });
  }
};

const mountChoice = (main, form) => {
  const note = form.querySelector('[data-sold-out-note]');
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'colour') {
      form.querySelector('[data-colour-name]').textContent = target.dataset.name;
      for (const image of main.querySelectorAll('[data-view]')) {
        image.src = `${form.dataset.picture}${target.value}.${image.dataset.view}.svg`;
      }
    }
    if (target.name === 'size') {
      const gone = 'soldOut' in target.dataset;
      note.hidden = !gone;
      form.querySelector('[data-add]').disabled = gone;
    }
  });
  form.querySelector('[data-size-wanted]').addEventListener('click', ({ target }) => {
    const size = new FormData(form).get('size');
    window.fsOmetria.push(['signal', { type: 'custom', name: 'size_wanted', properties: { size } }]);
    target.textContent = 'We will write to you';
    target.disabled = true;
    toast('Noted. We will tell you when it is back.');
  });
};

const chosenItem = (form) => {
  const data = new FormData(form);
  const colour = form.querySelector('[name=colour]:checked').dataset.name;
  return { ...JSON.parse(form.dataset.item), item_variant: `${colour} / ${data.get('size')}` };
};

const mountBuying = (form) => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { id, colour, size, quantity } = Object.fromEntries(new FormData(form));
    const count = Number(quantity);
    saveBasket(addLine(basketLines(), { id, colour, size, quantity: count }));
    const item = chosenItem(form);
    pushEvent('add_to_cart', oneItem(item, count));
    toast(`${item.item_name} is in your basket.`);
  });

  const wish = form.querySelector('[data-wish]');
  wish.addEventListener('click', () => {
    const wished = wish.getAttribute('aria-pressed') !== 'true';
    wish.setAttribute('aria-pressed', String(wished));
    const others = readCookie('shop_wishlist')
      .split('_')
      .filter((id) => id !== '' && id !== wish.dataset.wish);
    const ids = wished ? [...others, wish.dataset.wish] : others;
    writeCookie('shop_wishlist', ids.join('_'));
    badge('[data-wishlist-count]', ids.length);
    if (wished) pushEvent('add_to_wishlist', oneItem(chosenItem(form), 1));
    toast(wished ? 'Kept on your wishlist.' : 'Taken off your wishlist.');
  });
};

export const mountProduct = (main) => {
  const form = main.querySelector('[data-buy]');
  if (!form) return;
  main.querySelectorAll('[data-carousel]').forEach(mountCarousel);
  mountDialogs(main);
  mountChoice(main, form);
  mountBuying(form);
  // Broken on purpose: there is no list of shops on the page, so every click throws.
  main.querySelector('#stock-check').addEventListener('click', () => {
    main.querySelector('#shop-list').scrollIntoView();
  });
};
