import { vi } from 'vitest';
import { createPage, type HostWindow, type Page } from '../../src/page/page.js';
import { createGuard, type Guard } from '../../src/tools/guard.js';
import { createTimers, createWindow, type FakeWindow, type WindowOptions } from './browser-window.js';

/** A page of the tag's on a fake window, with its clock in the test's hand and what its guard has caught. */
export const openPage = (options: WindowOptions & { prepare?: (window: FakeWindow) => void } = {}) => {
  const timers = options.timers ?? createTimers();
  const window = createWindow({ ...options, timers });
  options.prepare?.(window);
  vi.spyOn(Date, 'now').mockImplementation(timers.now);
  const errors: unknown[] = [];
  const guard: Guard = createGuard((error) => errors.push(error));
  // The members of a window that the tag calls are there.
  const page: Page = createPage(window as unknown as HostWindow, guard);
  return { timers, window, errors, guard, page };
};
