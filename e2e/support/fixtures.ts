import { test as base, expect, type Locator, type Page, type Response } from '@playwright/test';
import { startDemo } from '../../demo/server.js';
import type { CollectedRequest } from '../../stand-ins/collector.js';

export type { CollectedRequest };

/** Which requests: fields that must be equal, or a function. */
export type RequestFilter =
  | Partial<Pick<CollectedRequest, 'type' | 'uiid' | 'cid' | 'sid' | 'url'>>
  | ((request: CollectedRequest) => boolean);

type Demo = Awaited<ReturnType<typeof startDemo>>;

export interface Shop {
  /** Origin of this worker's demo, without a trailing slash. */
  readonly url: string;
  readonly demo: Demo;
  /** Opens a path with the demo's switches (`{ fs: 'late', consent: 'granted' }`) in the test's page. */
  open(path: string, switches?: Record<string, string | number>): Promise<Response | null>;
  /** Presses what leads to another document, and waits for its scripts: what is pressed before them does nothing. */
  follow(control: Locator): Promise<void>;
  /** The requests that arrived since the test began. */
  requests(filter?: RequestFilter): CollectedRequest[];
  /** Waits until there are exactly `count` such requests; fails when there are more. */
  waitForRequests(count: number, filter?: RequestFilter, options?: { timeout?: number }): Promise<CollectedRequest[]>;
}

interface Options {
  /** The test provokes uncaught errors in the page itself. Default false: any uncaught error fails the test. */
  pageErrorsAllowed: boolean;
}

const matches = (filter: RequestFilter | undefined) => (request: CollectedRequest) =>
  typeof filter === 'function'
    ? filter(request)
    : Object.entries(filter ?? {}).every(([field, value]) => request[field as keyof CollectedRequest] === value);

const address = (path: string, switches: Record<string, string | number>) => {
  const [pathname = '/', query = ''] = path.split('?');
  const search = new URLSearchParams(query);
  for (const [name, value] of Object.entries(switches)) search.set(name, String(value));
  return search.size > 0 ? `${pathname}?${search}` : pathname;
};

function createShop(demo: Demo, page: Page): Shop {
  const requests = (filter?: RequestFilter) => {
    const all: CollectedRequest[] = demo.collector.requests();
    return all.filter(matches(filter));
  };
  return {
    url: new URL(demo.url).origin,
    demo,
    requests,
    open: (path, switches = {}) => page.goto(address(path, switches)),
    async follow(control) {
      const loaded = page.waitForEvent('load');
      await control.click();
      await loaded;
    },
    async waitForRequests(count, filter, { timeout = 30_000 } = {}) {
      await expect
        // The collector is in this process: to look costs nothing, and a second between two looks is one lost.
        .poll(() => requests(filter).length, {
          message: `requests ${JSON.stringify(filter)}`,
          timeout,
          intervals: [50],
        })
        .toBe(count);
      return requests(filter);
    },
  };
}

export const test = base.extend<Options & { shop: Shop; noPageErrors: undefined }, { demo: Demo }>({
  pageErrorsAllowed: [false, { option: true }],

  demo: [
    // Playwright reads the fixture's dependencies from this pattern.
    // biome-ignore lint/correctness/noEmptyPattern: there are none
    async ({}, use) => {
      const demo = await startDemo({ port: 0 });
      await use(demo);
      await demo.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ demo }, use) => use(new URL(demo.url).origin),

  // Takes `page`, so that the last test's page is closed, and what it sent in closing has come, before the reset.
  shop: async ({ demo, page }, use) => {
    const length = demo.collector.sessionMs();
    demo.reset();
    await use(createShop(demo, page));
    demo.collector.setSessionMs(length);
  },

  noPageErrors: [
    async ({ context, pageErrorsAllowed }, use) => {
      const errors: string[] = [];
      const cutOff = new Set<string>();
      context.on('weberror', (webError) => {
        const { message, stack = '' } = webError.error();
        errors.push(`${message}\n${stack}`);
      });
      context.on('requestfailed', (request) => cutOff.add(request.url()));
      await use(undefined);
      // Firefox checks the integrity of a script whose load a navigation has cut off, and finds fault with the part it has.
      const isOfCutOff = (error: string) =>
        error.startsWith('None of the “sha') && [...cutOff].some((url) => error.includes(`“${url}”`));
      if (!pageErrorsAllowed)
        expect(
          errors.filter((error) => !isOfCutOff(error)),
          'uncaught errors in the page',
        ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
