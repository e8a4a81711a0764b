// The set-up page. Its logic stands alone in `Setup`, without a document; test/tools/setup.test.ts holds it against the
// tag's own tables.
const Setup = (() => {
  // vocabulary: written by scripts/docs.ts from the tag's own tables.
  const FIELDS = [
    { name: 'signal_type', place: 10, type: 'String', worst: 'type', on: true, title: 'Signal' },
    { name: 'frustration_score', place: 20, type: 'Integer', worst: 3, on: true, title: 'Frustration score' },
    { name: 'session_replay_url', place: 30, type: 'String', worst: 182, on: true, title: 'Session replay' },
    { name: 'signal_at', place: 40, type: 'Date', worst: 22, on: true, title: 'Signal at' },
    { name: 'experience_at_risk', place: 50, type: 'Boolean', worst: 5, on: true, title: 'Experience at risk' },
    { name: 'signal_page', place: 80, type: 'String', worst: 82, on: true, title: 'Signal page' },
    { name: 'abandoned_stage', place: 90, type: 'String', worst: 'stage', on: true, title: 'Abandoned stage' },
    { name: 'rage_clicks', place: 100, type: 'Integer', worst: 4, on: true, title: 'Rage clicks' },
    { name: 'dwell_product', place: 110, type: 'String', worst: 66, on: false, title: 'Product looked at longest' },
    { name: 'dwell_seconds', place: 111, type: 'Integer', worst: 4, on: false, title: 'Seconds of attention to it' },
    { name: 'rage_taps', place: 112, type: 'Integer', worst: 4, on: false, title: 'Rage taps' },
    { name: 'error_clicks', place: 113, type: 'Integer', worst: 4, on: false, title: 'Error clicks' },
    { name: 'form_errors', place: 114, type: 'Integer', worst: 4, on: false, title: 'Form errors' },
    { name: 'signal_stage', place: 120, type: 'String', worst: 'stage', on: false, title: 'Signal stage' },
    { name: 'signal_target', place: 121, type: 'String', worst: 66, on: false, title: 'Signal target' },
    { name: 'furthest_stage', place: 130, type: 'String', worst: 'stage', on: false, title: 'Furthest stage' },
    { name: 'visit_outcome', place: 131, type: 'String', worst: 11, on: false, title: 'Outcome of the visit' },
    { name: 'error_field', place: 132, type: 'String', worst: 66, on: false, title: 'Failing field' },
    {
      name: 'last_visit_category',
      place: 140,
      type: 'String',
      worst: 66,
      on: false,
      title: 'Category of the last visit',
    },
    { name: 'dead_clicks', place: 150, type: 'Integer', worst: 4, on: false, title: 'Dead clicks' },
    { name: 'form_abandons', place: 151, type: 'Integer', worst: 4, on: false, title: 'Abandoned forms' },
    { name: 'mouse_thrashes', place: 152, type: 'Integer', worst: 4, on: false, title: 'Mouse thrashes' },
    { name: 'scroll_depth', place: 153, type: 'Integer', worst: 3, on: false, title: 'Scroll depth' },
    { name: 'active_seconds', place: 154, type: 'Integer', worst: 4, on: false, title: 'Active seconds' },
    { name: 'device', place: 155, type: 'String', worst: 7, on: false, title: 'Touch or mouse' },
  ];
  const BUILT_IN = {
    checkout_frustration: 'A rage click, a rage tap, an error click or two form errors at the checkout',
    high_intent_dwell: 'Two minutes of attention to one product',
    mobile_friction: 'Two rage taps',
  };
  const CONSENT = {
    google: {
      title: 'Google Consent Mode v2',
      hint: 'Both analytics_storage and ad_storage have to be granted. A type that nobody has set counts as not answered.',
    },
    onetrust: {
      title: 'OneTrust',
      hint: 'The groups of your own cookie list. There is no default.',
      needs: { analytics: 'text', marketing: 'text' },
    },
    cookiebot: { title: 'Cookiebot', hint: 'Both statistics and marketing have to be accepted.' },
    tcf: {
      title: 'IAB TCF v2',
      hint: 'Numbers of the purposes that cover each. The framework knows neither FullStory nor Ometria: ask your counsel.',
      needs: { analytics: 'numbers', marketing: 'numbers' },
    },
    shopify: {
      title: 'Shopify Customer Privacy',
      hint: 'Both analytics and marketing have to be allowed. The shop’s settings and the visitor’s region are respected.',
    },
    didomi: {
      title: 'Didomi',
      hint: 'Ids of your purposes, and of vendors if you use them. There is no default.',
      needs: { analytics: 'texts', marketing: 'texts' },
    },
    usercentrics: {
      title: 'Usercentrics',
      hint: 'Ids of the two services in your Usercentrics, or slugs of their categories. There is no default.',
      needs: { analytics: 'text', marketing: 'text' },
    },
    cookieyes: { title: 'CookieYes', hint: 'Both analytics and advertisement have to be accepted.' },
    civic: {
      title: 'Civic Cookie Control',
      hint: 'Places of the two categories in your optionalCookies, counted from 0. A change is heard within five seconds.',
      needs: { analytics: 'number', marketing: 'number' },
    },
    trustarc: {
      title: 'TrustArc',
      hint: 'Numbers of the two categories in your TrustArc; 1 is what is required.',
      needs: { analytics: 'number', marketing: 'number' },
    },
    cookieconsent: { title: 'vanilla-cookieconsent', hint: 'Both categories have to be accepted.' },
    klaro: { title: 'Klaro', hint: 'Names of the two services in your Klaro configuration.' },
  };
  const PRESETS = {
    checkoutRescue: {
      about: 'Trouble at the checkout, and then the visit ends there',
      rule: {
        name: 'checkout_rescue',
        steps: [
          { signal: ['rage_click', 'rage_tap', 'error_click', 'form_error'], stage: ['checkout', 'payment', 'review'] },
          { signal: 'funnel_abandon' },
        ],
        unless: [{ signal: 'purchase' }],
        set: { rescue_stage: ['var', 'signal.stage'] },
      },
      sets: { rescue_stage: { type: 'String', title: 'Checkout rescue: stage' } },
    },
    highIntentDwell: {
      about: 'The same as the built-in rule; it says the product as well',
      rule: {
        name: 'high_intent_dwell',
        steps: [{ signal: 'dwell', min: { seconds: 120 } }],
        set: { intent_product: ['var', 'signal.product'] },
      },
      sets: { intent_product: { type: 'String', title: 'High-intent dwell: product' } },
    },
    mobileFriction: {
      about: 'One rage tap on a size or colour control; it says the product and the control',
      rule: {
        name: 'mobile_friction',
        steps: [{ signal: 'rage_tap', target: ['*size*', '*colour*', '*color*', '*swatch*'] }],
        set: { friction_product: ['var', 'signal.product'], friction_target: ['var', 'signal.target'] },
      },
      sets: {
        friction_product: { type: 'String', title: 'Mobile friction: product' },
        friction_target: { type: 'String', title: 'Mobile friction: control' },
      },
    },
    formErrorLoop: {
      about: 'Three failed attempts at a form within five minutes, and no order',
      rule: {
        name: 'form_error_loop',
        steps: [{ signal: 'form_error', count: 3 }],
        within: 300000,
        unless: [{ signal: 'purchase' }],
        set: { loop_field: ['var', 'signal.field'], loop_stage: ['var', 'signal.stage'] },
      },
      sets: {
        loop_field: { type: 'String', title: 'Form-error loop: field (its name, never its value)' },
        loop_stage: { type: 'String', title: 'Form-error loop: stage' },
      },
    },
    promoCodeFailure: {
      about: 'A promotion code that does not work, by the name of its field or button',
      rule: {
        name: 'promo_code_failure',
        steps: [
          {
            signal: ['rage_click', 'rage_tap', 'dead_click', 'error_click', 'form_error'],
            target: ['*promo*', '*coupon*', '*voucher*', '*discount*'],
          },
        ],
        set: { promo_stage: ['var', 'signal.stage'] },
      },
      sets: { promo_stage: { type: 'String', title: 'Promo-code failure: stage' } },
    },
    atRiskVisitor: {
      about: 'The frustration score reaches 70',
      rule: {
        name: 'at_risk_visitor',
        steps: [
          {
            signal: [
              'rage_click',
              'rage_tap',
              'form_error',
              'error_click',
              'form_abandon',
              'dead_click',
              'mouse_thrash',
            ],
            min: { score: 70 },
          },
        ],
        set: { risk_score: ['var', 'session.score'] },
      },
      sets: { risk_score: { type: 'Integer', title: 'At-risk visitor: score when it was reached' } },
    },
    categoryAffinity: {
      about: 'Long looks at two products within half an hour; it says the category',
      rule: {
        name: 'category_affinity',
        steps: [{ signal: 'dwell', count: 2 }],
        within: 1800000,
        set: { affinity_category: ['var', 'signal.category'] },
      },
      sets: { affinity_category: { type: 'String', title: 'Category affinity: category' } },
    },
  };
  // end of the vocabulary
  // `place` is that in the order of priority, `worst` the longest value in JSON.
  const RULE_PLACE = 60;
  const DATE = 22;
  // A text of a rule's own is at most so long in practice: the names of stages, products and targets are.
  const SET_TEXT = 66;
  const LIMIT = 1000;

  // The way by the server, as fullstory-ometria-server has it; test/tools/setup.test.ts compares.
  const ofEvent = (path) => ['var', `event.0.${path}`];
  const STREAM = {
    connection: [
      ['Destination', 'HTTP Endpoint'],
      ['URL', 'https://relay.shop.example/'],
      ['Method', 'POST'],
      ['Authentication', 'HMAC'],
      ['Algorithm', 'SHA-256, hexadecimal'],
      ['Header of the signature', 'X-FullStory-Signature'],
      ['Secret', 'the same text as FULLSTORY_SECRET of the relay'],
    ],
    stream: [
      ['Type', 'Single event'],
      ['Event', 'Ometria Profile Enriched'],
      ['Only where', 'signal_types contains rage_click, and the URL contains checkout (as the campaign wants it)'],
      ['How often', 'Once per session: one campaign for each visit'],
    ],
    mapping: {
      signal_types: ofEvent('custom_properties.signal_types'),
      frustration_score: ofEvent('custom_properties.frustration_score'),
      counts: {
        rage_click: ofEvent('custom_properties.rage_click'),
        rage_tap: ofEvent('custom_properties.rage_tap'),
        error_click: ofEvent('custom_properties.error_click'),
        form_error: ofEvent('custom_properties.form_error'),
      },
      at: ofEvent('event_time'),
      email: ofEvent('user_email'),
      device: ['concat', ofEvent('device_id')],
      session: ['concat', ofEvent('session_id')],
      session_replay_url: ofEvent('app_url_event'),
      url: ofEvent('url'),
    },
    signals: ['rage_click', 'rage_tap', 'form_error', 'error_click', 'form_abandon', 'dead_click', 'mouse_thrash'],
    properties: [
      'signal_type',
      'frustration_score',
      'session_replay_url',
      'experience_at_risk',
      'signal_page',
      'rage_clicks',
      'rage_taps',
      'error_clicks',
      'form_errors',
    ],
  };

  const SIGNALS = ['rage_click', 'funnel_progress', 'funnel_abandon'];
  // As the tag has them where nobody says otherwise.
  const STAGES = [
    {
      stage: 'basket',
      page: '/cart, /cart/*, /basket, /basket/*, /bag, /bag/*, /checkout/cart, /checkout/cart/*, /cart.php',
      event: 'view_cart',
    },
    { stage: 'checkout', page: '', event: 'begin_checkout' },
    { stage: 'payment', page: '', event: 'add_shipping_info' },
    { stage: 'review', page: '', event: 'add_payment_info' },
  ];

  /** Beside the tools: what needs no adapter. */
  const WAYS = {
    command: {
      title: 'Our own banner, or another tool: the consent command',
      hint: "Push the answer whenever you know it: fsOmetria.push(['consent', 'granted']) or 'denied'.",
    },
    ...CONSENT,
    granted: {
      title: 'The tag is only loaded with consent',
      hint: 'Your consent tool holds the script back until the visitor has agreed to both.',
    },
  };

  const clean = (text) => String(text || '').trim();
  const isName = (name) => /^[a-z][a-z0-9_]{0,63}$/.test(name);
  const isPrefix = (prefix) => /^([a-z][a-z0-9_]{0,31})?$/.test(prefix);

  /** undefined: the tag's own stages. */
  const stagesOf = (choices) => {
    const stages = choices.ownFunnel ? choices.stages.filter(({ stage }) => clean(stage)) : [];
    return stages.length ? stages : undefined;
  };

  const listOf = (text) =>
    clean(text)
      .split(/[\s,]+/)
      .filter(Boolean);

  /** What one of several is put as: a text, a list, or nothing. */
  const few = (key, text) => {
    const list = listOf(text);
    return list.length && { [key]: list.length > 1 ? list : list[0] };
  };

  /** Stages that no page and no event reaches. */
  const unreached = (choices) =>
    (stagesOf(choices) || STAGES)
      .filter(({ page, event }) => !listOf(page).length && !listOf(event).length)
      .map(({ stage }) => clean(stage));

  /** Names of the rules that may fire. */
  const rulesOf = (choices) => [
    ...new Set([
      ...Object.keys(BUILT_IN).filter((name) => !choices.without.includes(name)),
      ...choices.presets.map((name) => PRESETS[name].rule.name),
    ]),
  ];

  const customFields = (choices) => {
    const { prefix } = choices;
    const fields = FIELDS.filter(({ name, on }) => choices.send[name] ?? on).map((field) => {
      const wanted = clean(choices.names[field.name]);
      return { ...field, id: isName(wanted) ? wanted : prefix + field.name };
    });
    const dates = rulesOf(choices).map((name) => ({
      id: `${prefix}${name}_at`,
      place: RULE_PLACE,
      type: 'Date',
      worst: DATE,
      title: `${name.replace(/_/g, ' ').replace(/^./, (c) => c.toUpperCase())} at`,
    }));
    return [...fields, ...dates].sort((a, b) => a.place - b.place);
  };

  const setFields = (choices) =>
    choices.presets.flatMap((preset) =>
      Object.entries(PRESETS[preset].sets).map(([name, { type, title }]) => ({
        id: choices.prefix + name,
        type,
        worst: type === 'Integer' ? 3 : SET_TEXT,
        title,
      })),
    );

  const longest = (texts) => Math.max(...texts.map((text) => text.length)) + 2;

  /**
   * What the worst case takes: the fields that stay within the budget, those that are switched off for good, and the
   * characters of JSON together.
   */
  const worstCase = (choices) => {
    const { keys, budget } = choices;
    const stages = (stagesOf(choices) || STAGES).map(({ stage }) => clean(stage));
    const lengths = { type: longest([...SIGNALS, ...rulesOf(choices)]), stage: longest(['none', ...stages]) };
    const perProperty = keys === 'dotted' ? 15 : 4;
    const perObject = keys === 'nested' ? 16 : 1;
    let room = budget - perObject;
    const kept = [];
    const off = [];
    for (const field of customFields(choices)) {
      room -= field.id.length + (lengths[field.worst] || field.worst) + perProperty;
      (room < 0 ? off : kept).push(field);
    }
    const cost = ({ id, worst }) => id.length + (lengths[worst] || worst) + perProperty;
    const planned = kept.reduce((sum, field) => sum + cost(field), perObject);
    const own = setFields(choices);
    const wanted = own.reduce((sum, field) => sum + cost(field), planned);
    // What rules set is left out at run time where it would burst the budget.
    return { kept, off, set: own, planned, characters: Math.min(wanted, budget), tight: wanted > budget };
  };

  /** The options as they go to the tag; what is the tag's default is left out. */
  const toOptions = (choices) => {
    const options = {};
    const put = (key, value, standard) => {
      if (value !== standard && value !== undefined && value !== '') options[key] = value;
    };
    put('beforeConsent', choices.beforeConsent, 'ignore');
    if (choices.prefix !== 'fs_') options.prefix = choices.prefix;
    const fields = {};
    for (const { name, on = false } of FIELDS) {
      const send = choices.send[name] ?? on;
      const as = clean(choices.names[name]);
      if (send && isName(as)) fields[name] = as;
      else if (send !== on) fields[name] = send;
    }
    if (Object.keys(fields).length) options.fields = fields;
    const write = {};
    if (choices.booleans !== 'true') write.booleans = choices.booleans;
    if (choices.dates !== 'iso') write.dates = choices.dates;
    if (Object.keys(write).length) options.write = write;
    put('keys', choices.keys, 'plain');
    put('budget', choices.budget, 650);
    const stages = stagesOf(choices)?.map(({ stage, page, event }) => ({
      stage: clean(stage),
      ...few('page', page),
      ...few('event', event),
    }));
    if (choices.hosted) options.funnel = { ...(stages && { stages }), hosted: true };
    else if (stages) options.funnel = stages;
    const product = {};
    if (clean(choices.from)) product.from = clean(choices.from);
    if (clean(choices.match)) product.match = clean(choices.match);
    if (Object.keys(product).length) options.product = product;
    if (choices.stream) options.echo = { fullstory: true };
    if (Number(choices.level) > 1) options.category = { level: Number(choices.level) };
    return options;
  };

  const rulesAsData = (choices) => [
    ...choices.without.map((name) => ({ name, off: true })),
    ...choices.presets.map((name) => PRESETS[name].rule),
  ];

  const optionsAsData = (choices) => {
    const rules = rulesAsData(choices);
    return { ...toOptions(choices), ...(rules.length && { rules }) };
  };

  /** Words out of what was typed, as a list is. */
  const words = (text) => clean(text).split(/[\s,]+/);

  // What was typed, as an adapter takes it; undefined where it is nothing, or where a word is no number: with fewer of them
  // less would be asked for.
  const READERS = {
    text: (text) => clean(text) || undefined,
    texts: (text) => (clean(text) ? words(text) : undefined),
    number: (text) => (/^\d{1,3}$/.test(clean(text)) ? Number(clean(text)) : undefined),
    numbers: (text) => (words(text).every((word) => /^[1-9]\d{0,2}$/.test(word)) ? words(text).map(Number) : undefined),
  };

  /** The options of the tool's adapter by what was typed; undefined where one is missing. */
  const categoriesOf = (choices) => {
    const { needs = {} } = CONSENT[choices.consent] ?? {};
    const read = Object.entries(needs).map(([name, kind]) => [name, READERS[kind](choices[name])]);
    return read.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(read);
  };

  const escapeText = (text) =>
    text.replace(/[&"'<>]/g, (c) => ({ '&': '&amp;', '"': '&quot;', "'": '&#39;', '<': '&lt;', '>': '&gt;' })[c]);

  /** The tool's script, which says to the tag what the tool says. It lies beside the tag's. */
  const toolScript = (choices, isInTagManager) => {
    if (choices.consent === 'command')
      return `<script>
  // Whenever the visitor has said it, or your banner remembers it:
  // fsOmetria.push(['consent', 'granted']); or 'denied'
</script>`;
    if (consentOf(choices) !== 'command') return '';
    const categories = categoriesOf(choices);
    if (!categories) return '<!-- Fill in what analytics and marketing are called in your consent tool. -->';
    const address = `${clean(choices.src).replace(/[^/]*$/, '')}consent/${choices.consent}.min.js`;
    const texts = Object.entries(categories).map(([name, value]) => [name, [value].flat().join(',')]);
    // Tag Manager takes the attributes of a script away, its address it keeps.
    const query = isInTagManager && texts.length ? `?${new URLSearchParams(texts)}` : '';
    const attributes = isInTagManager ? [] : texts.map(([name, text]) => ` data-${name}="${escapeText(text)}"`);
    return `<script async src="${escapeText(address + query)}"${attributes.join('')}></script>`;
  };

  /** Which value of the option `consent` a script tag has: of the tools only Google's is in the script build. */
  const consentOf = ({ consent }) => (consent === 'google' || consent === 'granted' ? consent : 'command');

  const escapeAttribute = (text) => text.replace(/&/g, '&amp;').replace(/'/g, '&#39;');

  const toScript = (choices) => {
    const options = optionsAsData(choices);
    const data = Object.keys(options).length
      ? ` data-options='${escapeAttribute(JSON.stringify(options, null, 2))}'`
      : '';
    const served = clean(choices.src).replace(/"/g, '%22');
    // The loader keeps nothing before consent.
    const address = options.beforeConsent ? served.replace('.loader.min.js', '.min.js') : served;
    return `<script>window.fsOmetria = window.fsOmetria || [];</script>
<script async src="${address}" data-consent="${consentOf(choices)}"${data}></script>
${toolScript(choices)}`.trim();
  };

  /** Label of the template's field and what goes into it. */
  const toTagManager = (choices) => {
    const options = optionsAsData(choices);
    const sources = {
      command: 'The consent command (a second tag of this template, or fsOmetria.push)',
      google: 'Google Consent Mode',
      granted: 'This tag only fires with consent',
    };
    const rows = [['Where consent comes from', sources[consentOf(choices)]]];
    const put = (label, value) => {
      if (value !== undefined) rows.push([label, String(value)]);
    };
    if (options.beforeConsent) put('While consent is not known', 'Keep up to 100 signals in memory');
    if (options.prefix === '') put('No prefix', 'ticked');
    else put('Prefix of every property', options.prefix);
    if (options.fields) {
      const lines = Object.entries(options.fields).map(([name, value]) =>
        typeof value === 'string' ? `${name}: Yes, ${value}` : `${name}: ${value ? 'Yes' : 'No'}`,
      );
      put('Fields to switch on, off or rename', lines.join('\n'));
    }
    put('How keys are handed to Ometria', options.keys);
    if (options.write?.booleans) put('How booleans are written', '1, 0');
    if (options.write?.dates) put('How dates are written', '2026-11-21');
    put('Most characters of JSON', options.budget);
    if (options.rules) put('Rules, as a JSON array', JSON.stringify(options.rules, null, 2));
    const stages = Array.isArray(options.funnel) ? options.funnel : options.funnel?.stages;
    if (stages) {
      const lines = stages.map(({ stage, page = '–', event = '–' }) => [stage, page, event].join(' · '));
      put('Stages of the funnel, in order', lines.join('\n'));
    }
    if (choices.hosted) put('The checkout is on pages that cannot carry this tag', 'ticked');
    put('GA4 item field that holds Ometria’s product id', options.product?.from);
    put('Part of it that is the id', options.product?.match);
    put('GA4 category level', options.category?.level);
    if (choices.stream) put('Tell FullStory of a delivery', 'ticked');
    return rows;
  };

  /** The second tag in Tag Manager, which tells the first of consent: none where the first asks itself. */
  const toConsentTag = (choices) => {
    if (consentOf(choices) !== 'command') return [];
    if (choices.consent === 'command')
      return [
        ['What this tag does', 'Send a command'],
        ['Command', 'What the visitor said about consent'],
        ['Consent', 'A variable that answers granted or denied'],
      ];
    return [['HTML', toolScript(choices, true)]];
  };

  /** A value as source text, with keys bare where they can be. */
  const toSource = (value, depth = 1) => {
    const pad = '  '.repeat(depth);
    const end = '  '.repeat(depth - 1);
    const quote = (text) => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
    if (typeof value === 'string') return quote(value);
    if (typeof value !== 'object') return String(value);
    const inner = Array.isArray(value)
      ? value.map((item) => toSource(item, depth + 1))
      : Object.entries(value).map(
          ([key, item]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quote(key)}: ${toSource(item, depth + 1)}`,
        );
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const space = Array.isArray(value) ? '' : ' ';
    const line = `${open}${space}${inner.join(', ')}${space}${close}`;
    return line.length + pad.length <= 90 && !line.includes('\n')
      ? line
      : `${open}\n${inner.map((text) => `${pad}${text},\n`).join('')}${end}${close}`;
  };

  const toCode = (choices) => {
    const { consent } = choices;
    // What is not filled in yet grants nothing.
    const none = { text: '', texts: [], number: Number.NaN, numbers: [] };
    const given = Object.entries(CONSENT[consent]?.needs ?? {})
      .map(([name, kind]) => `${name}: ${toSource(READERS[kind](choices[name]) ?? none[kind])}`)
      .join(', ');
    const adapter = CONSENT[consent] && `${consent}(${given && `{ ${given} }`})`;
    const off = choices.without.map((name) => ({ name, off: true })).map((rule) => toSource(rule, 3));
    const list = [...off, ...choices.presets];
    const imports = ["import { createBridge } from 'fullstory-ometria';"];
    if (adapter) imports.push(`import { ${consent} } from 'fullstory-ometria/consent';`);
    imports.push("import { dataLayer } from 'fullstory-ometria/data-layer';");
    imports.push("import { detectors } from 'fullstory-ometria/detectors';");
    imports.push(`import { ${[...choices.presets, 'rules'].sort().join(', ')} } from 'fullstory-ometria/rules';`);
    const lines = [
      `consent: ${adapter || toSource(consent)}`,
      // The rules first: others tell of what has already happened as soon as they start.
      `sources: [rules(${list.length ? `[${list.join(', ')}]` : ''}), detectors(), dataLayer()]`,
      ...Object.entries(toOptions(choices)).map(([key, value]) => `${key}: ${toSource(value, 2)}`),
    ];
    return `${imports.join('\n')}

const bridge = createBridge({
${lines.map((line) => `  ${line},\n`).join('')}});`;
  };

  const cell = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

  const toTable = (choices) => {
    const { kept, set } = worstCase(choices);
    return [...kept, ...set].map(({ id, type, title }) => {
      const written = type === 'Boolean' && choices.booleans === '1' ? 'Integer' : type;
      return { id, type: written, title: `${title} (FullStory)` };
    });
  };

  const toCsv = (choices) =>
    [['id', 'type', 'title'], ...toTable(choices).map(({ id, type, title }) => [id, type, title])]
      .map((row) => `${row.map(cell).join(',')}\r\n`)
      .join('');

  /** JSON with the functions of a mapping on one line each, as people write them. */
  const toMapping = () =>
    JSON.stringify(STREAM.mapping, null, 2).replace(/\[\n\s*"(var|concat)"[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/g, (call) =>
      JSON.stringify(JSON.parse(call)).replace(/,/g, ', '),
    );

  /** Rows for FullStory's connection and Stream, and for the custom events that Ometria has to have. */
  const toStream = () => {
    const properties = STREAM.properties.map((name) => `${name} (${FIELDS.find((field) => field.name === name).type})`);
    return [
      ...STREAM.connection,
      ...STREAM.stream,
      ['Custom events in Ometria', STREAM.signals.map((signal) => `fs_${signal}`).join('\n')],
      ['Properties of each', properties.join('\n')],
    ];
  };

  /** What the page begins with. */
  const standard = () => ({
    consent: 'command',
    analytics: '',
    marketing: '',
    beforeConsent: 'ignore',
    prefix: 'fs_',
    keys: 'plain',
    booleans: 'true',
    dates: 'iso',
    budget: 650,
    own: 350,
    send: {},
    names: {},
    without: [],
    presets: [],
    ownFunnel: false,
    stages: [],
    hosted: false,
    stream: false,
    from: '',
    match: '',
    level: '1',
    src: 'https://cdn.example/fullstory-ometria.loader.min.js',
  });

  return {
    FIELDS,
    BUILT_IN,
    PRESETS,
    STAGES,
    CONSENT: WAYS,
    LIMIT,
    isName,
    isPrefix,
    unreached,
    standard,
    worstCase,
    optionsAsData,
    toScript,
    toTagManager,
    toConsentTag,
    toMapping,
    toStream,
    toCode,
    toTable,
    toCsv,
  };
})();

if (typeof document !== 'undefined') {
  const find = (id) => document.getElementById(id);
  const form = find('form');

  const make = (tag, properties = {}, children = []) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const buildConsent = () => {
    for (const [value, { title }] of Object.entries(Setup.CONSENT))
      find('consent').append(make('option', { value, textContent: title }));
  };

  const buildFields = () => {
    for (const { name, on = false, title } of Setup.FIELDS) {
      const box = make('input', { type: 'checkbox', id: `send-${name}`, name: `send-${name}`, checked: on });
      const label = make('label', { htmlFor: box.id, title }, [make('code', { textContent: name })]);
      const other = make('input', {
        name: `name-${name}`,
        placeholder: 'another name',
        spellcheck: false,
        pattern: '[a-z][a-z0-9_]{0,63}',
      });
      other.setAttribute('aria-label', `Another name for ${name}`);
      const row = make('tr', { id: `row-${name}` }, [
        make('td', {}, [box]),
        make('td', {}, [label]),
        make('td', {}, [other]),
      ]);
      find('fields').append(row);
    }
  };

  const ruleBox = (id, { checked, name, about, variant = false }) =>
    make('p', { className: variant ? 'check variant' : 'check' }, [
      make('input', { type: 'checkbox', id, name: id, checked }),
      make('label', { htmlFor: id }, [make('code', { textContent: name }), make('small', { textContent: about })]),
    ]);

  const buildRules = () => {
    const presets = Object.entries(Setup.PRESETS);
    for (const [builtIn, words] of Object.entries(Setup.BUILT_IN)) {
      find('rules').append(ruleBox(`rule-${builtIn}`, { checked: true, name: builtIn, about: words }));
      for (const [preset, { about, rule }] of presets) {
        const name = `with ${Object.keys(rule.set).join(', ')}`;
        if (rule.name === builtIn)
          find('rules').append(ruleBox(`preset-${preset}`, { checked: false, name, about, variant: true }));
      }
    }
    for (const [preset, { about, rule }] of presets)
      if (!(rule.name in Setup.BUILT_IN))
        find('rules').append(ruleBox(`preset-${preset}`, { checked: false, name: rule.name, about }));
  };

  const addStage = ({ stage = '', page = '', event = '' } = {}) => {
    const input = (name, label, value) => {
      const element = make('input', { className: name, value, placeholder: label, spellcheck: false });
      element.setAttribute('aria-label', label);
      return make('td', {}, [element]);
    };
    const remove = make('button', { type: 'button', textContent: '×' });
    remove.setAttribute('aria-label', 'Remove this stage');
    const row = make('tr', {}, [
      input('stage', 'Stage', stage),
      input('page', 'Paths', page),
      input('event', 'GA4 events', event),
      make('td', {}, [remove]),
    ]);
    remove.addEventListener('click', () => {
      row.remove();
      show();
      find('add-stage').focus();
    });
    find('stages').append(row);
    return row;
  };

  const read = () => {
    const data = new FormData(form);
    const text = (name) => String(data.get(name) ?? '');
    const { prefix, ...standard } = Setup.standard();
    // What is wrong is said beside the field: see show().
    const wanted = text('prefix').trim();
    return {
      ...standard,
      ...Object.fromEntries([...data].filter(([name]) => name in standard)),
      prefix: Setup.isPrefix(wanted) ? wanted : prefix,
      budget: Math.min(Setup.LIMIT, Math.max(1, Number(text('budget')) || standard.budget)),
      own: Math.min(Setup.LIMIT, Math.max(0, Number(text('own')) || 0)),
      send: Object.fromEntries(Setup.FIELDS.map(({ name }) => [name, data.has(`send-${name}`)])),
      names: Object.fromEntries(Setup.FIELDS.map(({ name }) => [name, text(`name-${name}`)])),
      without: Object.keys(Setup.BUILT_IN).filter((name) => !data.has(`rule-${name}`)),
      presets: Object.keys(Setup.PRESETS).filter((name) => data.has(`preset-${name}`)),
      ownFunnel: data.has('ownFunnel'),
      hosted: data.has('hosted'),
      stream: data.has('stream'),
      stages: [...find('stages').rows].map((row) => ({
        stage: row.querySelector('.stage').value,
        page: row.querySelector('.page').value,
        event: row.querySelector('.event').value,
      })),
    };
  };

  const fillTable = (id, rows) => {
    find(id).replaceChildren(
      ...rows.map((cells) =>
        make(
          'tr',
          {},
          cells.map((cell, at) => {
            const lines = cell.includes('\n');
            const inner = at === 0 && id.startsWith('gtm') ? cell : make(lines ? 'pre' : 'code', { textContent: cell });
            return make('td', {}, [inner]);
          }),
        ),
      ),
    );
  };

  const showMeter = (choices, { off, characters, tight }) => {
    const together = choices.own + characters;
    find('meter').classList.toggle('over', together > Setup.LIMIT || off.length > 0 || tight);
    find('used').textContent = `${together} of ${Setup.LIMIT}`;
    find('used-words').textContent = `characters in the worst case: ${choices.own} yours, ${characters} ours`;
    find('gauge-own').style.width = `${Math.min(100, choices.own / 10)}%`;
    find('gauge-ours').style.width = `${Math.max(0, Math.min(100 - choices.own / 10, characters / 10))}%`;
    const words = [];
    if (together > Setup.LIMIT)
      words.push(`${together - Setup.LIMIT} too many: lower the budget to ${Math.max(1, Setup.LIMIT - choices.own)}.`);
    if (off.length) words.push(`Does not fit the budget and is switched off: ${off.map(({ id }) => id).join(', ')}.`);
    if (tight && !off.length) words.push('What rules set may be left out where values are long.');
    find('left-out').textContent = words.join(' ');
    for (const { name } of Setup.FIELDS)
      find(`row-${name}`).classList.toggle(
        'off',
        off.some((field) => field.name === name),
      );
  };

  let csv;
  const show = () => {
    const choices = read();
    const { hint, needs } = Setup.CONSENT[choices.consent];
    find('consent-hint').textContent = hint;
    find('purposes').hidden = !needs;
    find('funnel').hidden = !choices.ownFunnel;
    find('prefix-wrong').hidden = Setup.isPrefix(find('prefix').value.trim());
    const wrong = Object.values(choices.names).filter((name) => name.trim() && !Setup.isName(name.trim()));
    find('names-wrong').hidden = wrong.length === 0;
    find('names-wrong').textContent =
      `Not used as names: ${wrong.join(', ')}. A small letter first; small letters, digits and _; at most 64.`;
    const unreached = choices.ownFunnel ? Setup.unreached(choices) : [];
    find('unreached').hidden = unreached.length === 0;
    find('unreached').textContent =
      `Without path and event only the page command reaches a stage: ${unreached.join(', ')}.`;
    showMeter(choices, Setup.worstCase(choices));
    find('script').textContent = Setup.toScript(choices);
    find('code').textContent = Setup.toCode(choices);
    find('by-stream').hidden = !choices.stream;
    fillTable('stream-rows', Setup.toStream());
    find('mapping').textContent = Setup.toMapping();
    const rows = Setup.toTagManager(choices);
    fillTable('gtm', rows);
    const second = Setup.toConsentTag(choices);
    fillTable('gtm-consent', second);
    find('gtm-second').hidden = second.length === 0;
    find('gtm-second-title').textContent =
      choices.consent === 'command'
        ? 'A second tag of the template, fired by your consent tool’s trigger'
        : 'A second tag: Custom HTML, on all pages';
    find('gtm-text').textContent = [...rows, ...second].map(([label, value]) => `${label}\t${value}`).join('\n');
    fillTable(
      'table',
      Setup.toTable(choices).map(({ id, type, title }) => [id, type, title]),
    );
    if (csv) URL.revokeObjectURL(csv);
    csv = URL.createObjectURL(new Blob([Setup.toCsv(choices)], { type: 'text/csv' }));
    find('csv').href = csv;
  };

  const copy = async (id) => {
    const node = find(id);
    try {
      await navigator.clipboard.writeText(node.textContent);
      find('status').textContent = 'Copied.';
    } catch {
      // No clipboard for this page: select it, so that the keyboard can copy.
      node.parentElement.hidden = false;
      getSelection().selectAllChildren(node);
      find('status').textContent = 'Selected: copy it with the keyboard.';
    }
  };

  buildConsent();
  buildFields();
  buildRules();
  for (const stage of Setup.STAGES) addStage(stage);
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  find('add-stage').addEventListener('click', () => {
    addStage().querySelector('input').focus();
    show();
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]');
    if (button) copy(button.dataset.copy);
  });
  // The demo serves the pages without the ending.
  if (!location.pathname.endsWith('.html'))
    for (const link of document.querySelectorAll('[data-page]')) link.href = link.dataset.page;
  show();
}
