/** What an option must be: `accepts` judges a value that was given, `is` completes "option x must be …". */
export interface Requirement {
  accepts(value: unknown): boolean;
  is: string;
  required?: boolean;
}

/** One requirement for each option, so that an option without one does not compile. */
export type Requirements<Options> = { readonly [Name in keyof Required<Options>]: Requirement };

const isText = (value: unknown): value is string => typeof value === 'string';

/** Keys and secrets travel in headers and environments: a space at an end is a slip of copying. */
export const secretText: Requirement = {
  accepts: (value) => isText(value) && /^[\x21-\x7e]{1,512}$/.test(value),
  is: 'a text of 1 to 512 visible ASCII characters without spaces',
};

export const headerName: Requirement = {
  accepts: (value) => isText(value) && /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(value),
  is: 'the name of an HTTP header',
};

/** https everywhere; http only where nobody else can listen. */
export const endpointUrl: Requirement = {
  accepts: (value) => isText(value) && URL.canParse(value) && isSafe(new URL(value)),
  is: 'an https address (http only on localhost), without user, query and hash',
};

const isSafe = ({ protocol, hostname, username, password, search, hash }: URL): boolean =>
  (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))) &&
  username + password + search + hash === '';

export const func: Requirement = { accepts: (value) => typeof value === 'function', is: 'a function' };

export const numberFrom = (least: number, most: number): Requirement => ({
  accepts: (value) => typeof value === 'number' && value >= least && value <= most,
  is: `a number from ${least} to ${most}`,
});

/**
 * Refuses options that would fail later, or silently: an unknown name, a value of the wrong kind, a missing one.
 * @throws TypeError that names the first of them. It never repeats a value, which may be a secret.
 */
export function requireOptions<Options extends object>(
  caller: string,
  requirements: Requirements<Options>,
  given: Options,
): void {
  const names = Object.keys(requirements).join(', ');
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(requirements, name))
      throw new TypeError(`${caller}: there is no option "${name}". There are: ${names}.`);
  }
  for (const [name, { accepts, is, required }] of Object.entries<Requirement>(requirements)) {
    // Every object can be read by name; what is found is judged.
    const value = (given as Record<string, unknown>)[name];
    if (value === undefined && !required) continue;
    if (value === undefined) throw new TypeError(`${caller}: option "${name}" is missing. It must be ${is}.`);
    if (!accepts(value)) throw new TypeError(`${caller}: option "${name}" must be ${is}.`);
  }
}
