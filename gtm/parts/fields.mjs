// The fields of the template, as Tag Manager's editor stores them.
// https://developers.google.com/tag-platform/tag-manager/templates/fields
import { FIELDS as TAG_FIELDS } from '../../scripts/vocabulary.mjs';

const LOAD = [{ paramName: 'action', paramValue: 'load', type: 'EQUALS' }];
const command = (name) => [{ paramName: 'command', paramValue: name, type: 'EQUALS' }];

const text = (name, displayName, more = {}) => ({ type: 'TEXT', name, displayName, simpleValueType: true, ...more });

const matches = (pattern, errorMessage) => ({ valueValidators: [{ type: 'REGEX', args: [pattern], errorMessage }] });

// The check that the tag makes itself.
const PREFIX = '^([a-z][a-z0-9_]{0,31})?$';
const PERCENT = matches('^(100|\\d{1,2})$', 'A number from 0 to 100.');

const number = (name, displayName, more = {}) =>
  text(name, displayName, { valueValidators: [{ type: 'NON_NEGATIVE_NUMBER' }], ...more });

const box = (name, checkboxText, { on = false, ...more }) => ({
  type: 'CHECKBOX',
  name,
  checkboxText,
  simpleValueType: true,
  defaultValue: on,
  ...more,
});

const items = (choices) => Object.entries(choices).map(([value, displayValue]) => ({ value, displayValue }));

const select = (name, displayName, { choices, ...more }) => ({
  type: 'SELECT',
  name,
  displayName,
  macrosInSelect: false,
  selectItems: items(choices),
  simpleValueType: true,
  defaultValue: Object.keys(choices)[0],
  ...more,
});

const column = (name, displayName, choices) => ({
  defaultValue: choices ? Object.keys(choices)[0] : '',
  displayName,
  name,
  type: choices ? 'SELECT' : 'TEXT',
  ...(choices && { selectItems: items(choices) }),
});

const table = (name, displayName, { columns, ...more }) => ({
  type: 'SIMPLE_TABLE',
  name,
  displayName,
  simpleTableColumns: columns,
  ...more,
});

const group = (name, displayName, { fields, open = false, conditions }) => ({
  type: 'GROUP',
  name,
  displayName,
  groupStyle: open ? 'ZIPPY_OPEN' : 'ZIPPY_CLOSED',
  subParams: fields,
  ...(conditions && { enablingConditions: conditions }),
});

const named = (...names) => Object.fromEntries(names.map((name) => [name, name]));

const FIELD_NAMES = TAG_FIELDS.map(({ name }) => name);

const SIGNALS = [
  'rage_click',
  'rage_tap',
  'dead_click',
  'error_click',
  'mouse_thrash',
  'form_error',
  'form_abandon',
  'funnel_abandon',
  'funnel_progress',
  'purchase',
  'custom',
];

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
  'mouse_thrash',
];

const consent = group('consentGroup', 'Consent', {
  conditions: LOAD,
  open: true,
  fields: [
    select('consent', 'Where consent comes from', {
      choices: {
        command: 'The consent command (a second tag of this template, or fsOmetria.push)',
        google: 'Google Consent Mode',
        granted: 'This tag only fires with consent',
      },
      help: 'Without an answer the tag does nothing at all. Two purposes are needed: analytics (FullStory) and marketing (Ometria). With Google Consent Mode both analytics_storage and ad_storage must be granted; a type that nobody has set counts as not known, not as granted. "Only fires with consent": your triggers or the tag’s consent settings see to it.',
    }),
    select('beforeConsent', 'While consent is not known', {
      choices: { ignore: 'Nothing happens', buffer: 'Keep up to 100 signals in memory' },
      help: 'In memory only: a refusal, or leaving the page, forgets them.',
    }),
    select('globalPrivacyControl', 'Global Privacy Control', {
      choices: { deny: 'Counts as a refusal', ignore: 'Is ignored' },
      help: 'The browser’s own signal, navigator.globalPrivacyControl.',
    }),
    select('linkIdentities', 'Visitors who arrive by a campaign link', {
      choices: { full: 'Are who the link says', limited: 'Send counts and dates only until the site confirms them' },
      help: 'A mail may have been forwarded. Limited leaves out the replay link, pages, products and targets until the visitor command names the same address.',
    }),
    box('attributeAnonymous', 'What an unknown visitor did goes to the profile once the visitor is known', {
      on: true,
      help: 'In the same session only.',
    }),
    number('sample', 'Percent of visitors for whom anything is sent', {
      valueHint: '100',
      help: 'Stable per visitor: for a careful rollout.',
      ...PERCENT,
    }),
    number('holdout', 'Percent of visitors in a control group', {
      valueHint: '0',
      help: 'They get the property group = control and nothing else.',
      ...PERCENT,
    }),
  ],
});

