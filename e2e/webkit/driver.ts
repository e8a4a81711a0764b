import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ensureWebKit } from '../../scripts/webkit.js';

/**
 * A small client of W3C WebDriver for WebKitGTK, which Playwright cannot drive: https://www.w3.org/TR/webdriver2/
 * One session is one empty browser.
 */

/** Something pressed or typed by a person: the browser makes trusted events of it. */
interface Act {
  type: string;
  [field: string]: unknown;
}

export interface Element {
  readonly 'element-6066-11e4-a52e-4f735466cecf': string;
}

export interface Browser {
  goto(url: string): Promise<void>;
  /** Runs in the page; what it answers has to be JSON or an element. */
  evaluate<T>(run: string | ((...args: never[]) => T), ...args: unknown[]): Promise<T>;
  find(selector: string): Promise<Element>;
  /** Real presses on the middle of an element, or of its box by selector, so many in a row. */
  click(target: Element | string, times?: number): Promise<void>;
  drag(target: Element | string, by: { x: number; y: number }): Promise<void>;
  moveMouse(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Those that the page in view can see. */
  deleteCookies(): Promise<void>;
  back(): Promise<void>;
  url(): Promise<string>;
  /** Base64 of a PNG. */
  screenshot(): Promise<string>;
  windows(): Promise<string[]>;
  window(): Promise<string>;
  /** Opens another window, which takes the focus, and goes there. */
  newWindow(): Promise<string>;
  switchTo(handle: string): Promise<void>;
  /** Closes the window; the next of those that are left is the current one. */
  closeWindow(): Promise<void>;
  quit(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A screen in memory; answers its number. */
const startDisplay = async (command: string): Promise<[ChildProcess, string]> => {
  const child = spawn(command, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3]?.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return [child, `:${number}`];
};

const call = async (url: string, method: string, body?: object): Promise<unknown> => {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}, ${value.message}`);
  return value;
};

const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });

const PAUSE: Act = { type: 'pause', duration: 0 };
const pointer = (actions: Act[]) => ({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
const down: Act = { type: 'pointerDown', button: 0 };
const up: Act = { type: 'pointerUp', button: 0 };

const openSession = async (base: string, binary: string): Promise<Browser> => {
  const { sessionId } = (await call(`${base}/session`, 'POST', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
        // Nothing leaves the machine: where https would be asked for, nobody listens.
        proxy: { proxyType: 'manual', sslProxy: '127.0.0.1:9' },
      },
    },
  })) as { sessionId: string };
  const session = `${base}/session/${sessionId}`;
  const get = (path: string) => call(`${session}/${path}`, 'GET');
  const post = (path: string, body: object = {}) => call(`${session}/${path}`, 'POST', body);
  // What the driver answers is checked by the scene that uses it.
  const evaluate = <T>(run: string | ((...args: never[]) => T), ...args: unknown[]) =>
    post('execute/sync', {
      script: typeof run === 'string' ? run : `return (${run}).apply(null, arguments)`,
      args,
    }) as Promise<T>;
  const find = (selector: string) => post('element', { using: 'css selector', value: selector }) as Promise<Element>;
  const act = async (...sources: object[]) => {
    await post('actions', { actions: sources });
    await call(`${session}/actions`, 'DELETE');
  };
  const moveTo = async (target: Element | string): Promise<Act> => {
    const element = typeof target === 'string' ? await find(target) : target;
    // By its box: the driver finds no way to an element in a shadow root.
    const box = await evaluate<{ x: number; y: number }>((element: HTMLElement) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }, element);
    return { type: 'pointerMove', duration: 20, ...box, origin: 'viewport' };
  };

  return {
    goto: async (url) => void (await post('url', { url })),
    evaluate,
    find,
    click: async (target, times = 1) => {
      const presses = Array.from({ length: times }, () => [down, up, { ...PAUSE, duration: 60 }]);
      await act(pointer([await moveTo(target), ...presses.flat()]));
    },
    drag: async (target, { x, y }) => {
      const from = await moveTo(target);
      const at = (part: number): Act => ({ ...from, x: Number(from.x) + x * part, y: Number(from.y) + y * part });
      await act(pointer([from, down, at(0.5), at(1), { ...PAUSE, duration: 200 }, up]));
    },
    moveMouse: (x, y) => act(pointer([{ type: 'pointerMove', duration: 20, x, y, origin: 'viewport' }])),
    type: (text) =>
      act({
        type: 'key',
        id: 'keyboard',
        actions: [...text].flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      }),
    deleteCookies: async () => void (await call(`${session}/cookie`, 'DELETE')),
    back: async () => void (await post('back')),
    url: () => get('url') as Promise<string>,
    screenshot: () => get('screenshot') as Promise<string>,
    windows: () => get('window/handles') as Promise<string[]>,
    window: () => get('window') as Promise<string>,
    newWindow: async () => {
      // A tab made by the driver stays hidden.
      const { handle } = (await post('window/new', { type: 'window' })) as { handle: string };
      await post('window', { handle });
      return handle;
    },
    switchTo: async (handle) => void (await post('window', { handle })),
    closeWindow: async () => {
      const [next] = (await call(`${session}/window`, 'DELETE')) as string[];
      if (next) await post('window', { handle: next });
    },
    quit: async () => void (await call(session, 'DELETE')),
  };
};

export interface WebKit {
  open(): Promise<Browser>;
  stop(): Promise<void>;
}

/** Starts a screen and the driver. */
export const startWebKit = async (): Promise<WebKit> => {
  const { driver, browser, display } = ensureWebKit();
  const [screen, number] = await startDisplay(display);
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: number, GDK_BACKEND: 'x11' },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      await call(`${base}/status`, 'GET');
      break;
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    open: () => openSession(base, browser),
    stop: async () => {
      await stop(child);
      await stop(screen);
    },
  };
};
