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

/** What plugins add to jQuery. */
interface JQuery<TElement = HTMLElement> extends Iterable<TElement> {
  validate(options: object): unknown;
  parsley(): { on(event: string, act: () => boolean): unknown };
}