const script = select('script', 'What is loaded', {
  choices: {
    loader: 'The loader: one kilobyte, and the tag when the visitor has agreed',
    whole: 'The whole tag at once',
  },
  enablingConditions: LOAD,
  help: 'The loader brings the tag when the page is idle or is pressed. Signals kept in memory before consent, an ignored Global Privacy Control and a storage key of your own need the whole tag: then it is loaded at once, whatever is chosen here.',
});

const properties = group('propertyGroup', 'Properties in Ometria', {
  conditions: LOAD,
  fields: [
    text('prefix', 'Prefix of every property', {
      valueHint: 'fs_',
      help: 'Create the custom fields in Ometria first: one that does not exist is dropped silently.',
      ...matches(PREFIX, 'A small letter first; small letters, digits and _; at most 32.'),
    }),
    box('noPrefix', 'No prefix', { help: 'The names stand alone: signal_type, frustration_score …' }),
    table('fields', 'Fields to switch on, off or rename', {
      columns: [
        column('field', 'Field', named(...FIELD_NAMES)),
        column('send', 'Send', { yes: 'Yes', no: 'No' }),
        column('name', 'Under exactly this name (may be empty)'),
      ],
      help: 'The first eight are on without a word.',
    }),
    select('keys', 'How keys are handed to Ometria', {
      choices: {
        plain: 'plain: fs_signal_type',
        dotted: 'dotted: properties.fs_signal_type',
        nested: 'nested: { properties: { fs_signal_type } }',
      },
      help: 'Ometria does not document which one reaches custom fields. The canary page of the package finds out, on a staging account.',
    }),
    select('writeBooleans', 'How booleans are written', {
      choices: { true: 'true, false', 1: '1, 0' },
      help: 'The type of a custom field is fixed once.',
    }),
    select('writeDates', 'How dates are written', {
      choices: { iso: '2026-11-21T23:01:07Z', date: '2026-11-21' },
      help: 'The type of a custom field is fixed once.',
    }),
    number('budget', 'Most characters of JSON', {
      valueHint: '650',
      help: 'Ometria allows 1,000 for all custom properties of a contact, your own included.',
      ...matches('^([1-9]\\d{0,2}|1000)$', 'A number from 1 to 1000.'),
    }),
  ],
});

const signals = group('signalGroup', 'Signals', {
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
      columns: [column('signal', 'Signal', named(...DETECTORS)), column('detect', 'Detect', { yes: 'Yes', no: 'No' })],
      help: 'All but mouse_thrash are on without a word. Thresholds go into "Further options" as detect.',
      enablingConditions: [{ paramName: 'detect', paramValue: true, type: 'EQUALS' }],
    }),
    text('rules', 'Rules, as a JSON array', {
      lineCount: 8,
      valueHint: '[{ "name": "promo_failure", "steps": [{ "signal": "rage_click", "target": "promo-*" }] }]',
      help: 'Ordered patterns over signals, beside the three that are built in. docs/recipes.md has the language. Invalid JSON makes this tag fail.',
    }),
  ],
});

