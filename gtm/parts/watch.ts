// What is looked at on the page, and what is told of it: fields of the tag that loads.
import { box, column, group, LOAD, named, select, table, text, when } from './params.js';

const DETECTORS = [
  'rage_click',
  'rage_tap',
  'dead_click',
  'error_click',
  'form_error',
  'form_abandon',
  'dwell',
  'funnel_abandon',
  'attention',
  'dead_end',
  'mouse_thrash',
  'search_struggle',
  'basket_churn',
  'hesitation',
];

export const signals = group('signalGroup', 'Signals', {
  conditions: LOAD,
  fields: [
    box('rageclick', 'Listen to FullStory’s Ragehook', {
      on: true,
      help: 'The event fullstory/rageclick. An administrator of FullStory switches it on under Client-Side Ragehooks.',
    }),
    table('bdlEvents', 'Further events of the page', {
      columns: [column('event', 'Name of the DOM event'), column('signal', 'Signal type, or a name of your own')],
      help: 'CustomEvents that FullStory or the site dispatches. A type that is named here is not detected by the tag.',
    }),
    table('bdlDataLayer', 'Further events of the data layer', {
      columns: [column('event', 'Name of the event'), column('signal', 'Signal type, or a name of your own')],
      help: 'Entries of window.dataLayer with this event. A type that is named here is not detected by the tag.',
    }),
    box('detect', 'Detect signals where FullStory does not tell of them', {
      on: true,
      help: 'FullStory’s own verdict always wins. The definitions are published in docs/signals.md.',
    }),
    table('detectors', 'Detectors to switch on or off', {
      columns: [column('signal', 'Signal', named(DETECTORS)), column('detect', 'Detect', { yes: 'Yes', no: 'No' })],
      help: 'All but mouse_thrash, search_struggle, basket_churn, hesitation are on without a word. Thresholds go into "Further options" as detect.',
      enablingConditions: when('detect', true),
    }),
    text('rules', 'Rules, as a JSON array', {
      lineCount: 8,
      valueHint: '[{ "name": "promo_failure", "steps": [{ "signal": "rage_click", "target": "promo-*" }] }]',
      help: 'Ordered patterns over signals, beside the three that are built in. docs/recipes.md has the language. Invalid JSON makes this tag fail.',
    }),
  ],
});

export const shop = group('shopGroup', 'Funnel and catalogue', {
  conditions: LOAD,
  fields: [
    table('funnel', 'Stages of the funnel, in order', {
      columns: [
        column('stage', 'Stage'),
        column('page', 'Paths (* stands for anything)'),
        column('event', 'or GA4 events'),
        column('abandon', 'Leaving here is abandonment', { yes: 'Yes', no: 'No' }),
      ],
      help: 'Several paths or events of a stage with commas between. Empty: basket, checkout, payment, review from GA4’s e-commerce events and the usual paths.',
    }),
    box('funnelHosted', 'The checkout is on pages that cannot carry this tag', {
      help: 'Shopify’s checkout, for one. Leaving for it is no abandonment then.',
    }),
    text('productFrom', 'GA4 item field that holds Ometria’s product id', {
      valueHint: 'item_id',
      help: 'Often item_group_id or a field of your own: look at one product in Ometria.',
    }),
    text('productMatch', 'Part of it that is the id', {
      valueHint: '^shop-(.+)$',
      help: 'A regular expression whose first group is the id, where a feed puts a prefix before it.',
    }),
    select('categoryLevel', 'GA4 category level', {
      choices: { 1: '1 (item_category)', 2: '2', 3: '3', 4: '4', 5: '5' },
      help: 'Which of item_category … item_category5 stands for the category.',
    }),
    table('excludePages', 'Pages where nothing is looked at', {
      columns: [column('page', 'Path (* stands for anything)')],
      help: 'Whatever the shop calls sensitive.',
    }),
    table('excludeCategories', 'Categories where nothing is looked at', {
      columns: [column('category', 'Category')],
      help: 'As GA4 or the page command names them.',
    }),
    table('redact', 'Path segments to be replaced by *', {
      columns: [column('segment', 'Segment (* stands for anything)')],
      help: 'Beside the built-in ones: e-mail addresses, long tokens, UUIDs, five or more digits.',
    }),
  ],
});

export const vendors = group('vendorGroup', 'FullStory, echoes, debugging', {
  conditions: LOAD,
  fields: [
    text('fullstoryNamespace', 'Name of FullStory’s global', {
      valueHint: 'FS',
      help: 'Empty: what FullStory’s snippet says.',
    }),
    text('fullstoryHost', 'Host of the replay links', {
      valueHint: 'replay.shop.example',
      help: 'Only where FullStory is relayed through the shop’s own domain.',
    }),
    box('pauseOnShutdown', 'Pause while FullStory is shut down', {
      on: true,
      help: 'FS(’shutdown’) until FS(’start’).',
    }),
    box('echoFullstory', 'Tell FullStory of a delivery', {
      help: 'Event "Ometria Profile Enriched": types, score, counts.',
    }),
    box('echoDataLayer', 'Tell the data layer of a delivery', {
      help: 'Event fs_ometria.delivery, never with the replay link or an identity.',
    }),
    box('echoEvent', 'Dispatch fs-ometria:delivery on window', { help: 'The same, as a CustomEvent.' }),
    text('inspector', 'Address of the inspector', { help: 'Only where it does not lie beside the tag’s own script.' }),
    box('debug', 'Warn in the console, allow test sends', {
      help: 'Not for production: any visitor could send tests.',
    }),
    text('more', 'Further options, as a JSON object', {
      lineCount: 5,
      valueHint: '{ "detect": { "dwell": { "seconds": 90 } } }',
      help: 'Whatever has no field here. It wins over the fields. Invalid JSON makes this tag fail.',
    }),
  ],
});
