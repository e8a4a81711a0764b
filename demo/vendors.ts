// The vendors' scripts as the switches ask for them.
import { setTimeout as sleep } from 'node:timers/promises';
import { generateSnippetText, generateSnippetTextV1 } from '@fullstory/snippet';
import { scriptOf } from '../stand-ins/script.js';
import type { Switches } from './switches.js';

const ACCOUNT = 'demo';
// The fields that the tracker itself listens to, as it is set up for an account: the newsletter's, in the footer and on its page.
const EMAIL_INPUTS = '#bx-newsletter-email:valid, #bx-letter-email:valid';
// Capture begins when FullStory's server has answered, a moment after the script has.
const START_MS = 50;

const namespaceOf = ({ fs }: Switches): string => (fs === 'renamed' ? 'FSX' : 'FS');

/** What shops put behind the snippet: FullStory is told who is logged in, with the e-mail address that a Stream needs. */
const identifyScript = (switches: Switches): string => {
  if (switches.fs === 'stranger') return '';
  const call =
    switches.fs === 'v1'
      ? 'FS.identify(visitor, { email: visitor })'
      : "FS('setIdentity', { uid: visitor, properties: { email: visitor } })";
  return `(function (FS) {
  var page = document.getElementById('shop-page');
  var visitor = page && JSON.parse(page.textContent).visitor;
  if (visitor) ${call};
})(window.${namespaceOf(switches)});
`;
};

/** FullStory's own snippet, unmodified; only the address of its script is led to the stand-in. */
export const snippetScript = (switches: Switches): string => {
  if (switches.fs === 'off') return '';
  const args = { orgId: 'DEMO', namespace: namespaceOf(switches) };
  const snippet = switches.fs === 'v1' ? generateSnippetTextV1(args) : generateSnippetText(args);
  const stranger = switches.fs === 'stranger' ? 'window.FS = { readFile: function () {}, sync: true };\n' : '';
  // The snippet always asks for https and the demo has no certificate: so it is given a document whose script elements
  // turn the host of an address into ours.
  return `${stranger}(function (page) {
  var document = {
    head: page.head,
    getElementsByTagName: function (name) { return page.getElementsByTagName(name); },
    createElement: function (name) {
      var element = page.createElement(name);
      Object.defineProperty(element, 'src', {
        configurable: true,
        set: function (address) {
          delete element.src;
          element.src = address.replace(/^https:\\/\\/edge\\.fullstory\\.com\\/s\\//, '/vendors/');
        },
      });
      return element;
    },
  };
${snippet}
})(document);
${identifyScript(switches)}`;
};

/** fs.js, as late as the switches want it. */
export const fullStoryScript = async (switches: Switches): Promise<string> => {
  if (switches.fs === 'empty' || switches.fs === 'off') return '';
  if (switches.fs === 'late') await sleep(Number(switches.fsDelay), undefined, { ref: false });
  const options = {
    namespace: namespaceOf(switches),
    ragehook: switches.ragehook !== 'off',
    splitMs: Number(switches.fsSplit),
    startMs: START_MS,
    eventsTo: '/vendors/fullstory-events',
  };
  return scriptOf('fullstory-fs', JSON.stringify(options));
};

export const ometriaScript = ({ ometria }: Switches): string => {
  if (ometria === 'off') return '';
  if (ometria === 'fake') return 'window.ometria = { identify: function () {} };\n';
  const options = { account: ACCOUNT, platform: ometria === 'noinit' ? 'generic' : 'shop', emailInputs: EMAIL_INPUTS };
  return scriptOf('ometria-tracker', `{ endpoint: location.origin, ...${JSON.stringify(options)} }`);
};
