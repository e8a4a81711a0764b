/**
 * Consent tools as imports: `createBridge({ consent: onetrust({ analytics: 'C0002', marketing: 'C0004' }) })`.
 * @module fullstory-ometria/consent
 */
export type { ConsentAdapter, ConsentAnswer, ConsentPage } from './types/config.js';
// adapters: written by scripts/docs.ts from src/vendors/consent/tools.ts
export * from './vendors/consent/civic.js';
export * from './vendors/consent/cookiebot.js';
export * from './vendors/consent/cookieconsent.js';
export * from './vendors/consent/cookieyes.js';
export * from './vendors/consent/didomi.js';
export * from './vendors/consent/google.js';
export * from './vendors/consent/klaro.js';
export * from './vendors/consent/onetrust.js';
export * from './vendors/consent/shopify.js';
export * from './vendors/consent/tcf.js';
export * from './vendors/consent/trustarc.js';
export * from './vendors/consent/usercentrics.js';
