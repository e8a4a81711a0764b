import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS as PARAMETERS } from '../../gtm/parts/fields.js';
import { connectionSheet, eventsToCreate, mapping, streamSheet } from '../../server/src/streams/mapping.js';
import { readConfig } from '../../src/config/read-options.js';
import { CONSENT_TOOLS } from '../../src/consent/adapters/tools.js';
import { dataLayer } from '../../src/data-layer.js';
import { type Field, type PropertyOptions, planProperties, type Vocabulary } from '../../src/delivery/properties.js';
import { detectors } from '../../src/detectors.js';
import { BUILT_IN } from '../../src/rules/presets.js';
import { createRules } from '../../src/rules/rules.js';
import * as presets from '../../src/rules.js';
import { readFunnel, stageOf } from '../../src/sources/funnel.js';
import type { Report } from '../../src/tools/problems.js';
import { type Choices, isPrefix, standard, unreached } from '../../tools/setup/choices.js';
import { toCode } from '../../tools/setup/code.js';
import { optionsAsData } from '../../tools/setup/options.js';
import { toScript } from '../../tools/setup/script.js';
import { toMapping, toStream } from '../../tools/setup/stream.js';
import { toConsentTag, toTagManager } from '../../tools/setup/tag-manager.js';
import { BUILT_IN as BUILT_IN_WORDS, CONSENT, FIELDS, PRESETS, STAGES } from '../../tools/setup/vocabulary.js';
import { toCsv, toTable, worstCase } from '../../tools/setup/worst-case.js';
import { compile } from '../support/compile.js';

const setup = {
  BUILT_IN: BUILT_IN_WORDS,
  CONSENT,
  FIELDS,
  PRESETS,
  STAGES,
  isPrefix,
  optionsAsData,
  standard,
  toCode,
  toConsentTag,
  toCsv,
  toMapping,
  toScript,
  toStream,
  toTable,
  toTagManager,
  unreached,
  worstCase,
};

const sources = [detectors(), dataLayer()];
const fields: Field[] = sources.flatMap((source) => source.fields ?? []);
const funnelOf = (choices: Choices, report: Report = () => {}) =>
  readFunnel(readConfig(setup.optionsAsData(choices), report), report);
const ruleNames = [...new Set(BUILT_IN.map(({ name }) => name))];

const optionsOf = (choices: Choices): PropertyOptions => ({
  prefix: choices.prefix,
  fields: Object.fromEntries(
    setup.FIELDS.map(({ name, on = false }) => {
      const send = choices.send[name] ?? on;
      return [name, (send && choices.names[name]) || send];
    }),
  ),
  write: { booleans: 'true', dates: 'iso' },
  keys: choices.keys,
  budget: choices.budget,
});

const vocabularyOf = (choices: Choices): Vocabulary => ({
  fields,
  stages: (choices.ownFunnel ? choices.stages : setup.STAGES).map(({ stage }) => stage),
  rules: [
    ...new Set([
      ...ruleNames.filter((name) => !choices.without.includes(name)),
      ...choices.presets.flatMap((name) => setup.PRESETS[name]?.rule.name ?? []),
    ]),
  ],
});

const words = fc.stringMatching(/^[a-z][a-z_]{0,20}$/);
const someTexts = fc.constantFrom('', ' ', 'view_cart', '/a*, /b*', ' /a*,/b*,, ');
const someChoices: fc.Arbitrary<Choices> = fc
  .record({
    prefix: fc.constantFrom('', 'fs_', 'behaviour_'),
    keys: fc.constantFrom('plain', 'dotted', 'nested'),
    budget: fc.integer({ min: 50, max: 1000 }),
    send: fc.dictionary(fc.constantFrom(...setup.FIELDS.map(({ name }) => name)), fc.boolean()),
    without: fc.subarray(ruleNames),
    presets: fc.subarray(Object.keys(setup.PRESETS)),
    ownFunnel: fc.boolean(),
    hosted: fc.boolean(),
    stages: fc.array(fc.record({ stage: words, page: someTexts, event: someTexts }), { minLength: 1 }),
  })
  .map((chosen) => ({ ...setup.standard(), ...chosen }));

