// The commands, which are tags of their own.
import { column, group, matches, named, select, table, text, when } from './params.js';

const command = (name: string) => when('command', name);

const SIGNALS = [
  'rage_click',
  'rage_tap',
  'dead_click',
  'error_click',
  'mouse_thrash',
  'form_error',
  'form_abandon',
  'dead_end',
  'search_struggle',
  'basket_churn',
  'hesitation',
  'funnel_abandon',
  'funnel_progress',
  'purchase',
  'custom',
];

export const commands = group('commandGroup', 'Command', {
  conditions: when('action', 'command'),
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
      choices: named(SIGNALS),
      enablingConditions: command('signal'),
      help: 'custom: a name of your own.',
    }),
    text('signalName', 'Name', {
      enablingConditions: when('signalType', 'custom'),
      help: 'It becomes signal_type.',
      ...matches('^[a-z][a-z0-9_]{0,63}$', 'A small letter first; small letters, digits and _; at most 64.'),
    }),
    table('signalProperties', 'Properties', {
      columns: [column('name', 'Name'), column('value', 'Value')],
      enablingConditions: when('signalType', 'custom'),
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