const shop = group('shopGroup', 'Funnel and catalogue', {
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

const timing = group('timingGroup', 'Timing', {
  conditions: LOAD,
  fields: [
    number('quiet', 'Quiet time before a call, in milliseconds', {
      valueHint: '1000',
      help: 'Signals arrive in bursts.',
    }),
    number('deadline', 'Longest wait, in milliseconds', { valueHint: '5000', help: 'For a steady stream of signals.' }),
    number('spacing', 'Between two calls, in milliseconds', {
      valueHint: '10000',
      help: 'Ometria applies properties when the visit has ended: sooner only costs requests.',
    }),
    number('calls', 'Calls per page view', { valueHint: '10', help: 'What exceeds it goes with the last one.' }),
    number('sessionMinutes', 'Minutes without activity that end a session', {
      valueHint: '30',
      help: 'Ometria’s and FullStory’s own are 30.',
    }),
    text('sessionKey', 'Prefix of the keys in localStorage', {
      valueHint: 'fs_ometria',
      help: 'One key per tab.',
      ...matches(PREFIX, 'A small letter first; small letters, digits and _; at most 32.'),
    }),
  ],
});

const vendors = group('vendorGroup', 'FullStory, echoes, debugging', {
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

const commands = group('commandGroup', 'Command', {
  conditions: [{ paramName: 'action', paramValue: 'command', type: 'EQUALS' }],
  open: true,
  fields: [
    select('command', 'Command', {
      choices: {
        signal: 'A signal',
        page: 'What the page shows',
        consent: 'What the visitor said about consent',
        visitor: 'Who the visitor is',
        reset: 'The visitor has logged out',
      },
      help: 'It may fire before the tag has loaded: it waits in the queue, in order.',
    }),
    select('signalType', 'Signal type', {
      choices: named(...SIGNALS),
      enablingConditions: command('signal'),
      help: 'custom: a name of your own.',
    }),
    text('signalName', 'Name', {
      enablingConditions: [{ paramName: 'signalType', paramValue: 'custom', type: 'EQUALS' }],
      help: 'It becomes signal_type.',
      ...matches('^[a-z][a-z0-9_]{0,63}$', 'A small letter first; small letters, digits and _; at most 64.'),
    }),
    table('signalProperties', 'Properties', {
      columns: [column('name', 'Name'), column('value', 'Value')],
      enablingConditions: [{ paramName: 'signalType', paramValue: 'custom', type: 'EQUALS' }],
      help: 'At most ten. The prefix is put before their names.',
    }),
    text('signalTarget', 'Target', {
      enablingConditions: command('signal'),
      help: 'Id or name of the element. Never a text that a visitor has typed.',
    }),
    text('signalStage', 'Stage of the funnel', {
      enablingConditions: command('signal'),
      help: 'Empty: where the visit is.',
    }),
    text('signalForm', 'Form', { enablingConditions: command('signal'), help: 'Name of the form.' }),
    text('signalField', 'Field', {
      enablingConditions: command('signal'),
      help: 'Name of the field, never its value.',
    }),
    text('pageType', 'Type of page', {
      enablingConditions: command('page'),
      valueHint: 'product',
      help: 'product, category, basket, checkout or a word of your own.',
    }),
    text('pageProduct', 'Product', { enablingConditions: command('page'), help: 'Ometria’s id of the product.' }),
    text('pageCategory', 'Category', { enablingConditions: command('page'), help: 'Its name.' }),
    text('pageStage', 'Stage of the funnel', { enablingConditions: command('page'), help: 'As in the funnel’s list.' }),
    select('consentState', 'Consent', {
      choices: { granted: 'Granted, for analytics and marketing', denied: 'Denied' },
      macrosInSelect: true,
      enablingConditions: command('consent'),
      help: 'A variable may answer granted, denied, true or false; with anything else this tag fails and says nothing.',
    }),
    text('visitor', 'E-mail address', {
      enablingConditions: command('visitor'),
      valueHint: '{{Customer e-mail}}',
      help: 'Of the customer who is logged in, or omid:… It never changes who Ometria takes the visitor for.',
    }),
  ],
});

export const FIELDS = [
  {
    type: 'RADIO',
    name: 'action',
    displayName: 'What this tag does',
    radioItems: items({ load: 'Load the tag', command: 'Send a command' }),
    simpleValueType: true,
    defaultValue: 'load',
    help: 'One tag loads, on all pages and as early as your consent tool. Commands are tags of their own.',
  },
  script,
  consent,
  properties,
  signals,
  shop,
  timing,
  vendors,
  commands,
];
