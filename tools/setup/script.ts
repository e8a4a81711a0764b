import { type Choices, clean } from './choices.js';
import { consentOption, toolScript } from './consent.js';
import { optionsAsData } from './options.js';

const escapeAttribute = (text: string): string => text.replace(/&/g, '&amp;').replace(/'/g, '&#39;');

/** The script tags of a page. */
export const toScript = (choices: Choices): string => {
  const options = optionsAsData(choices);
  const written = Object.keys(options).length > 0 ? escapeAttribute(JSON.stringify(options, null, 2)) : '';
  const data = written && ` data-options='${written}'`;
  const served = clean(choices.src).replace(/"/g, '%22');
  // The loader keeps nothing before consent.
  const address = options.beforeConsent ? served.replace('.loader.min.js', '.min.js') : served;
  return `<script>window.fsOmetria = window.fsOmetria || [];</script>
<script async src="${address}" data-consent="${consentOption(choices)}"${data}></script>
${toolScript(choices)}`.trim();
};
