// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { dataLayer } from '../../../src/data-layer.js';
import { detectors } from '../../../src/detectors.js';
import type { Source } from '../../../src/sources/source.js';
import { type Bench, createBench } from '../../support/detecting.js';

let bench: Bench;
let layer: unknown[];

const both: Source = (emit, ports, config) => {
  const undos = [dataLayer()(emit, ports, config), detectors()(emit, ports, config)];
  return () => {
    for (const undo of undos) undo?.();
  };
};
const item = (item_id: string) => ({ event: 'view_item', ecommerce: { items: [{ item_id }] } });
const said = (wanted: string) => bench.said.filter(({ type }) => type === wanted);
/** What browsers do when a page goes away, and the bridge with it: pagehide, then visibilitychange. */
const leave = (persisted: boolean) => {
  bench.advance(1000);
  bench.hide(true);
  bench.fire('pagehide', window, { persisted });
  bench.setHidden(true);
  bench.hide(false);
  return said('funnel_abandon').map(({ stage }) => stage);
};

beforeEach(() => {
  layer = [{ event: 'add_shipping_info' }];
  Object.assign(window, { dataLayer: layer });
  window.history.replaceState(null, '', '/checkout');
});
afterEach(() => bench.stop());

describe('leaving at payment where nobody tells of navigations', () => {
  it.each<[string, () => void]>([
    ['a redirect by script', () => {}],
    ['a redirect by script long after the click', () => bench.advance(20_000)],
    ['a look at the banking app, and then a redirect', () => bench.advance(1000)],
  ])('is a step with %s: the browser keeps the page', (_, before) => {
    bench = createBench(both);
    before();
    expect(leave(true)).toEqual([]);
  });

  it.each<[string, boolean]>([['the tab is closed, or the page is not kept', false]])(
    'abandons where %s',
    (_, kept) => {
      bench = createBench(both);
      expect(leave(kept)).toEqual(['payment']);
    },
  );

  it('abandons where the visitor looks at something else', () => {
    bench = createBench(both);
    bench.advance(1000);
    bench.setHidden(true);
    bench.hide(false);
    expect(said('funnel_abandon')).toHaveLength(1);
  });

  it('abandons after the visitor has come back and closes', () => {
    bench = createBench(both);
    expect(leave(true)).toEqual([]);
    bench.setHidden(false);
    bench.advance(10_000);
    expect(leave(false)).toEqual(['payment']);
  });
});

describe('leaving at payment where the browser tells of navigations', () => {
  beforeEach(() => {
    Object.assign(window, { navigation: new EventTarget() });
    onTestFinished(() => void Reflect.deleteProperty(window, 'navigation'));
  });

  it('is judged by what it tells, whether the page is kept or not', () => {
    bench = createBench(both);
    expect(leave(true)).toEqual(['payment']);
  });
});

describe('a router that has kept the original pushState', () => {
  const kept = window.history.pushState.bind(window.history);
  const attend = (seconds: number, act = () => bench.fire('pointermove', document.body)) => {
    for (let at = 0; at < seconds; at += 10) {
      act();
      bench.advance(10_000);
    }
  };
  const products = () => said('dwell').map(({ product }) => product);

  beforeEach(() => {
    layer = [item('OLD')];
    Object.assign(window, { dataLayer: layer });
    window.history.replaceState(null, '', '/old');
    bench = createBench(both);
    attend(40);
  });

  it.each<[string, () => void]>([
    ['the mouse moves on', () => attend(60)],
    ['somebody presses', () => bench.fire('pointerdown', document.body)],
    ['somebody types', () => attend(60, () => bench.fire('keydown', document.body))],
    ['nobody does anything', () => bench.advance(40_000)],
  ])('leaves no dwell on the old product where then %s', (_, act) => {
    kept(null, '', '/help');
    act();
    expect(products()).toEqual([]);
    expect(bench.ports.context.now()).toEqual({});
  });

  it('gives the next product its own attention, from its event on', () => {
    kept(null, '', '/new');
    layer.push(item('NEW'));
    expect(bench.ports.context.now()).toEqual({ type: 'product', product: 'NEW' });
    attend(50);
    expect(products()).toEqual([]);
    attend(20);
    expect(products()).toEqual(['NEW']);
  });
});
