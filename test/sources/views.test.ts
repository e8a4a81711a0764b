import { expect, it } from 'vitest';
import { createPage, type HostWindow } from '../../src/page/page.js';
import { createContext } from '../../src/signals/page-context.js';
import type { Ports } from '../../src/sources/source.js';
import { watchViews } from '../../src/sources/views.js';
import { createGuard, undoAll } from '../../src/tools/guard.js';
import { createWindow } from '../support/browser-window.js';

const guard = createGuard((error) => {
  throw error;
});

it('tells each route once, whichever source hears of it first, until the sources stop', () => {
  const tab = createWindow({ url: 'https://shop.example/' });
  const views: string[] = [];
  // What watchViews asks of the ports.
  const ports = {
    page: createPage(tab as unknown as HostWindow, guard),
    guard,
    context: createContext(),
    view: () => views.push(tab.location.pathname),
  } as unknown as Ports;
  const undos = [watchViews(ports).stop, watchViews(ports).stop];
  tab.history.pushState(null, '', '/a');
  tab.history.pushState(null, '', '/b');
  tab.history.pushState(null, '', '/a');
  expect(views).toEqual(['/a', '/b', '/a']);
  undoAll(undos, guard);
  tab.history.pushState(null, '', '/c');
  expect(views).toEqual(['/a', '/b', '/a']);
});
