import { dataLayer } from './data-layer.js';
import { detectors } from './detectors.js';
import { install } from './install.js';
import { echo } from './sources/echo.js';
import { inspect } from './sources/inspect.js';
import { rules } from './sources/rules.js';
import { google } from './vendors/consent/google.js';

install(window, {
  sources: [dataLayer(), detectors(), rules(), echo, inspect(document.currentScript)],
  adapters: { google: google() },
});
