// fullstory-ometria for Google Tag Manager.
// Configuration and commands go through the queue `fsOmetria`; the only scripts are the tag's own, of one version.
const createQueue = require('createQueue');
const getType = require('getType');
const injectScript = require('injectScript');
const json = require('JSON');
const makeNumber = require('makeNumber');
const objects = require('Object');
const queryPermission = require('queryPermission');

const loads = data.action !== 'command';

// A field that is empty or hidden says nothing: the tag has its own default.
const given = (value) => value !== undefined && value !== null && value !== '';
const put = (object, key, value) => {
  if (given(value)) object[key] = value;
};
const putNumber = (object, key, value) => {
  if (given(value)) object[key] = makeNumber(value);
};
// Boxes are told only where they differ from the tag's default.
const putBox = (object, key, values) => {
  if (given(values.box) && values.box !== values.standard) object[key] = values.box;
};
const putAll = (object, key, values) => {
  if (objects.keys(values).length > 0) object[key] = values;
};
// What the loader cannot do is left to the tag itself. A tag that was made before there was a choice says nothing.
const needsWhole = data.beforeConsent === 'buffer' || data.globalPrivacyControl === 'ignore' || given(data.sessionKey);
const script = data.script === 'loader' && !needsWhole ? '%LOADER%' : '%SCRIPT%';
const rows = (table) => (getType(table) === 'array' ? table : []);
const column = (table, name) =>
  rows(table)
    .map((row) => row[name])
    .filter(given);
const yes = (value) => value === true || value === 'true';

// undefined where the text is no JSON of that type.
const parse = (text, type) => {
  if (!given(text)) return type === 'array' ? [] : {};
  const value = getType(text) === 'string' ? json.parse(text) : text;
  return getType(value) === type ? value : undefined;
};

const toFields = (table) => {
  const fields = {};
  rows(table).forEach((row) => {
    if (given(row.field)) fields[row.field] = row.send === 'no' ? false : given(row.name) ? row.name : true;
  });
  return fields;
};

const toDetect = () => {
  if (data.detect === false) return false;
  const detect = {};
  rows(data.detectors).forEach((row) => {
    if (given(row.signal)) detect[row.signal] = row.detect !== 'no';
  });
  return objects.keys(detect).length > 0 ? detect : undefined;
};

// One text, or several with commas between.
const toTexts = (value) => {
  if (getType(value) !== 'string') return value;
  const texts = value
    .split(',')
    .map((text) => text.trim())
    .filter(given);
  return texts.length > 1 ? texts : texts[0];
};

const toFunnel = () => {
  const stages = rows(data.funnel)
    .filter((row) => given(row.stage))
    .map((row) => {
      const stage = { stage: row.stage };
      put(stage, 'page', toTexts(row.page));
      put(stage, 'event', toTexts(row.event));
      if (row.abandon === 'no') stage.ignore = true;
      return stage;
    });
  if (data.funnelHosted !== true) return stages.length > 0 ? stages : undefined;
  const funnel = { hosted: true };
  if (stages.length > 0) funnel.stages = stages;
  return funnel;
};

const toNames = (table, name) => {
  const names = {};
  rows(table).forEach((row) => {
    if (given(row[name]) && given(row.signal)) names[row[name]] = row.signal;
  });
  return names;
};

