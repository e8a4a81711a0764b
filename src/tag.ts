import { dataLayer } from './data-layer.js';
import { detectors } from './detectors.js';
import { install } from './install.js';
import { echo } from './sources/echo.js';
import { inspect } from './sources/inspect.js';
import { rules } from './sources/rules.js';
import { google } from './vendors/consent/google.js';

install(window, {
  // The rules first: the data layer tells of what was pushed before the tag came as soon as it starts.
  sources: [rules(), dataLayer(), detectors(), echo, inspect(document.currentScript)],
  adapters: { google: google() },
});
