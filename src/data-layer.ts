export { dataLayer } from './sources/data-layer/data-layer.js';
