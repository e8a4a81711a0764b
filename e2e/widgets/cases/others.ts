import { casesOf } from '../support/case.js';

export const OTHER_CASES = [
  ...casesOf('cookie banners', { page: 'vanilla-cookieconsent', library: 'vanilla-cookieconsent' }, [
    {
      what: 'accepts, then shops',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see, wait }) => {
        await see('#cc-main .cm');
        await press('#cc-main .cm__btn[data-role="all"]');
        await wait(900);
        await press('#add');
        await see('#said:text("In your basket")');
      },
    },
    {
      what: 'chooses what to allow',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('#cc-main .cm__btn[data-role="show"]');
        await see('#cc-main .pm');
        await wait(700);
        await press('#cc-main .pm .toggle__icon >> nth=1', { times: 3, every: 300 });
        await wait(300);
        await press('#cc-main .pm__btn[data-role="save"]');
      },
    },
    {
      what: 'Accept does nothing, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'gone', at: '#cc-main .cm' },
      act: ({ press }) => press('#cc-main .cm__btn[data-role="all"]', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'a veil stays in front of the shop',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'covered by all' },
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf('cookie banners', { page: 'klaro', library: 'klaro' }, [
    {
      what: 'accepts',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, missing }) => {
        await see('.klaro .cookie-notice');
        await press('.klaro .cm-btn-success');
        await missing('.klaro .cookie-notice:not(.cookie-notice-hidden)');
      },
    },
    {
      what: 'opens the settings and flips',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('.klaro .cm-btn-success');
        await wait(700);
        await press('#settings');
        await see('.klaro .cookie-modal');
        await wait(400);
        await press('.klaro .cm-purpose > .cm-list-label .cm-switch', { times: 3, every: 300 });
      },
    },
    {
      what: 'Accept throws',
      shopper: 'frustrated',
      broken: { how: 'throws', at: '.klaro .cm-btn-success' },
      act: ({ press }) => press('.klaro .cm-btn-success'),
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('maps', { page: 'leaflet', library: 'leaflet' }, [
    {
      what: 'zooms in and out, fast',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('.leaflet-control-zoom-in', { times: 4, every: 280 });
        await wait(500);
        await press('.leaflet-control-zoom-out', { times: 3, every: 280 });
      },
    },
    {
      what: 'drags the map, opens a pin, chooses a shop',
      shopper: 'content',
      act: async ({ drag, press, see, wait }) => {
        await drag('#map', 60, 20);
        await wait(600);
        await press('#shops button >> nth=1');
        await wait(1200);
        await press('.pin >> nth=1');
        await see('text=Open until six');
      },
    },
    {
      what: 'zooms by a double click',
      shopper: 'content',
      act: async ({ press, wait }) => {
        await press('#map', { times: 2, every: 180, at: { x: 120, y: 200 } });
        await wait(800);
        await press('#map', { times: 2, every: 180, at: { x: 120, y: 200 } });
      },
    },
    {
      what: 'the zoom button is dead, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'swallowed', at: '.leaflet-control-zoom-in' },
      act: ({ press }) => press('.leaflet-control-zoom-in', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the list of shops is dead',
      shopper: 'frustrated',
      broken: 'list',
      act: ({ press }) => press('#shops button >> nth=1'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf('video', { page: 'plyr', library: 'plyr' }, [
    {
      what: 'plays, mutes and unmutes, stops',
      shopper: 'content',
      act: async ({ press, wait, hover }) => {
        await press('.plyr__control--overlaid');
        await wait(900);
        await hover('.plyr');
        await press('.plyr__controls [data-plyr="mute"]', { times: 4, every: 250 });
        await wait(400);
        await press('.plyr__controls [data-plyr="play"]');
      },
    },
    {
      what: 'Play does nothing, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'gone', at: '.plyr' },
      act: ({ press }) => press('.plyr__control--overlaid', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('video', { page: 'video', library: 'video.js' }, [
    {
      what: 'plays, stops, plays',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait, hover, input }) => {
        await press('.vjs-big-play-button');
        await wait(1200);
        if (input === 'mouse') await hover('.video-js');
        await press('.vjs-play-control', { times: 3, every: 300 });
      },
    },
    {
      what: 'Play is dead',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'gone', at: '.vjs-big-play-button' },
      act: ({ press }) => press('.vjs-big-play-button'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf('drag and drop', { page: 'sortablejs', library: 'sortablejs' }, [
    {
      what: 'drags wishes about',
      shopper: 'content',
      act: async ({ drag, wait }) => {
        await drag('#wishes li >> nth=0', 0, 110);
        await wait(300);
        await drag('#wishes li >> nth=2', 0, -110);
      },
    },
    {
      what: 'lifts a wish by its button, until it is at the top',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        for (let at = 0; at < 3; at++) {
          await press('#wishes li:has-text("Socks") .up');
          await wait(350);
        }
      },
    },
    {
      what: 'the button is dead, again and again',
      shopper: 'frustrated',
      broken: 'up',
      act: ({ press }) => press('#wishes li:has-text("Socks") .up', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
];