describe('the way by the server', () => {
  it('is the one that fullstory-ometria-server prints', () => {
    expect(JSON.parse(setup.toMapping())).toEqual(mapping());
    const connection = connectionSheet('relay', {
      url: 'https://relay.shop.example/',
      header: 'X-FullStory-Signature',
    });
    const events = eventsToCreate();
    expect(setup.toStream()).toEqual([
      ...connection,
      ...streamSheet(),
      ['Custom events in Ometria', events.map(({ event_type }) => event_type).join('\n')],
      ['Properties of each', events[0]?.properties.map(({ name, type }) => `${name} (${type})`).join('\n')],
    ]);
  });

  it('has the tag tell FullStory, by the option and by the field of the template', () => {
    const choices = { ...setup.standard(), stream: true };
    expect(setup.optionsAsData(choices).echo).toEqual({ fullstory: true });
    expect(setup.toTagManager(choices)).toContainEqual(['Tell FullStory of a delivery', 'ticked']);
    expect(setup.optionsAsData(setup.standard()).echo).toBeUndefined();
  });
});

describe('the set-up page', () => {
  it('knows every field of the tag, in its order', () => {
    const everything = Object.fromEntries(setup.FIELDS.map(({ name }) => [name, true]));
    const { entries, unknown } = planProperties(
      { ...optionsOf(setup.standard()), prefix: '', fields: everything, budget: 1e6 },
      { fields, stages: [], rules: [] },
    );
    expect(unknown).toEqual([]);
    expect(setup.FIELDS.map(({ name }) => name)).toEqual(entries.map(([, name]) => name));
  });

  it('names what the tag keeps and switches off, whatever is chosen', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        const plan = planProperties(optionsOf(choices), vocabularyOf(choices));
        const { kept, off, planned } = setup.worstCase(choices);
        expect(kept.map(({ id }) => id)).toEqual(plan.entries.map(([, name]) => name));
        expect(off.map(({ id }) => id)).toEqual(plan.off);
        if (kept.length) expect(planned).toBeLessThanOrEqual(choices.budget);
      }),
    );
  });

  it('makes options that the tag takes without a problem', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        const told: string[] = [];
        readConfig(setup.optionsAsData(choices), (code, detail) => told.push(`${code} ${detail}`));
        expect(told).toEqual([]);
      }),
    );
  });

  it('hands stages over as the tag reads them: each with every path and event that was typed', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        const told: string[] = [];
        const funnel = funnelOf(choices, (code, detail) => told.push(`${code} ${detail}`));
        expect(told).toEqual([]);
        const wanted = choices.ownFunnel ? choices.stages : setup.STAGES;
        const split = (text = '') => text.split(',').flatMap((item) => item.trim() || []);
        expect(funnel.stages).toEqual(
          wanted.map(({ stage, page, event }) => ({ stage, pages: split(page), events: split(event), ignore: false })),
        );
        expect(funnel.hosted).toBe(choices.hosted);
        const empty = funnel.stages.filter(({ pages, events }) => !pages.length && !events.length);
        expect(setup.unreached(choices)).toEqual(empty.map(({ stage }) => stage));
      }),
    );
  });

  it('begins an own funnel with the tag’s own stages, each of which is reached', () => {
    const own = { ...setup.standard(), ownFunnel: true, stages: setup.STAGES };
    const funnel = funnelOf(own);
    expect(funnel).toEqual(
      readFunnel(
        readConfig({}, () => {}),
        () => {},
      ),
    );
    expect(['/cart', '/basket/2', '/bag'].map((path) => stageOf(funnel, path))).toEqual(Array(3).fill('basket'));
    const events = ['view_cart', 'begin_checkout', 'add_shipping_info', 'add_payment_info'];
    expect(events.map((event) => stageOf(funnel, '/', event))).toEqual(setup.STAGES.map(({ stage }) => stage));
    expect(setup.unreached(own)).toEqual([]);
    // Nothing typed is no funnel without stages.
    expect(setup.optionsAsData({ ...own, stages: [{ stage: ' ' }] })).toEqual({});
  });

  it('takes the prefixes that the template takes', () => {
    const [, pattern = ''] = /PREFIX = '(.*)'/.exec(readFileSync('gtm/parts/send.ts', 'utf8')) ?? [];
    expect(readFileSync('tools/setup.html', 'utf8')).toContain(`pattern="${pattern.slice(1, -1)}"`);
    const prefixes = ['', 'fs_', 'a1_', `a${'b'.repeat(31)}`, 'fS_', '_fs', '1a', 'fs-', 'fs ', `a${'b'.repeat(32)}`];
    expect(prefixes.filter((prefix) => new RegExp(pattern).test(prefix))).toEqual(prefixes.slice(0, 4));
    expect(prefixes.filter((prefix) => setup.isPrefix(prefix))).toEqual(prefixes.slice(0, 4));
  });

  it('leaves out of the options what is the default', () => {
    expect(setup.optionsAsData(setup.standard())).toEqual({});
  });

  it('knows the built-in rules and offers the presets as they are', () => {
    expect(Object.keys(setup.BUILT_IN)).toEqual(ruleNames);
    for (const [name, { rule }] of Object.entries(setup.PRESETS)) expect(rule).toEqual(Reflect.get(presets, name));
    const all = Object.entries(presets).flatMap(([name, value]) => ('steps' in value ? [name] : []));
    expect(Object.keys(setup.PRESETS).sort()).toEqual(all.sort());
    for (const { rule } of Object.values(setup.PRESETS)) expect(createRules([]).add(rule)).toBeUndefined();
  });

  it('offers a variant of a built-in rule beside it or instead of it', () => {
    const beside = { ...setup.standard(), presets: ['mobileFriction'] };
    const { mobileFriction } = presets;
    expect(setup.optionsAsData(beside)).toEqual({ rules: [mobileFriction] });
    const instead = { ...beside, without: ['mobile_friction'] };
    expect(setup.optionsAsData(instead)).toEqual({ rules: [{ name: 'mobile_friction', off: true }, mobileFriction] });
    for (const choices of [beside, instead]) {
      const ids = setup.toTable(choices).map(({ id }) => id);
      expect(ids.filter((id) => id.startsWith('fs_mobile_friction_at'))).toHaveLength(1);
      expect(ids).toContain('fs_friction_target');
    }
  });

  it('writes code that compiles, whatever is chosen', { timeout: 60_000 }, () => {
    const nasty = `x' "y" \\ \n`;
    const everything = {
      ...setup.standard(),
      analytics: '1, 8',
      marketing: '5',
      beforeConsent: 'buffer',
      prefix: '',
      booleans: '1',
      dates: 'date',
      names: { signal_type: 'last_signal' },
      ownFunnel: true,
      stages: [...setup.STAGES, { stage: nasty, page: `/a*, /${nasty}` }],
      hosted: true,
      from: nasty,
      match: '^x-(.+)$',
      level: '2',
      presets: Object.keys(setup.PRESETS),
      without: ruleNames,
    };
    const chosen = [
      ...Object.keys(setup.CONSENT).flatMap((consent) => [
        { ...everything, consent },
        { ...setup.standard(), consent },
      ]),
      ...fc.sample(someChoices, { numRuns: 20, seed: 1 }),
    ];
    const files = chosen.map((choices, at) => [`/setup/${at}.ts`, setup.toCode(choices)]);
    const [, first = ''] = files[0] ?? [];
    const wrong = ['/setup/wrong.ts', first.replace('consent:', 'consentt:')];
    expect(compile(Object.fromEntries([...files, wrong]))).toEqual([
      expect.stringMatching(/^\/setup\/wrong\.ts: .*consentt/),
    ]);
  });

  it('writes code in which the rules stand first', () => {
    expect(setup.toCode({ ...setup.standard(), presets: ['checkoutRescue'] })).toContain(
      'sources: [rules([checkoutRescue]), detectors(), dataLayer()]',
    );
  });

  it('writes a script tag whose options are those', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        const [, attribute] = /data-options='([^']*)'/.exec(setup.toScript(choices)) ?? [];
        const text = attribute?.replace(/&#39;/g, "'").replace(/&amp;/g, '&');
        expect(text ? JSON.parse(text) : {}).toEqual(setup.optionsAsData(choices));
      }),
    );
  });

  it('keeps what is typed inside its attribute and its string', () => {
    const nasty = `x' "y" <b> \\ &amp;`;
    const choices = { ...setup.standard(), ownFunnel: true, stages: [{ stage: nasty }], src: 'https://x/"onload="' };
    expect(setup.toScript(choices)).not.toContain(`x' `);
    expect(setup.toScript(choices)).not.toContain('"onload="');
    const literal = /stage: ('(?:[^'\\]|\\.)*')/.exec(setup.toCode(choices))?.[1];
    expect(new Function(`return ${literal}`)()).toBe(nasty);
  });

  it('names fields of the Tag Manager template only', () => {
    const template = JSON.stringify(PARAMETERS);
    const everything = {
      ...setup.standard(),
      beforeConsent: 'buffer',
      prefix: 'web_',
      keys: 'dotted' as const,
      booleans: '1',
      dates: 'date',
      budget: 800,
      send: { dwell_product: true },
      presets: ['checkoutRescue'],
      ownFunnel: true,
      stages: [{ stage: 'bag', page: '/bag' }],
      hosted: true,
      from: 'item_group_id',
      match: '^x-(.+)$',
      level: '2',
    };
    const rows = [...setup.toTagManager(everything), ...setup.toTagManager({ ...everything, prefix: '' })];
    expect(new Set(rows.map(([label]) => label)).size).toBe(15);
    for (const [label] of rows) expect(template).toContain(JSON.stringify(label));
    for (const consent of ['command', 'google', 'granted']) {
      const [[, value] = ['', '']] = setup.toTagManager({ ...everything, consent });
      expect(template).toContain(JSON.stringify(value));
    }
    const [action, command, state] = setup.toConsentTag(everything);
    for (const word of [...(action ?? []), ...(command ?? []), state?.[0]])
      expect(template).toContain(JSON.stringify(word));
  });

  describe('with a consent tool', () => {
    const ADDRESS = 'https://cdn.example/';
    const tools = [
      { consent: 'onetrust', analytics: ' C0002', marketing: 'C0004', query: '?analytics=C0002&amp;marketing=C0004' },
      { consent: 'cookiebot', analytics: '', marketing: '', query: '' },
      { consent: 'tcf', analytics: '1, 8', marketing: '5 1', query: '?analytics=1%2C8&amp;marketing=5%2C1' },
      { consent: 'civic', analytics: '0', marketing: '1', query: '?analytics=0&amp;marketing=1' },
    ];

    it.each(tools)('hands out one line more: $consent', ({ query, ...tool }) => {
      const choices = { ...setup.standard(), ...tool, src: `${ADDRESS}fullstory-ometria.min.js` };
      const lines = setup.toScript(choices).split('\n');
      const [, attributes = ''] = /\.min\.js"(.*)><\/script>$/.exec(lines.at(-1) ?? '') ?? [];
      expect(lines.at(-1)).toContain(`<script async src="${ADDRESS}consent/${tool.consent}.min.js"`);
      const given = [...attributes.matchAll(/ data-(\w+)="([^"]*)"/g)].map(([, name, value]) => `${name}=${value}`);
      expect(given).toEqual(
        [...new URLSearchParams(query.replace('&amp;', '&'))].map(([name, value]) => `${name}=${value}`),
      );
      expect(setup.toConsentTag(choices)).toEqual([
        ['HTML', `<script async src="${ADDRESS}consent/${tool.consent}.min.js${query}"></script>`],
      ]);
    });

    it('asks every tool for what has no default', () => {
      for (const [name, { options }] of Object.entries(CONSENT_TOOLS)) {
        const { needs = {} } = setup.CONSENT[name] ?? {};
        const needed = Object.entries(options).filter(([, option]) => option.default === undefined);
        expect(Object.keys(needs), name).toEqual(needed.map(([option]) => option));
      }
    });

    it.each(['google', 'granted'])('that the tag asks itself or need not ask there is no second tag: %s', (consent) => {
      expect(setup.toConsentTag({ ...setup.standard(), consent })).toEqual([]);
      expect(setup.toScript({ ...setup.standard(), consent }).match(/<script/g)).toHaveLength(2);
    });

    it('asks for fewer purposes in no case: without both there is no recipe', () => {
      for (const consent of ['onetrust', 'tcf'])
        for (const [analytics, marketing] of [
          ['1', ''],
          ['', '1'],
          [' ', ' '],
        ] as const) {
          const text = setup.toScript({ ...setup.standard(), consent, analytics, marketing });
          expect(text).toContain('<!-- Fill in what');
          expect(text).not.toContain("'granted'");
        }
      const slip = { ...setup.standard(), consent: 'tcf', analytics: '1, eight', marketing: '5' };
      expect(setup.toScript(slip)).toContain('<!-- Fill in what');
    });

    it('keeps a category inside its attribute, whatever is typed', () => {
      const nasty = `C'0"\\</script><!-- --> \u2028`.trim();
      const choices = { ...setup.standard(), consent: 'onetrust', analytics: `${nasty}x`, marketing: nasty };
      const text = setup.toScript(choices);
      expect(text.match(/<\/script>/g)).toHaveLength(3);
      expect(text).not.toContain('<!--');
      expect(text.match(/data-analytics="([^"]*)"/)?.[1]?.replace(/&quot;/g, '"')).toContain('C&#39;0"');
    });
  });

  it('lists as custom fields what the tag can send, as a table and as CSV', () => {
    const choices = { ...setup.standard(), presets: ['atRiskVisitor'], booleans: '1' };
    const table = setup.toTable(choices);
    expect(table.map(({ id }) => id)).toEqual([
      'fs_signal_type',
      'fs_frustration_score',
      'fs_session_replay_url',
      'fs_signal_at',
      'fs_experience_at_risk',
      'fs_checkout_frustration_at',
      'fs_high_intent_dwell_at',
      'fs_mobile_friction_at',
      'fs_at_risk_visitor_at',
      'fs_signal_page',
      ...setup
        .worstCase(choices)
        .kept.slice(10)
        .map(({ id }) => id),
      'fs_risk_score',
    ]);
    expect(table.find(({ id }) => id === 'fs_experience_at_risk')?.type).toBe('Integer');
    const lines = setup.toCsv(choices).split('\r\n');
    expect(lines[0]).toBe('id,type,title');
    expect(lines[1]).toBe('fs_signal_type,String,Signal (FullStory)');
    expect(lines).toHaveLength(table.length + 2);
  });
});

describe('the script', () => {
  it('is the loader, unless something is to be kept before consent', () => {
    expect(setup.toScript(setup.standard())).toContain('fullstory-ometria.loader.min.js"');
    expect(setup.toScript({ ...setup.standard(), beforeConsent: 'buffer' })).toContain('/fullstory-ometria.min.js"');
  });
});
