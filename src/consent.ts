/** Consent tools as imports: `createBridge({ consent: onetrust({ analytics: 'C0002', marketing: 'C0004' }) })`. */
export type { ConsentAdapter } from './config.js';
export { cookiebot } from './vendors/consent/cookiebot.js';
export { type GoogleTypes, google } from './vendors/consent/google.js';
export { type OneTrustGroups, onetrust } from './vendors/consent/onetrust.js';
export { shopify } from './vendors/consent/shopify.js';
export { type TcfPurposes, tcf } from './vendors/consent/tcf.js';
