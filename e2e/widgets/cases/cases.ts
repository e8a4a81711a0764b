import type { Case } from '../support/case.js';
import { CAROUSELS } from './carousels.js';
import { FORM_CASES } from './forms.js';
import { HABITS } from './habits.js';
import { HABITS_OF_FORMS } from './habits-forms.js';
import { KIT_CASES } from './kits.js';
import { LIBRARIES } from './libraries.js';
import { OTHER_CASES } from './others.js';
import { PICKERS } from './pickers.js';

/** Every case of the list. */
export const CASES: readonly Case[] = [
  ...CAROUSELS,
  ...PICKERS,
  ...LIBRARIES,
  ...KIT_CASES,
  ...FORM_CASES,
  ...OTHER_CASES,
  ...HABITS,
  ...HABITS_OF_FORMS,
];
