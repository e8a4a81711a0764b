// What esbuild makes of other files, and libraries that bring no types.
declare module '*.css';
declare module 'intl-tel-input/styles';
declare module 'swiper/css/*';
declare module '@splidejs/splide/css';
declare module 'vuetify/styles';
declare module '@picocss/pico';
declare module 'klaro/*';
declare module 'jquery-validation';
declare module 'parsleyjs';
// Its own declarations cannot be reached by its exports.
declare module 'just-validate';
declare module 'uikit';

interface JQueryStatic {
  magnificPopup: { close(): void };
}

/** What plugins add to jQuery. */
interface JQuery<TElement = HTMLElement> extends Iterable<TElement> {
  validate(options: object): unknown;
  parsley(): { on(event: string, act: () => boolean): unknown };
  accordion(): unknown;
  checkbox(): unknown;
  form(options: object): unknown;
  ionRangeSlider(options: object): unknown;
  magnificPopup(options: object): unknown;
  owlCarousel(options: object): unknown;
  rating(): unknown;
}

// The second list's.
declare module '*.svelte' {
  import type { Component } from 'svelte';

  const Shop: Component<{ broken: string }>;
  export default Shop;
}
declare module 'air-datepicker/locale/en';
declare module 'cookieconsent';
declare module 'dragula';
declare module 'flickity';
declare module 'foundation-sites';
declare module 'inputmask' {
  const Inputmask: (mask: string) => { mask(field: Element): void };
  export default Inputmask;
}
declare module 'ion-rangeslider';
declare module 'magnific-popup';
declare module 'owl.carousel';
declare module 'petite-vue';
declare module 'pristinejs';
declare module 'slim-select/styles';
declare module 'star-rating.js';
declare module 'unpoly';
