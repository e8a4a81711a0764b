import type { Choices } from './choices.js';
import { consentOption, toolScript } from './consent.js';
import { type OptionData, optionsAsData } from './options.js';

/** A field of the template and what goes into it. */
type Row = [label: string, value: string];

const SOURCES = {
  command: 'The consent command (a second tag of this template, or fsOmetria.push)',
  google: 'Google Consent Mode',
  granted: 'This tag only fires with consent',
};

const fieldLines = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => (typeof value === 'string' ? `${name}: Yes, ${value}` : `${name}: ${value ? 'Yes' : 'No'}`))
    .join('\n');

const stageLines = (funnel: OptionData['funnel']): string | undefined =>
  (Array.isArray(funnel) ? funnel : funnel?.stages)
    ?.map(({ stage, page = '–', event = '–' }) => [stage, page, event].join(' · '))
    .join('\n');

/** What goes into the tag of the template; fields that stay as they are have no row. */
export const toTagManager = (choices: Choices): Row[] => {
  const { beforeConsent, prefix, fields, keys, write, budget, rules, funnel, product, category } =
    optionsAsData(choices);
  const rows: [label: string, value: string | number | false | undefined][] = [
    ['Where consent comes from', SOURCES[consentOption(choices)]],
    ['While consent is not known', beforeConsent && 'Keep up to 100 signals in memory'],
    prefix === '' ? ['No prefix', 'ticked'] : ['Prefix of every property', prefix],
    ['Fields to switch on, off or rename', fields && fieldLines(fields)],
    ['How keys are handed to Ometria', keys],
    ['How booleans are written', write?.booleans && '1, 0'],
    ['How dates are written', write?.dates && '2026-11-21'],
    ['Most characters of JSON', budget],
    ['Rules, as a JSON array', rules && JSON.stringify(rules, null, 2)],
    ['Stages of the funnel, in order', stageLines(funnel)],
    ['The checkout is on pages that cannot carry this tag', choices.hosted && 'ticked'],
    ['GA4 item field that holds Ometria’s product id', product?.from],
    ['Part of it that is the id', product?.match],
    ['GA4 category level', category?.level],
    ['Tell FullStory of a delivery', choices.stream && 'ticked'],
  ];
  return rows.flatMap(([label, value]): Row[] =>
    value === undefined || value === false ? [] : [[label, String(value)]],
  );
};

/** The second tag in Tag Manager, which tells the first of consent: none where the first asks itself. */
export const toConsentTag = (choices: Choices): Row[] => {
  if (consentOption(choices) !== 'command') return [];
  if (choices.consent !== 'command') return [['HTML', toolScript(choices, true)]];
  return [
    ['What this tag does', 'Send a command'],
    ['Command', 'What the visitor said about consent'],
    ['Consent', 'A variable that answers granted or denied'],
  ];
};
