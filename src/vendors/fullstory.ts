import type { Guard } from '../guard.js';
import type { Page } from '../page/page.js';
import { readText } from '../text.js';

export interface FullStoryOptions {
  /** Name of FullStory's global. Default: what the snippet's script tag says, else window._fs_namespace, else `FS`. */
  namespace?: string;
  /** Host of the replay URLs when FullStory is relayed through the shop's own domain. Default: `*.fullstory.com` only. */
  host?: string;
}

/** `waiting`: the snippet is there and its script has not answered (late, blocked or empty). */
export type FullStoryState = 'absent' | 'waiting' | 'capturing' | 'shutdown';

export interface FullStory {
  state(): FullStoryState;
  /** The replay URL of this moment, or nothing: before capture, over quota, on a host that is not FullStory's. */
  replayUrl(): string | undefined;
  /** The URL if it is one of FullStory's. */
  accept(url: unknown): string | undefined;
  /** Follows capture's shutdown and restart, once FullStory is there. Repeating the call is cheap. */
  observe(changed: (capturing: boolean) => void): void;
  event(name: string, properties: Record<string, unknown>): void;
  stop(): void;
}

// The label FullStory's own integrations pass as the third argument.
const SOURCE = 'fullstory-ometria';

interface Api {
  (action: string, options: unknown, source: string): { disconnect?: unknown } | null | undefined;
  _v?: unknown;
  q?: unknown;
  _api?: unknown;
  getCurrentSessionURL?: unknown;
}

export const createFullStory = (page: Page, guard: Guard, options: FullStoryOptions): FullStory => {
  // Any window can be read by name; what is found is checked before it is used.
  const globals = page.window as unknown as Record<string, unknown>;
  let down = false;

  // A stranger may own the name: FullStory's function shows one of these. facts/fullstory.md, "Absence and lateness".
  const read = (name: unknown): Api | undefined => {
    const found = typeof name === 'string' && globals[name];
    if (typeof found !== 'function') return undefined;
    const api = found as Api;
    return typeof api._v === 'string' || Array.isArray(api.q) || typeof api._api === 'function' ? api : undefined;
  };

  let known: string | undefined;
  const find = guard((): Api | undefined => {
    const api = read(known);
    if (api) return api;
    const script = page.document.querySelector('script[data-fs-namespace]');
    const names = [options.namespace, script?.getAttribute('data-fs-namespace'), globals._fs_namespace, 'FS'];
    known = names.find((name) => typeof name === 'string' && name) as string;
    return read(known);
  });

  const accept = (url: unknown): string | undefined => {
    const text = typeof url === 'string' && url.length <= 200 && readText(url, 200);
    const host = text && /^https:\/\/([\w.-]+)\/[^\s"<>]*$/.exec(text)?.[1];
    return host && (host === options.host || /(^|\.)fullstory\.com$/.test(host)) ? text : undefined;
  };

  const ask = guard((): string | undefined => {
    const api = find();
    // Before fs.js has set _api a call would only lengthen its queue.
    if (!api || down) return undefined;
    const url = typeof api._api === 'function' ? accept(api('getSession', { format: 'url.now' }, SOURCE)) : undefined;
    return url ?? (typeof api.getCurrentSessionURL === 'function' ? accept(api.getCurrentSessionURL(true)) : undefined);
  });

  const observers: { disconnect?: unknown }[] = [];
  let changed: ((capturing: boolean) => void) | undefined;

  const follow = guard((type: string, capturing: boolean) => {
    const callback = guard(() => {
      if (!changed || down !== capturing) return;
      down = !capturing;
      changed(capturing);
    });
    const observer = find()?.('observe', { type, callback }, SOURCE);
    if (observer) observers.push(observer);
  });

  return {
    accept,
    replayUrl: () => ask(),
    state: () => (!find() ? 'absent' : down ? 'shutdown' : ask() ? 'capturing' : 'waiting'),
    observe: (listener) => {
      // The snippet may come after the tag: tried again with every signal until there is something to observe.
      if (!changed && /^2/.test(String(find()?._v))) {
        changed = listener;
        follow('shutdown', false);
        follow('start', true);
      }
    },
    event: guard((name, properties) => {
      find()?.('trackEvent', { name, properties }, SOURCE);
    }),
    stop: () => {
      // An observer queued before fs.js has answered null and cannot be disconnected: it goes deaf instead.
      changed = undefined;
      for (const observer of observers.splice(0)) if (typeof observer.disconnect === 'function') observer.disconnect();
    },
  };
};
