import { install } from './boot/install.js';

install(window, { sources: [], adapters: {} });
