import type { ConsentAdapter } from '../../config/read-options.js';
import { keepLooking } from '../../page/keep-looking.js';
import { createGuard } from '../../tools/guard.js';
import { membersOf, readGlobal } from './look.js';

/**
 * Shopify's Customer Privacy API. All of it is documented: https://shopify.dev/docs/api/customer-privacy
 * `analyticsProcessingAllowed()` stands for FullStory, `marketingAllowed()` for Ometria; both take the shop's settings and
 * the visitor's region into account. `currentVisitorConsent()` tells a refusal ("no") from no answer ("").
 */
export const shopify = (): ConsentAdapter => ({
  watch: (said, page) => {
    let stopped = false;
    let asked = false;
    const guard = createGuard(() => said(undefined));
    const tell = guard((): boolean => {
      const store = membersOf(readGlobal(page, 'Shopify'));
      const api = membersOf(store.customerPrivacy);
      if (stopped) return true;
      if (typeof api.analyticsProcessingAllowed !== 'function' || typeof api.marketingAllowed !== 'function') {
        said(undefined);
        // Themes load the feature only when something on the page asks for it.
        if (!asked && typeof store.loadFeatures === 'function') {
          asked = true;
          store.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => tell());
        }
        return false;
      }
      const both = api.analyticsProcessingAllowed() === true && api.marketingAllowed() === true;
      const { analytics, marketing } = membersOf(
        typeof api.currentVisitorConsent === 'function' && api.currentVisitorConsent(),
      );
      said(both || (analytics === 'no' || marketing === 'no' ? false : undefined));
      return true;
    });
    const undos = [page.on('visitorConsentCollected', () => tell(), 'document'), keepLooking(page, tell)];
    return () => {
      stopped = true;
      for (const undo of undos) undo();
    };
  },
});
