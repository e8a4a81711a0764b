// The fields of the template, as Tag Manager's editor stores them.
// https://developers.google.com/tag-platform/tag-manager/templates/fields
import { commands } from './commands.js';
import { items, LOAD, type Param, select } from './params.js';
import { consent, properties, timing } from './send.js';
import { shop, signals, vendors } from './watch.js';

const script = select('script', 'What is loaded', {
  choices: {
    loader: 'The loader: one kilobyte, and the tag when the visitor has agreed',
    whole: 'The whole tag at once',
  },
  enablingConditions: LOAD,
  help: 'The loader brings the tag when the page is idle or is pressed. Signals kept in memory before consent, an ignored Global Privacy Control and a storage key of your own need the whole tag: then it is loaded at once, whatever is chosen here.',
});

/** In the order of the editor. */
export const FIELDS: readonly Param[] = [
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
