import { describe, expect, it } from 'vitest';
import { onNavigate, onRoute } from '../../src/page/navigation.js';
import { createPage, type HostWindow } from '../../src/page/page.js';
import { createGuard } from '../../src/tools/guard.js';
import { createWindow, type FakeWindow } from '../support/browser-window.js';

const guard = createGuard((error) => {
  throw error;
});

const open = (tab: FakeWindow = createWindow({ url: 'https://shop.example/' })) => {
  // The fake has what the page asks of a window.
  const page = createPage(tab as unknown as HostWindow, guard);
  const routes: string[] = [];
  const { look, stop } = onRoute(page, guard, () => routes.push(tab.location.pathname + tab.location.hash));
  return { tab, page, routes, look, undo: stop };
};

describe('a route, where there is no Navigation API', () => {
  it('is another path, however it is reached', () => {
    const { tab, routes } = open();
    tab.history.pushState(null, '', '/product/1');
    tab.history.replaceState(null, '', '/product/2');
    tab.location.pathname = '/back';
    tab.dispatchEvent(new tab.Event('popstate'));
    expect(routes).toEqual(['/product/1', '/product/2', '/back']);
  });

  it('is another part behind #/ or #!, and no other hash, no query', () => {
    const { tab, routes } = open();
    tab.history.pushState(null, '', '/?colour=moss');
    tab.history.pushState(null, '', '#reviews');
    tab.history.pushState(null, '', '#/product/1');
    tab.history.pushState(null, '', '#/product/1');
    tab.history.pushState(null, '', '#!/product/2');
    expect(routes).toEqual(['/#/product/1', '/#!/product/2']);
  });

  it("answers with the host's own value and throws the host's own error", () => {
    const tab = createWindow();
    const failure = new Error('of the host');
    Object.assign(tab.history, {
      pushState: () => 'an answer',
      replaceState: () => {
        throw failure;
      },
    });
    open(tab);
    expect(tab.history.pushState(null, '', '/a')).toBe('an answer');
    expect(() => tab.history.replaceState(null, '', '/b')).toThrow(failure);
  });

  it('calls the host first, as a method of what it was called on', () => {
    const tab = createWindow({ url: 'https://shop.example/' });
    const seen: unknown[] = [];
    const { pushState } = tab.history;
    tab.history.pushState = function (this: unknown, ...args: Parameters<typeof pushState>) {
      seen.push(this === tab.history, ...routes);
      pushState(...args);
    };
    const { routes } = open(tab);
    tab.history.pushState(null, '', '/a');
    expect(seen).toEqual([true]);
    expect(routes).toEqual(['/a']);
  });

  it('is told by what is left where history is not to be changed', () => {
    const tab = createWindow();
    for (const name of ['pushState', 'replaceState'] as const)
      Object.defineProperty(tab.history, name, { value: tab.history[name], writable: false });
    const { routes, undo } = open(tab);
    tab.location.pathname = '/back';
    tab.dispatchEvent(new tab.Event('popstate'));
    undo();
    expect(routes).toEqual(['/back']);
    expect(tab.listeners()).toBe(0);
  });

  it.each<[string, (tab: FakeWindow) => void]>([
    ['the next press', (tab) => tab.dispatchEvent(new tab.Event('pointerdown'))],
    ['the next key', (tab) => tab.dispatchEvent(new tab.Event('keydown'))],
    ['whoever looks', () => {}],
  ])('is noticed at %s where the router has kept the original pushState', (how, act) => {
    const tab = createWindow({ url: 'https://shop.example/' });
    const kept = tab.history.pushState.bind(tab.history);
    const { routes, look } = open(tab);
    kept(null, '', '/product/1');
    expect(routes).toEqual([]);
    act(tab);
    if (how.startsWith('whoever')) look();
    expect(routes).toEqual(['/product/1']);
  });

  it('is heard again after the next act where somebody has replaced pushState without calling ours', () => {
    const tab = createWindow({ url: 'https://shop.example/' });
    const kept = tab.history.pushState.bind(tab.history);
    const { routes, undo } = open(tab);
    const theirs = (...args: Parameters<typeof kept>) => kept(...args);
    tab.history.pushState = theirs;
    tab.dispatchEvent(new tab.Event('pointerdown'));
    tab.history.pushState(null, '', '/product/1');
    expect(routes).toEqual(['/product/1']);
    undo();
    expect(tab.history.pushState).toBe(theirs);
    expect(tab.listeners()).toBe(0);
  });

  it('takes itself out, and only itself', () => {
    const tab = createWindow();
    const before = tab.history.pushState;
    const { undo, routes } = open(tab);
    undo();
    expect(tab.history.pushState).toBe(before);
    expect(tab.listeners()).toBe(0);

    const discreet = createWindow();
    const theirOwn = () => {};
    Object.defineProperty(discreet.history, 'pushState', { value: theirOwn, writable: true, configurable: true });
    open(discreet).undo();
    expect(discreet.history.pushState).toBe(theirOwn);

    const again = open(tab);
    const ours = tab.history.pushState;
    const theirs = (...args: Parameters<typeof ours>) => ours(...args);
    tab.history.pushState = theirs;
    again.undo();
    expect(tab.history.pushState).toBe(theirs);
    tab.history.pushState(null, '', '/wrapped');
    expect([...routes, ...again.routes]).toEqual([]);
    expect(tab.location.pathname).toBe('/wrapped');
  });
});

describe('where there is a Navigation API', () => {
  const withNavigation = () => {
    const tab = createWindow({ url: 'https://shop.example/' });
    const navigation = new EventTarget();
    Object.assign(tab, { navigation });
    return { tab, navigation };
  };

  it('history is left alone, and a route is told when the entry has changed', () => {
    const { tab, navigation } = withNavigation();
    const { pushState } = tab.history;
    const { routes, undo } = open(tab);
    expect(tab.history.pushState).toBe(pushState);
    tab.history.pushState(null, '', '/product/1');
    navigation.dispatchEvent(new Event('currententrychange'));
    navigation.dispatchEvent(new Event('currententrychange'));
    undo();
    tab.history.pushState(null, '', '/product/2');
    navigation.dispatchEvent(new Event('currententrychange'));
    expect(routes).toEqual(['/product/1']);
  });

  it('tells of a navigation that begins, until it is undone', () => {
    const { tab, navigation } = withNavigation();
    const { page } = open(tab);
    const seen: string[] = [];
    const undo = onNavigate(page, guard, ({ type }) => seen.push(type));
    navigation.dispatchEvent(new Event('navigate'));
    undo();
    navigation.dispatchEvent(new Event('navigate'));
    expect(seen).toEqual(['navigate']);
  });
});
