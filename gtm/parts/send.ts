// What is sent to Ometria, of whom, and when: fields of the tag that loads.
import { FIELDS as TAG_FIELDS } from '../../scripts/vocabulary.js';
import { box, column, group, LOAD, matches, named, number, select, table, text } from './params.js';

// The check that the tag makes itself.
const PREFIX = '^([a-z][a-z0-9_]{0,31})?$';
const PERCENT = matches('^(100|\\d{1,2})$', 'A number from 0 to 100.');

const FIELD_NAMES = TAG_FIELDS.map(({ name }) => name);

export const consent = group('consentGroup', 'Consent', {
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

export const properties = group('propertyGroup', 'Properties in Ometria', {
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
        column('field', 'Field', named(FIELD_NAMES)),
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
      choices: [
        ['true', 'true, false'],
        ['1', '1, 0'],
      ],
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

export const timing = group('timingGroup', 'Timing', {
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
