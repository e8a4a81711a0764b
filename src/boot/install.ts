import type { Options } from '../config/read-options.js';
import { createGuard } from '../tools/guard.js';
import { DEFINITIONS, type Report } from '../tools/problems.js';
import { nameOf, toObject } from '../tools/text.js';
import type { Bridge } from '../types/bridge.js';
import type { KeptEvent, LoaderQueue } from '../types/loader.js';
import { type Build, createBridge as wire } from './create-bridge.js';
import { readAttributes } from './script-attributes.js';

/** Where the first copy on the page leaves itself for a second one to find, across bundles. */
const MARK = Symbol.for('fullstory-ometria');

/** The global: an array before the script has loaded, the handle afterwards, the same object. */
const GLOBAL = 'fsOmetria';

// Any window can be read and written by name.
const globalsOf = (window: Window & typeof globalThis) => window as unknown as Record<string | symbol, unknown>;

/** One entry of the queue: a function, or `['command', …arguments]`. */
export type Command = ((handle: ScriptHandle) => void) | readonly [command: string, ...args: unknown[]];

/** The handle of the script tag: the bridge's methods on the queue's own array. */
export type ScriptHandle = Bridge & { push(...commands: Command[]): number };

/** What the first copy leaves under the mark. */
interface Mark {
  run(command: unknown): void;
  handle: Bridge;
  report: Report;
}

const readMark = (window: Window & typeof globalThis): Mark | undefined => {
  const mark = toObject(globalsOf(window)[MARK]);
  // Only this module writes under the symbol, in whatever version: the member that is called is checked.
  return typeof mark.run === 'function' && typeof mark.report === 'function' ? (mark as unknown as Mark) : undefined;
};

const COMMANDS = /^(signal|page|visitor|consent|rule|flush|sendTest|reset|stop)$/;

/** Makes a bridge and leaves the mark, until it is stopped. */
const connect = (window: Window & typeof globalThis, options: unknown, build: Build): Mark => {
  const globals = globalsOf(window);
  const { bridge, report } = wire(window, options, build);
  const mark: Mark = {
    handle: {
      ...bridge,
      stop: () => {
        bridge.stop();
        if (globals[MARK] === mark) delete globals[MARK];
      },
    },
    report,
    run: (command) => {
      const [name, ...args] = Array.isArray(command) ? (command as unknown[]) : [];
      // Which of the commands exist depends on the build; what is found is checked before it is called.
      const method = COMMANDS.test(String(name)) && (mark.handle as unknown as Record<string, unknown>)[String(name)];
      if (typeof method === 'function') method(...args);
      else report('bad_command', typeof name === 'string' ? name : typeof command);
    },
  };
  globals[MARK] = mark;
  return mark;
};

/** The script tag: adopts the queue in place, reads its configuration, starts. */
export const install = (window: Window & typeof globalThis, build: Build): void => {
  const globals = globalsOf(window);
  const found = globals[GLOBAL];
  const queue: LoaderQueue = Array.isArray(found) ? found : [];
  globals[GLOBAL] = queue;
  // The loader's: where the start waits for its command, it would say that this script has not come.
  if (queue.loader) delete queue.health;
  const first = readMark(window);
  // Where the page has put another array in the place of the first copy's, the methods are on that, too.
  if (first) Object.assign(queue, first.handle);
  let mark = first;
  const { loader } = queue;
  // The loader has the attributes, where it has brought this script. It says whether the visitor still agrees.
  const currentScript = loader ? { dataset: loader() } : window.document.currentScript;
  let { agreed = 0 } = queue;
  delete queue.loader;
  let options = readAttributes(currentScript);
  // Where the loader gets this script from.
  delete options.src;
  let held: unknown[] = [];
  queue.kept = [];
  for (const command of queue.splice(0)) {
    const name = nameOf(command);
    // What was told before the visitor agreed is nothing, and neither is what came before the last refusal.
    const isEarly = agreed-- > 0;
    if (typeof name !== 'boolean') held.push(isEarly && name === 'signal' ? ['consent_missing'] : command);
    // No command is called by a boolean: it is the loader's.
    else if (!isEarly) queue.kept.push(command as KeptEvent);
  }
  // In a bundle, a module or evaluated code the tag does not find its own script element, and so no attributes.
  let isTold = !!currentScript && Object.keys(options).length + held.length > 0;

  const start = () => {
    if (mark) return;
    // While this one waited for its start, the npm package may have begun.
    mark = readMark(window);
    if (mark) mark.report('duplicate_tag');
    else {
      mark = connect(window, options, build);
      if (!isTold) mark.report('no_options');
    }
    mark.handle = Object.assign(queue, mark.handle);
    const waiting = held;
    held = [];
    for (const command of waiting) run(command);
  };

  const run = (command: unknown): void => {
    try {
      const [name, argument] = Array.isArray(command) ? (command as unknown[]) : [];
      if (name === 'start') start();
      else if (!mark && name === 'config') {
        options = { ...options, ...toObject(argument) };
        isTold = true;
      } else if (!mark) held.push(command);
      else if (typeof command === 'function') command(mark.handle);
      else mark.run(command);
    } catch (error) {
      // The site's function, or a getter of what it pushed. Where nobody can be told yet it is run again at the start.
      if (mark) mark.report('bad_command', error);
      else held.push(command);
    }
  };

  queue.push = (...commands) => {
    for (const command of commands) run(command);
    return queue.length;
  };

  // A configuration may stand anywhere in the queue: it is read before anything starts.
  for (const command of held.splice(0)) run(command);
  if (first) first.report('duplicate_tag');
  else if (options.start !== 'manual') run(['start']);
};

const nothing = () => {};

/** What a server gets: there is no visitor, no tracker and no page there. */
const INERT: Bridge = {
  signal: nothing,
  page: nothing,
  visitor: nothing,
  consent: nothing,
  flush: () => 'nothing',
  health: () => ({
    version: __VERSION__,
    definitions: DEFINITIONS,
    state: {
      consent: 'unknown',
      ometria: 'absent',
      identity: 'ometria_absent',
      fullstory: 'absent',
      storage: 'memory',
    },
    signals: {
      received: 0,
      byType: {},
      byOrigin: {},
      refused: 0,
      droppedByConsent: 0,
      droppedByIdentityChange: 0,
      droppedByExpiry: 0,
      undecided: 0,
      held: 0,
    },
    deliveries: { made: 0, skippedEqual: 0, capped: 0, repeated: 0, heldFor: {} },
    problems: [],
  }),
  on: () => nothing,
  reset: nothing,
  stop: nothing,
};

/**
 * Makes the bridge, from npm. A second call while the first bridge lives answers the first one and reports
 * `duplicate_tag`. On a server it answers a handle that does nothing.
 */
export const createBridge = (options: Options = {}): Bridge => {
  if (typeof window === 'undefined') return INERT;
  const first = readMark(window);
  if (first) {
    first.report('duplicate_tag');
    return first.handle;
  }
  // A getter of the site's may throw, and so may each look at what it answers.
  const quiet = createGuard(nothing);
  const given = quiet(() => options.sources)() || [];
  const sources = quiet(() => [...given].filter((source) => typeof source === 'function'), [])();
  const { handle, report } = connect(window, options, { sources, adapters: {} });
  if (sources.length !== quiet(() => given.length)()) report('bad_option', 'sources');
  return handle;
};
