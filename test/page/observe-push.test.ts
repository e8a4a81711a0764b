import { describe, expect, it } from 'vitest';
import { observePush } from '../../src/page/observe-push.js';

const observe = (list: unknown[]) => {
  const seen: unknown[] = [];
  const { look, stop } = observePush(list, (entry) => seen.push(entry));
  return { seen, look, undo: stop };
};

describe('observing a list that the page pushes to', () => {
  it('shows what is there and what comes, in order', () => {
    const list: unknown[] = ['a'];
    const { seen } = observe(list);
    expect(list.push('b', 'c')).toBe(3);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it("answers with the host's own value and throws the host's own error", () => {
    const list: unknown[] = [];
    list.push = () => 77;
    const { seen } = observe(list);
    expect(list.push('a')).toBe(77);
    const failing: unknown[] = [];
    failing.push = () => {
      throw new Error('of the host');
    };
    observe(failing);
    expect(() => failing.push('a')).toThrow('of the host');
    expect(seen).toEqual(['a']);
  });

  it('takes itself out, and only itself', () => {
    const plain: unknown[] = [];
    observe(plain).undo();
    expect(Object.keys(plain)).toEqual([]);

    const host = () => 1;
    const own: unknown[] = [];
    own.push = host;
    observe(own).undo();
    expect(own.push).toBe(host);

    const discreet: unknown[] = [];
    Object.defineProperty(discreet, 'push', { value: host, writable: true, configurable: true });
    observe(discreet).undo();
    expect(discreet.push).toBe(host);

    const wrapped: unknown[] = [];
    const { seen, undo } = observe(wrapped);
    const ours = wrapped.push;
    const theirs = (...entries: unknown[]) => ours.apply(wrapped, entries);
    wrapped.push = theirs;
    undo();
    expect(wrapped.push).toBe(theirs);
    wrapped.push('a');
    expect(wrapped).toEqual(Object.assign(['a'], { push: theirs }));
    expect(seen).toEqual([]);
  });

  it('looks again: is put back on top of what has replaced it, and deaf below', () => {
    const list: unknown[] = [];
    const { seen, look, undo } = observe(list);
    const ours = list.push;
    const theirs = (...entries: unknown[]) => ours.apply(list, entries);
    list.push = theirs;
    look();
    look();
    list.push('a');
    expect(seen).toEqual(['a']);
    undo();
    expect(list.push).toBe(theirs);
    list.push('b');
    expect(seen).toEqual(['a']);
    look();
    expect(list.push).toBe(theirs);
  });

  it('shows once what is an object, however it comes', () => {
    const entry = {};
    const list: unknown[] = [entry];
    const { seen, look } = observe(list);
    list.push(entry);
    list.unshift(entry, 'a');
    look();
    list.splice(1, 0, { more: true });
    look();
    expect(seen).toEqual([{}, { more: true }]);
  });

  it('reads a frozen list and a proxy that refuses, and disturbs neither', () => {
    const frozen = Object.freeze(['a']);
    // A frozen array is an array to whoever cannot see that it is frozen.
    const { seen, undo } = observe(frozen as unknown as unknown[]);
    expect(seen).toEqual(['a']);
    expect(undo).not.toThrow();
    const target: unknown[] = ['a'];
    const proxied = new Proxy(target, { set: (_, key) => key !== 'push' });
    expect(observe(proxied).seen).toEqual(['a']);
    expect(() => proxied.push('b')).not.toThrow();
  });
});
