import type { Guard } from '../tools/guard.js';

type Method = (...args: unknown[]) => unknown;

/** What a method answers that failed; the others answer nothing. */
const OTHERWISE: Readonly<Record<string, unknown>> = { flush: 'nothing', sendTest: 'nothing', on: () => {} };

/** Puts every method of a handle behind the guard, those of the sources among them: none throws, whatever it is given. */
export const guardMethods = (handle: object, guard: Guard): void => {
  // The members of a handle are methods; what a source of the site's adds beside is not called before somebody calls it.
  for (const [name, method] of Object.entries(handle))
    Object.assign(handle, { [name]: guard(method as Method, OTHERWISE[name]) });
};
