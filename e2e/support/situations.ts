// The situations that prove the detectors' precision: each is driven with real input in Chromium, and printed in
// docs/situations.md by scripts/signals-table.ts. Widgets of libraries are imitated by hand, each with what a colleague who
// looks over the visitor's shoulder would note. The real libraries are played in e2e/widgets.
import { ANSWERS } from './situations/answers.js';
import { ATTEMPTS } from './situations/attempts.js';
import { ATTENTION } from './situations/attention.js';
import { CLICKS } from './situations/clicks.js';
import { CONTROLS } from './situations/controls.js';
import { FORMS } from './situations/forms.js';
import { LEFT_ALONE } from './situations/left.js';
import { LINKS } from './situations/links.js';
import { LOOKS } from './situations/looks.js';
import { QUICK } from './situations/quick.js';
import { RESTLESS } from './situations/restless.js';
import type { Situation } from './situations/situation.js';
import { STATES } from './situations/states.js';
import { TEXT } from './situations/text.js';
import { UNSEEN } from './situations/unseen.js';

export type { Found, Hands, Situation } from './situations/situation.js';

/** In the order of the docs. */
export const SITUATIONS: readonly Situation[] = [
  ...CONTROLS,
  ...TEXT,
  ...ANSWERS,
  ...CLICKS,
  ...FORMS,
  ...ATTENTION,
  ...QUICK,
  ...LOOKS,
  ...RESTLESS,
  ...STATES,
  ...LINKS,
  ...UNSEEN,
  ...ATTEMPTS,
  ...LEFT_ALONE,
];

/** Is anything to be found? */
export const isGuilty = ({ found }: Situation) => Object.keys(found).length > 0;
