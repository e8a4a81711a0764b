import { install } from './install.js';
import { echo } from './sources/echo.js';
import { inspect } from './sources/inspect.js';
import { rules } from './sources/rules.js';
import { google } from './vendors/consent/google.js';

install(window, { sources: [rules(), echo, inspect(document.currentScript)], adapters: { google: google() } });
