import type { ConsentPage } from '../../types/config.js';

/** The members of whatever it is; none of null and undefined. They are unknown until checked. */
export const membersOf = (value: unknown): Record<string, unknown> => Object(value);

/** Any window can be read by name; what is found is checked before it is used. */
export const readGlobal = (page: ConsentPage, name: string): unknown => membersOf(page.window)[name];
