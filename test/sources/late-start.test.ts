import { describe, expect, test } from 'vitest';
import type { Build } from '../../src/boot/create-bridge.js';
import { dataLayer } from '../../src/data-layer.js';
import type { Source } from '../../src/sources/source.js';
import { openShop, type PageOptions, type ShopPage } from '../support/shop.js';

const layered: Build = { sources: [dataLayer()], adapters: {} };
const view = (id: string, category = 'Knitwear') => ({
  event: 'view_item',
  ecommerce: { items: [{ item_id: id, item_category: category }] },
});

/** A page whose data layer holds these entries when the tag starts. */
const layerOf = (...entries: unknown[]): PageOptions => ({
  build: layered,
  prepare: (window) => Object.assign(window, { dataLayer: entries }),
});
const push = (page: ShopPage, entry: unknown) =>
  (page.window as unknown as { dataLayer: unknown[] }).dataLayer.push(entry);
const types = (page: ShopPage) => page.tag.health().signals.byType;

describe('between the yes and the task in which the data layer is read', () => {
  test('what the page pushes counts, and what it had pushed before does not', () => {
    const shop = openShop({ ...layerOf({ event: 'begin_checkout' }) });
    push(shop, { event: 'purchase' });
    shop.pass(0);
    shop.pass(0);
    expect(types(shop)).toEqual({ purchase: 1 });
    const bought = openShop({ ...layerOf({ event: 'purchase' }) });
    bought.pass(10);
    expect(types(bought)).toEqual({});
  });

  test('a signal says what the data layer has said of the page', () => {
    const shop = openShop({
      ...layerOf(view('SKU-A', 'Secret')),
      options: { exclude: { categories: ['Secret'] } },
    });
    shop.ragehook();
    expect(shop.problems()).toEqual(['excluded']);
    expect(types(shop)).toEqual({});
  });

  test('the page’s own word stands over that of the data layer', () => {
    const heard: unknown[] = [];
    const shop = openShop({ ...layerOf({ event: 'begin_checkout' }), queue: [['page', { stage: 'gift-wrap' }]] });
    shop.tag.on('signal', ({ stage }) => heard.push(stage));
    shop.ragehook();
    expect(heard).toContain('gift-wrap');
    expect(heard).not.toContain('checkout');
  });

  test('a page that goes away loses nothing of it', () => {
    const shop = openShop();
    shop.tag.signal({ type: 'rage_click' });
    shop.pass(20_000);
    const next = shop.goTo(layerOf({ event: 'purchase' }));
    next.leave();
    const last = shop.goTo({ ...layerOf(), options: { consent: 'granted', fields: { visit_outcome: true } } });
    last.tag.signal({ type: 'dead_click' });
    last.pass(20_000);
    expect(shop.received().at(-1)?.profile).toMatchObject({ fs_visit_outcome: 'purchased' });
  });
});

describe('what a source starts late', () => {
  const log: string[] = [];
  const late =
    (start: () => void = () => {}): Source =>
    (emit, ports) => {
      log.length = 0;
      ports.defer(() => {
        log.push('on');
        start();
        emit({ type: 'dead_click' }, 'tag');
        return () => log.push('off');
      });
      return () => log.push('undone');
    };
  const next: Source = (_emit, ports) => {
    ports.defer(() => {
      log.push('next');
      return () => {};
    });
    return undefined;
  };
  const open = (options: PageOptions = {}, ...sources: Source[]) =>
    openShop({ build: { sources: sources.length ? sources : [late()], adapters: {} }, ...options });

  test('starts in a task of its own, after that of the session', () => {
    const shop = open();
    expect(log).toEqual([]);
    shop.pass(0);
    expect(log).toEqual(['on']);
  });

  test('starts while consent is waited for where signals may wait', () => {
    const shop = open({ options: { consent: 'command', beforeConsent: 'buffer' } });
    shop.pass(0);
    expect(log).toEqual(['on']);
    expect(shop.tag.health().signals.held).toBe(1);
  });

  test('starts before the next signal', () => {
    const shop = open();
    shop.tag.signal({ type: 'rage_click' });
    expect(log).toEqual(['on']);
    expect(types(shop)).toEqual({ dead_click: 1, rage_click: 1 });
  });

  test.each<[string, (page: ShopPage) => void]>([
    ['a flush', ({ tag }) => tag.flush()],
    ['a log-out', ({ tag }) => tag.reset()],
  ])('starts before %s', (_, act) => {
    act(open());
    expect(log).toEqual(['on']);
  });

  test('that comes after the start runs in a task of its own, too', () => {
    let ports: Parameters<Source>[1] | undefined;
    const shop = open({}, (_emit, given) => {
      ports = given;
      return undefined;
    });
    shop.pass(1000);
    log.length = 0;
    ports?.defer(() => {
      log.push('on');
      return () => log.push('off');
    });
    expect(log).toEqual([]);
    shop.pass(0);
    shop.tag.stop();
    expect(log).toEqual(['on', 'off']);
  });

  test.each<[string, (page: ShopPage) => void]>([
    ['stop', ({ tag }) => tag.stop()],
    ['a refusal', ({ tag }) => tag.consent('denied')],
  ])('never starts after %s', (_, end) => {
    const shop = open();
    end(shop);
    shop.pass(1000);
    expect(log).toEqual(['undone']);
  });

  test.each<[string, (page: ShopPage) => void]>([
    ['stop', ({ tag }) => tag.stop()],
    ['a refusal', ({ tag }) => tag.consent('denied')],
  ])('is undone where its start leads to %s, and the next does not start', (_, end) => {
    const shop = open(
      {},
      late(() => end(shop)),
      next,
    );
    shop.pass(1000);
    expect(log).toEqual(['on', 'undone', 'off']);
    expect(types(shop)).toEqual({});
  });

  test('may lead to a refusal: the signal it started for does not wait for another yes', () => {
    const shop = open();
    const undo = shop.tag.on('signal', () => shop.tag.consent('denied'));
    shop.tag.signal({ type: 'rage_click' });
    undo();
    expect(shop.tag.health().signals).toMatchObject({ droppedByConsent: 2, held: 0 });
    shop.tag.consent('granted');
    shop.pass(20_000);
    expect(types(shop)).toEqual({ dead_click: 2 });
  });

  test('that throws costs the others nothing', () => {
    const shop = open(
      {},
      late(() => {
        throw new Error('mine');
      }),
      next,
    );
    shop.pass(1000);
    expect(log).toEqual(['on', 'next']);
    expect(shop.problems()).toEqual(['internal_error']);
  });
});
