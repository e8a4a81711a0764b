import { install } from './install.js';
import { google } from './vendors/consent/google.js';

install(window, { sources: [], adapters: { google: google() } });
