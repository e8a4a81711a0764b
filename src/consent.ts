/** Consent tools as imports: `createBridge({ consent: onetrust({ analytics: 'C0002', marketing: 'C0004' }) })`. */
export type { ConsentAdapter, ConsentAnswer, ConsentPage } from './types/config.js';
export { type CivicCategories, civic } from './vendors/consent/civic.js';
export { cookiebot } from './vendors/consent/cookiebot.js';
export { type CookieConsentCategories, cookieconsent } from './vendors/consent/cookieconsent.js';
export { type CookieYesCategories, cookieyes } from './vendors/consent/cookieyes.js';
export { type DidomiPurposes, didomi } from './vendors/consent/didomi.js';
export { type GoogleTypes, google } from './vendors/consent/google.js';
export { type KlaroServices, klaro } from './vendors/consent/klaro.js';
export { type OneTrustGroups, onetrust } from './vendors/consent/onetrust.js';
export { shopify } from './vendors/consent/shopify.js';
export { type TcfPurposes, tcf } from './vendors/consent/tcf.js';
export { type TrustArcCategories, trustarc } from './vendors/consent/trustarc.js';
export { type UsercentricsServices, usercentrics } from './vendors/consent/usercentrics.js';
