import { install } from './boot/install.js';
import { google } from './consent/adapters/google.js';
import { dataLayer } from './data-layer.js';
import { detectors } from './detectors.js';
import { echo } from './outputs/echo.js';
import { inspect } from './outputs/inspect.js';
import { rules } from './rules/rules-source.js';

install(window, {
  // The rules first: the data layer tells of what was pushed before the tag came as soon as it starts.
  sources: [rules(), dataLayer(), detectors(), echo, inspect(document.currentScript)],
  adapters: { google: google() },
});
