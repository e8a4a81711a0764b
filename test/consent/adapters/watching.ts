import type { ConsentAdapter } from '../../../src/config/read-options.js';
import { createPage, type HostWindow } from '../../../src/page/page.js';
import { createGuard } from '../../../src/tools/guard.js';
import { createTimers, createWindow } from '../../support/browser-window.js';

/** An adapter at work on a fake window. */
export const watching = (adapter: ConsentAdapter, globals: Record<string, unknown> = {}) => {
  const timers = createTimers();
  const window = createWindow({ timers });
  Object.assign(window, globals);
  const errors: unknown[] = [];
  const page = createPage(
    // The fake window has what the adapters read.
    window as unknown as HostWindow,
    createGuard((error) => errors.push(error)),
  );
  const said: (boolean | undefined)[] = [];
  const before = { listeners: window.listeners(), timers: timers.pending() };
  const undo = adapter.watch((granted) => said.push(granted), page);
  return {
    window,
    timers,
    said,
    errors,
    now: () => said.at(-1),
    emit: (type: string, on: 'window' | 'document' = 'window', detail?: unknown) => {
      const target = on === 'window' ? window : window.document;
      target.dispatchEvent(new window.CustomEvent(type, { detail }));
    },
    undo,
    /** Listeners and timers beyond those that were there before. */
    left: () => window.listeners() - before.listeners + timers.pending() - before.timers,
  };
};
