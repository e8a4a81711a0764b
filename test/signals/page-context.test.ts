import { describe, expect, it } from 'vitest';
import { createContext } from '../../src/signals/page-context.js';

describe('what the page shows', () => {
  it('is what was said last, word by word', () => {
    const context = createContext();
    context.say({ type: 'product', product: 'SKU-A' });
    context.say({ category: 'Knitwear' });
    expect(context.now()).toEqual({ type: 'product', product: 'SKU-A', category: 'Knitwear' });
  });

  it('takes a word back when null is said, and ignores what is no text', () => {
    const context = createContext();
    context.say({ type: 'product', stage: 'payment' });
    context.say({ type: 7, stage: null, colour: 'moss' });
    context.say(undefined);
    context.say('product');
    expect(context.now()).toEqual({ type: 'product' });
  });

  it('is forgotten when a view ends, and followers are told of both', () => {
    const context = createContext();
    const told: boolean[] = [];
    const undo = context.follow((cleared) => told.push(cleared));
    context.say({ type: 'product' });
    context.clear();
    expect(context.now()).toEqual({});
    undo();
    context.say({ type: 'product' });
    expect(told).toEqual([false, true]);
  });

  it('remembers over the views which products were taken', () => {
    const context = createContext();
    context.taken = [['SKU-A']];
    context.clear();
    expect(context.taken).toEqual([['SKU-A']]);
  });
});
