/**
 * GA4 data layer, funnel and product context, a source.
 * @module fullstory-ometria/data-layer
 */
export { dataLayer } from './sources/data-layer/data-layer.js';
