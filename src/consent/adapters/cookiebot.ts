import type { ConsentAdapter } from '../../config/read-options.js';
import { createGuard } from '../../tools/guard.js';
import { membersOf, readGlobal } from './look.js';

/**
 * Cookiebot. All of it is documented: `Cookiebot.consent.statistics` for FullStory, `.marketing` for Ometria,
 * `Cookiebot.hasResponse`, and the events on window, https://www.cookiebot.com/en/developer/
 */
export const cookiebot = (): ConsentAdapter => ({
  watch: (said, page) => {
    const guard = createGuard(() => said(undefined));
    const tell = guard(() => {
      const { consent, hasResponse } = membersOf(readGlobal(page, 'Cookiebot'));
      const { statistics, marketing } = membersOf(consent);
      said((statistics === true && marketing === true) || (hasResponse === true ? false : undefined));
    });
    const undos = ['CookiebotOnConsentReady', 'CookiebotOnAccept', 'CookiebotOnDecline'].map((event) =>
      page.on(event, tell),
    );
    tell();
    return () => {
      for (const undo of undos) undo();
    };
  },
});
