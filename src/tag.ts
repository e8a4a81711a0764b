import { install } from './install.js';
import { rules } from './sources/rules.js';
import { google } from './vendors/consent/google.js';

install(window, { sources: [rules()], adapters: { google: google() } });
