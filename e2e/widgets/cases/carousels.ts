import { casesOf } from '../support/case.js';

const KIND = 'carousels';

export const CAROUSELS = [
  ...casesOf(KIND, { page: 'swiper', library: 'swiper' }, [
    {
      what: 'pages through the photos with the arrow',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see }) => {
        await press('#photos .swiper-button-next', { times: 5, every: 220 });
        await see('#photos .swiper-pagination-bullet-active >> nth=0');
      },
    },
    {
      what: 'goes on and back again, fast',
      shopper: 'content',
      act: async ({ press }) => {
        await press('#photos .swiper-button-next', { times: 4, every: 180 });
        await press('#photos .swiper-button-prev', { times: 4, every: 180 });
      },
    },
    {
      what: 'chooses by dots and thumbnails',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('.swiper-pagination-bullet >> nth=3');
        await wait(700);
        await press('#thumbs img >> nth=1');
        await wait(700);
        await press('#thumbs img >> nth=2');
      },
    },
    {
      what: 'drags the photo along',
      shopper: 'content',
      act: async ({ drag }) => {
        await drag('#photos img', -200);
        await drag('#photos .swiper-slide-active img', -200);
      },
    },
    {
      what: 'swipes the photos',
      shopper: 'content',
      inputs: ['touch'],
      act: async ({ swipe, wait }) => {
        for (let at = 0; at < 3; at++) {
          await swipe('#photos', -220);
          await wait(250);
        }
      },
    },
    {
      what: 'the arrow was never taken hold of, pressed again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'gone', at: '#photos .swiper-button-next' },
      act: ({ press }) => press('#photos .swiper-button-next', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the arrow was never taken hold of, pressed once',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'gone', at: '#photos .swiper-button-next' },
      act: ({ press }) => press('#photos .swiper-button-next'),
      expected: ['dead_click'],
    },
    {
      what: 'something clear lies over the arrow',
      shopper: 'frustrated',
      broken: { how: 'covered', at: '#photos .swiper-button-next' },
      act: ({ press }) => press('#photos .swiper-button-next', { times: 5 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(KIND, { page: 'splide', library: '@splidejs/splide' }, [
    {
      what: 'pages through the arrivals while the hero turns',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: ({ press }) => press('#arrivals .splide__arrow--next', { times: 5, every: 210 }),
    },
    {
      what: 'presses dots, and the same dot once more',
      shopper: 'content',
      act: async ({ press, wait }) => {
        await press('#arrivals .splide__pagination__page >> nth=1');
        await wait(900);
        await press('#arrivals .splide__pagination__page >> nth=1');
      },
    },
    {
      what: 'asks for the offer',
      shopper: 'content',
      act: async ({ press, see }) => {
        await press('#offer');
        await see('text=WOOL10');
      },
    },
    {
      what: 'the offer does not show, while the hero turns',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'offer',
      act: ({ press }) => press('#offer'),
      expected: ['dead_click'],
    },
    {
      what: 'the offer does not show, pressed again and again while the hero turns',
      shopper: 'frustrated',
      broken: 'offer',
      act: ({ press }) => press('#offer', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the arrow throws',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: { how: 'throws', at: '#arrivals .splide__arrow--next' },
      act: ({ press }) => press('#arrivals .splide__arrow--next'),
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(KIND, { page: 'embla', library: 'embla-carousel' }, [
    {
      what: 'pages with arrows that have no name',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press }) => {
        await press('.next', { times: 4, every: 200 });
        await press('.prev', { times: 3, every: 200 });
      },
    },
    {
      what: 'drags cards along, then opens one',
      shopper: 'content',
      act: async ({ drag, press }) => {
        await drag('.card >> nth=1', -160);
        await press('.card >> nth=3');
      },
    },
    {
      what: 'arrow without a handler, once',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '.next' },
      act: ({ press }) => press('.next'),
      expected: ['dead_click'],
    },
    {
      what: 'arrow drawn anew at each press',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'redrawn', at: '.next' },
      act: ({ press }) => press('.next', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(KIND, { page: 'keen-slider', library: 'keen-slider' }, [
    {
      what: 'pages with spans, round and round',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('#on', { times: 7, every: 200 }),
    },
    {
      what: 'goes from dot to dot',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, wait }) => {
        for (const at of [1, 2, 4]) {
          await press(`.dot >> nth=${at}`);
          await wait(400);
        }
      },
    },
    {
      what: 'the span is dead, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'gone', at: '#on' },
      act: ({ press }) => press('#on', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the dot throws on pointerdown',
      shopper: 'frustrated',
      broken: { how: 'throws on pointerdown', at: '.dot' },
      act: ({ press }) => press('.dot >> nth=3'),
      expected: ['error_click'],
      arguable: ['dead_click'],
      why: 'the dot itself still works; the shop would want to know of the error all the same',
    },
  ]),
  ...casesOf(KIND, { page: 'slick', library: 'slick-carousel' }, [
    {
      what: 'pages on while each picture still slides',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('.slick-next', { times: 6, every: 260 }),
    },
    {
      what: 'the arrow is dead, again and again',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '.slick-next' },
      act: ({ press }) => press('.slick-next', { times: 5 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'a dot is dead',
      shopper: 'frustrated',
      broken: { how: 'swallowed', at: '.slick-dots button' },
      act: ({ press }) => press('.slick-dots button >> nth=2'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf(KIND, { page: 'glide', library: '@glidejs/glide' }, [
    {
      what: 'pages and chooses',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, wait }) => {
        await press('.glide__arrow.next', { times: 4, every: 230 });
        await wait(300);
        await press('.glide__bullet >> nth=2');
      },
    },
    {
      what: 'the script did not come: the arrows stand there',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '.glide__arrow.next' },
      act: ({ press }) => press('.glide__arrow.next'),
      expected: ['dead_click'],
    },
  ]),
];
