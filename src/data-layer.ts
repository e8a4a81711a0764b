export { dataLayer } from './sources/data-layer.js';
