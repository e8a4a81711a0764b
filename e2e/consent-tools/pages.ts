// The pages of the real consent tools: what a shop would write for each, and how a visitor answers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fakesBeside } from './fakes.js';
import type { NamedTool, Tool } from './tool.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const file = (path: string) => readFileSync(`${FOLDER}node_modules/${path}`, 'utf8');

/** A CMP of two buttons on the IAB's own code: the framework has no open dialogue. */
const CMP = `
import { CmpApi } from '@iabtcf/cmpapi';
import { GVL, TCModel, TCString } from '@iabtcf/core';
const purpose = (id) => ({ id, name: 'p' + id, description: '', descriptionLegal: '', illustrations: [] });
const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const gvl = new GVL({
  gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 4, lastUpdated: '2026-11-01T00:00:00Z',
  purposes: Object.fromEntries(ids.map((id) => [id, purpose(id)])),
  specialPurposes: {}, features: {}, specialFeatures: {}, stacks: {}, dataCategories: {},
  vendors: { 755: { id: 755, name: 'Vendor', purposes: ids, legIntPurposes: [], flexiblePurposes: [], specialPurposes: [], features: [], specialFeatures: [], policyUrl: 'https://vendor.example/' } },
});
const cmp = new CmpApi(10, 1, true);
const encode = (consents) => {
  const model = new TCModel(gvl);
  model.cmpId = 10;
  model.cmpVersion = 1;
  model.purposeConsents.set(consents);
  model.vendorConsents.set(755);
  return TCString.encode(model);
};
const dialogue = Object.assign(document.createElement('div'), { id: 'cmp', innerHTML: '<button id="cmp-yes">Agree</button><button id="cmp-no">Refuse</button>' });
const answer = (consents) => {
  const text = encode(consents);
  localStorage.setItem('tc', text);
  cmp.update(text, false);
  dialogue.hidden = true;
};
const ask = () => {
  document.body.append(dialogue);
  dialogue.hidden = false;
  dialogue.querySelector('#cmp-yes').onclick = () => answer([1, 5, 8]);
  dialogue.querySelector('#cmp-no').onclick = () => answer([1]);
};
window.openCmp = () => { cmp.update(localStorage.getItem('tc') || encode([]), true); ask(); };
const stored = localStorage.getItem('tc');
if (stored) cmp.update(stored, false);
else { cmp.update(encode([]), true); ask(); }
`;

const bundle = async (contents: string) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: FOLDER },
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

/** By the name of the adapter. */
const REAL = {
  cookieconsent: {
    call: 'cookieconsent()',
    attributes: '',
    script: async () => `${file('vanilla-cookieconsent/dist/cookieconsent.umd.js')}
      ;CookieConsent.run({
        // It shows nothing to a browser that is driven.
        hideFromBots: false,
        categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, marketing: {} },
        language: { default: 'en', translations: { en: {
          consentModal: { title: 'Cookies?', acceptAllBtn: 'Agree', acceptNecessaryBtn: 'Refuse' },
          preferencesModal: { title: 'Cookies', acceptAllBtn: 'Agree to all', acceptNecessaryBtn: 'Refuse all', savePreferencesBtn: 'Save', sections: [] },
        } } },
      });`,
    style: file('vanilla-cookieconsent/dist/cookieconsent.css'),
    agree: '#cc-main .cm [data-role=all]',
    refuse: '#cc-main .cm [data-role=necessary]',
    open: 'CookieConsent.showPreferences()',
    withdraw: ['#cc-main .pm [data-role=necessary]'],
  },
  klaro: {
    call: 'klaro()',
    attributes: '',
    // Klaro takes its configuration from the page, and begins by itself.
    script: async () => `window.klaroConfig = {
        acceptAll: true,
        groupByPurpose: false,
        privacyPolicy: '/privacy',
        services: [
          { name: 'fullstory', purposes: ['analytics'] },
          { name: 'ometria', purposes: ['marketing'] },
        ],
        translations: { zz: { privacyPolicyUrl: '/privacy' }, en: { purposes: { analytics: 'Analytics', marketing: 'Marketing' } } },
      };
      ${file('klaro/dist/klaro-no-css.js')}
      ;klaro.setup(window.klaroConfig);`,
    style: '',
    agree: '.klaro .cookie-notice .cm-btn-success',
    refuse: '.klaro .cookie-notice .cn-decline',
    open: 'klaro.show(window.klaroConfig, true)',
    // One service is switched off, which alone is no word yet, and then the choice is saved.
    withdraw: ['.klaro label[for=service-item-ometria].cm-list-label', '.klaro .cookie-modal .cm-btn-accept'],
  },
  tcf: {
    call: 'tcf({ analytics: [1, 8], marketing: [1, 5], vendors: [755] })',
    attributes: ' data-analytics="1,8" data-marketing="1,5" data-vendors="755"',
    script: async () => `${file('@iabtcf/stub/lib/stub.js')};${await bundle(CMP)}`,
    style: '',
    agree: '#cmp-yes',
    refuse: '#cmp-no',
    open: 'openCmp()',
    withdraw: ['#cmp-no'],
  },
} satisfies Record<string, Tool>;

/** How the adapter comes in, and the tool. */
interface Way {
  way: 'adapter' | 'script';
  tool: 'there' | 'late' | 'absent';
}

/** The real tools, and the fakes of those that no registry has. */
export const TOOLS: readonly NamedTool[] = [
  ...Object.entries(REAL).map(([name, tool]) => ({ name, ...tool })),
  ...fakesBeside(Object.keys(REAL)),
];

/** A page of a shop with the tag, by the adapter's import or by its script, and the tool at once, late or never. */
export const pageOf = ({ name, call, attributes, style }: NamedTool, { way, tool }: Way) => {
  const tag =
    way === 'script'
      ? `<script async src="/dist/fullstory-ometria.min.js" data-consent="command"></script>
<script async src="/dist/consent/${name}.min.js"${attributes}></script>`
      : `<script type="module">
import { createBridge } from '/dist/esm/index.js';
import { ${name} } from '/dist/esm/consent.js';
window.fsOmetria = createBridge({ consent: ${call} });
</script>`;
  const load = `const add = () => document.head.append(Object.assign(document.createElement('script'), { src: '/made/${name}.js' }));`;
  const when = { absent: '', late: `${load} window.addTool = add;`, there: `${load} add();` };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title><style>${style}</style>
<body><main><h1>A shop</h1></main>
<script>window.fsOmetria = window.fsOmetria || []; ${when[tool]}</script>
${tag}</body></html>`;
};
