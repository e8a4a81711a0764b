import type { Page } from '../page/page.js';
import { readReplayUrl } from '../signals/replay-url.js';
import type { Guard } from '../tools/guard.js';
import { toObject } from '../tools/text.js';
import type { FullStoryOptions } from '../types/config.js';
import type { FullStoryState } from '../types/health.js';

export interface FullStory {
  state(): FullStoryState;
  /** The replay URL of this moment, or nothing: before capture, over quota, on a host that is not FullStory's. */
  replayUrl(): string | undefined;
  /** The URL if it is one of FullStory's, whole. */
  accept(url: unknown): string | undefined;
  /** Follows capture's shutdown and restart, once FullStory is there. Repeating the call is cheap. */
  observe(changed: (capturing: boolean) => void): void;
  /** FS(action, options), where FullStory is there. */
  call(action: string, options: object): unknown;
  stop(): void;
}

// The label FullStory's own integrations pass as the third argument.
const SOURCE = 'fullstory-ometria';

interface Api {
  (action: string, options: object, source: string): unknown;
  _v?: unknown;
  q?: unknown;
  _api?: unknown;
  getCurrentSessionURL?: (now: boolean) => unknown;
}

export const createFullStory = (page: Page, guard: Guard, options: FullStoryOptions): FullStory => {
  // Any window can be read by name; what is found is checked before it is used.
  const globals = page.window as unknown as Record<string, unknown>;
  const observers: unknown[] = [];
  let known: string | undefined;
  let changed: ((capturing: boolean) => void) | undefined;
  let down = false;

  // A stranger may own the name: FullStory's function shows one of these.
  const read = (name: unknown): Api | undefined => {
    const api = typeof name === 'string' && (globals[name] as Api | undefined);
    return typeof api === 'function' && (api._v || api.q || api._api) ? api : undefined;
  };

  const find = guard((): Api | undefined => {
    if (!read(known)) {
      const script = page.document.querySelector('script[data-fs-namespace]');
      known = options.namespace || script?.getAttribute('data-fs-namespace') || String(globals._fs_namespace || 'FS');
    }
    return read(known);
  });

  const accept = (url: unknown): string | undefined => readReplayUrl(url, options.host);

  const replayUrl = guard((): string | undefined => {
    const api = find();
    if (!api || down) return undefined;
    // Before fs.js has set _api a call would only lengthen its queue. Version 1 has a method of its own.
    return (
      accept(api._api && call('getSession', { format: 'url.now' })) ||
      accept(api.getCurrentSessionURL && api.getCurrentSessionURL(true))
    );
  });

  const call = guard((action: string, options: object): unknown => find()?.(action, options, SOURCE));

  const follow = (type: string, capturing: boolean) => {
    const callback = guard(() => {
      if (!changed || down !== capturing) return;
      down = !capturing;
      changed(capturing);
    });
    observers.push(call('observe', { type, callback }));
  };

  return {
    accept,
    replayUrl,
    state: () => {
      if (!find()) return 'absent';
      if (down) return 'shutdown';
      return replayUrl() ? 'capturing' : 'waiting';
    },
    observe: guard((listener) => {
      // The snippet may come after the tag: tried again with every signal until there is something to observe.
      if (changed || !/^2/.test(String(find()?._v))) return;
      changed = listener;
      follow('shutdown', false);
      follow('start', true);
    }),
    call,
    stop: () => {
      // An observer queued before fs.js has answered null and cannot be disconnected: it goes deaf instead.
      changed = undefined;
      for (const observer of observers.splice(0)) {
        const { disconnect } = toObject(observer);
        if (typeof disconnect === 'function') guard(() => disconnect.call(observer))();
      }
    },
  };
};
