import type { BrowserType, LaunchOptions } from '@playwright/test';
import type { browsers } from '../../scripts/browsers.js';

/** A browser with a back/forward cache: Playwright's arguments switch it off, and the headless shell has none. */
export const launchCached = (type: BrowserType, options: LaunchOptions) => {
  const { chromium }: ReturnType<typeof browsers> = JSON.parse(process.env.FS_OMETRIA_BROWSERS ?? '{}');
  const whole = chromium?.download === false ? { executablePath: chromium.path } : { channel: 'chromium' };
  return type.launch({
    ...options,
    ...(type.name() === 'chromium' && whole),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
};
