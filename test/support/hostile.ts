const fail = (): never => {
  throw new Error('of the page');
};

/** What a page may hand in. Made anew for each call: some of them bite whoever prints them. */
export const HOSTILE: readonly (readonly [name: string, make: () => unknown])[] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a number', () => Number.NaN],
  ['a symbol', () => Symbol('x')],
  ['a bigint', () => 10n],
  ['a lone surrogate', () => '\ud800'],
  ['a long text', () => 'a'.repeat(100_000)],
  ['a name of Object’s own', () => '__proto__'],
  ['a proxy that refuses to be read', () => new Proxy({}, { get: fail })],
  [
    'a proxy that refuses everything',
    () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail }),
  ],
  ['a function that cannot be called', () => new Proxy(() => {}, { get: fail, apply: fail })],
  ['a list that cannot be read', () => new Proxy([], { get: fail, ownKeys: fail })],
  [
    'a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
  ['an object whose texts throw', () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail })],
  ['an object whose members throw', () => Object.defineProperty({}, 'type', { get: fail, enumerable: true })],
  ['an object without a prototype', () => Object.create(null)],
  [
    'an object that contains itself',
    () => {
      const self: Record<string, unknown> = { type: 'custom', name: 'x' };
      self.properties = self;
      return self;
    },
  ],
];

/** The handle's own list: a method that a source adds is among them. */
export const methodsOf = (handle: object): string[] =>
  Object.entries(handle)
    .filter(([, member]) => typeof member === 'function')
    .map(([name]) => name);
