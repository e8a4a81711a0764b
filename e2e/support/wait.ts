import type { Page } from '@playwright/test';

/**
 * Waits until the function, which runs in the page, answers true. Playwright alone looks at each animation frame, and a page
 * in the background draws none.
 */
export const untilPage = (page: Page, says: () => boolean) => page.waitForFunction(says, undefined, { polling: 50 });

/** The tag has started. */
export const untilTagRuns = (page: Page) => untilPage(page, () => 'health' in (Reflect.get(window, 'fsOmetria') ?? {}));
