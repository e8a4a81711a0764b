import type { Case } from '../support/case.js';
import { CAROUSELS } from './carousels.js';
import { FORM_CASES } from './forms.js';
import { HABITS } from './habits.js';
import { HABITS_OF_FORMS } from './habits-forms.js';
import { KIT_CASES } from './kits.js';
import { LIBRARIES } from './libraries.js';
import { OTHER_CASES } from './others.js';
import { PICKERS } from './pickers.js';
import { FORMS_AND_HABITS } from './second/forms-and-habits.js';
import { MORE_KITS } from './second/kits.js';
import { SHOWS } from './second/shows.js';

/** The list on which the faults of version 1 were found. */
export const FIRST: readonly Case[] = [
  ...CAROUSELS,
  ...PICKERS,
  ...LIBRARIES,
  ...KIT_CASES,
  ...FORM_CASES,
  ...OTHER_CASES,
  ...HABITS,
  ...HABITS_OF_FORMS,
];

/** Widgets that the detectors had never seen when this list was written. */
export const SECOND: readonly Case[] = [...SHOWS, ...MORE_KITS, ...FORMS_AND_HABITS];

/** Every case. */
export const CASES: readonly Case[] = [...FIRST, ...SECOND];
