/**
 * Consent tools as imports: `createBridge({ consent: onetrust({ analytics: 'C0002', marketing: 'C0004' }) })`.
 * @module fullstory-ometria/consent
 */
// adapters: written by scripts/docs.ts from src/consent/adapters/tools.ts
export * from './consent/adapters/civic.js';
export * from './consent/adapters/cookiebot.js';
export * from './consent/adapters/cookieconsent.js';
export * from './consent/adapters/cookieyes.js';
export * from './consent/adapters/didomi.js';
export * from './consent/adapters/google.js';
export * from './consent/adapters/klaro.js';
export * from './consent/adapters/onetrust.js';
export * from './consent/adapters/shopify.js';
export * from './consent/adapters/tcf.js';
export * from './consent/adapters/trustarc.js';
export * from './consent/adapters/usercentrics.js';
export type { ConsentAdapter, ConsentAnswer, ConsentPage } from './types/config.js';
