import type { Case } from '../support/case.js';
import { CAROUSELS } from './carousels.js';
import { KIT_CASES } from './kits.js';
import { LIBRARIES } from './libraries.js';
import { PICKERS } from './pickers.js';

/** Every case of the list. */
export const CASES: readonly Case[] = [...CAROUSELS, ...PICKERS, ...LIBRARIES, ...KIT_CASES];
