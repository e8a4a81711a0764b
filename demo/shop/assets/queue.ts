import { shop } from './globals.js';

shop.dataLayer ??= [];
shop.fsOmetria ??= [];