const toOptions = () => {
  const rules = parse(data.rules, 'array');
  const more = parse(data.more, 'object');
  if (!rules || !more) return undefined;
  const options = {};
  put(options, 'consent', data.consent);
  put(options, 'beforeConsent', data.beforeConsent);
  put(options, 'globalPrivacyControl', data.globalPrivacyControl);
  put(options, 'linkIdentities', data.linkIdentities);
  putBox(options, 'attributeAnonymous', { box: data.attributeAnonymous, standard: true });
  putNumber(options, 'sample', data.sample);
  putNumber(options, 'holdout', data.holdout);

  if (data.noPrefix === true) options.prefix = '';
  else put(options, 'prefix', data.prefix);
  putAll(options, 'fields', toFields(data.fields));
  put(options, 'keys', data.keys);
  const write = {};
  put(write, 'booleans', data.writeBooleans);
  put(write, 'dates', data.writeDates);
  putAll(options, 'write', write);
  putNumber(options, 'budget', data.budget);

  const bdl = {};
  putBox(bdl, 'rageclick', { box: data.rageclick, standard: true });
  putAll(bdl, 'events', toNames(data.bdlEvents, 'event'));
  putAll(bdl, 'dataLayer', toNames(data.bdlDataLayer, 'event'));
  putAll(options, 'bdl', bdl);
  put(options, 'detect', toDetect());
  put(options, 'funnel', toFunnel());
  if (rules.length > 0) options.rules = rules;
  const product = {};
  put(product, 'from', data.productFrom);
  put(product, 'match', data.productMatch);
  putAll(options, 'product', product);
  if (given(data.categoryLevel)) options.category = { level: makeNumber(data.categoryLevel) };

  const exclude = {};
  const pages = column(data.excludePages, 'page');
  const categories = column(data.excludeCategories, 'category');
  if (pages.length > 0) exclude.pages = pages;
  if (categories.length > 0) exclude.categories = categories;
  putAll(options, 'exclude', exclude);
  const redact = column(data.redact, 'segment');
  if (redact.length > 0) options.page = { redact: redact };

  const timing = {};
  putNumber(timing, 'quiet', data.quiet);
  putNumber(timing, 'deadline', data.deadline);
  putNumber(timing, 'spacing', data.spacing);
  putNumber(timing, 'calls', data.calls);
  putAll(options, 'timing', timing);
  const session = {};
  putNumber(session, 'minutes', data.sessionMinutes);
  put(session, 'key', data.sessionKey);
  putAll(options, 'session', session);

  const fullstory = {};
  put(fullstory, 'namespace', data.fullstoryNamespace);
  put(fullstory, 'host', data.fullstoryHost);
  putAll(options, 'fullstory', fullstory);
  putBox(options, 'pauseOnShutdown', { box: data.pauseOnShutdown, standard: true });
  const echo = {};
  putBox(echo, 'fullstory', { box: data.echoFullstory, standard: false });
  putBox(echo, 'dataLayer', { box: data.echoDataLayer, standard: false });
  putBox(echo, 'event', { box: data.echoEvent, standard: false });
  putAll(options, 'echo', echo);
  put(options, 'inspector', data.inspector);
  putBox(options, 'debug', { box: data.debug, standard: false });
  // The last word: what has no field of its own.
  objects.keys(more).forEach((key) => {
    options[key] = more[key];
  });
  return options;
};

const toSignal = () => {
  if (!given(data.signalType)) return undefined;
  const signal = { type: data.signalType };
  const texts = { target: 'signalTarget', stage: 'signalStage', form: 'signalForm', field: 'signalField' };
  objects.keys(texts).forEach((key) => {
    put(signal, key, data[texts[key]]);
  });
  if (signal.type !== 'custom') return signal;
  if (!given(data.signalName)) return undefined;
  signal.name = data.signalName;
  const properties = {};
  rows(data.signalProperties).forEach((row) => {
    if (given(row.name)) put(properties, row.name, row.value);
  });
  putAll(signal, 'properties', properties);
  return signal;
};

const toPage = () => {
  const page = {};
  put(page, 'type', data.pageType);
  put(page, 'product', data.pageProduct);
  put(page, 'category', data.pageCategory);
  put(page, 'stage', data.pageStage);
  return objects.keys(page).length > 0 ? page : undefined;
};

// A word, a yes or no, or nothing where the variable is not there yet.
const toConsent = (value) => {
  if (value === 'granted' || yes(value)) return 'granted';
  return value === 'denied' || value === false || value === 'false' ? 'denied' : undefined;
};

const toCommand = () => {
  if (data.command === 'reset') return ['reset'];
  const argument =
    data.command === 'signal'
      ? toSignal()
      : data.command === 'page'
        ? toPage()
        : data.command === 'visitor'
          ? data.visitor
          : data.command === 'consent'
            ? toConsent(data.consentState)
            : undefined;
  return given(argument) ? [data.command, argument] : undefined;
};

const toConfig = () => {
  const options = toOptions();
  return options && ['config', options];
};

const allowed =
  queryPermission('access_globals', 'readwrite', 'fsOmetria') && (!loads || queryPermission('inject_script', script));
const entry = loads ? toConfig() : toCommand();

if (!allowed || !entry) {
  data.gtmOnFailure();
} else {
  const push = createQueue('fsOmetria');
  push(entry);
  // With the address as its token a second tag does not load the script again, and still succeeds.
  if (loads) injectScript(script, data.gtmOnSuccess, data.gtmOnFailure, script);
  else data.gtmOnSuccess();
}
