import { describe, expect, it } from 'vitest';
import { civic, cookieconsent, cookieyes, didomi, klaro, trustarc, usercentrics } from '../../../src/consent.js';
import { watching } from './watching.js';

const no = () => {
  throw new Error('no');
};

describe('Didomi', () => {
  const enabled = { purposes: { a: { enabled: true }, m: { enabled: true } } };
  const tool = (more: object = {}) => ({ Didomi: { getCurrentUserStatus: () => enabled, ...more } });
  const needed = { analytics: ['a'], marketing: ['m'] };

  it.each<[string, Parameters<typeof didomi>[0], Record<string, unknown>, boolean | undefined]>([
    ['both purposes where it offers no more than its status', needed, tool(), true],
    ['a tool that is not ready', needed, tool({ isReady: () => false }), undefined],
    ['a list of purposes that was left empty', { ...needed, analytics: [] }, tool(), undefined],
    ['the other list left empty', { ...needed, marketing: [] }, tool(), undefined],
    ['a vendor without consent', { ...needed, vendors: ['c:fs'] }, tool(), false],
  ])('takes %s', (_given, options, globals, granted) => {
    expect(watching(didomi(options), globals).now()).toBe(granted);
  });
});

describe('Usercentrics, version 2', () => {
  const service = (id: string, categorySlug: string, status: boolean) => ({ id, categorySlug, consent: { status } });
  const needed = { analytics: 'fs', marketing: 'marketing' };
  const services = [service('fs', 'functional', true), service('om', 'marketing', true)];
  const tool = (list: unknown, more: object = {}) => ({ UC_UI: { getServicesBaseInfo: () => list, ...more } });

  it.each<[string, unknown, boolean | undefined]>([
    ['what was named, whatever else is refused', [...services, service('chat', 'functional', false)], true],
    ['a category of which one service is refused', [...services, service('ads', 'marketing', false)], false],
    ['a category of which the first is refused', [service('ads', 'marketing', false), ...services], false],
    ['a service that is not there', services.slice(1), false],
    ['a category that is not there', services.slice(0, 1), false],
    ['no services', [], undefined],
    ['something else than a list', 'fs', undefined],
  ])('takes %s', (_given, list, granted) => {
    expect(watching(usercentrics(needed), tool(list)).now()).toBe(granted);
  });

  it('waits until it is ready', () => {
    expect(watching(usercentrics(needed), tool(services, { isInitialized: () => false })).now()).toBe(undefined);
  });

  it('is heard as soon as it says that it is there', () => {
    const { window, emit, now } = watching(usercentrics(needed));
    Object.assign(window, tool(services));
    emit('UC_UI_INITIALIZED');
    expect(now()).toBe(true);
  });
});

describe('TrustArc', () => {
  const accepted = (method: string) =>
    method === 'getGDPRConsentDecision' ? { consentDecision: [1, 2, 3], source: 'asserted' } : undefined;
  const needed = { analytics: 2, marketing: 3 };

  it('is asked by its older name as well', () => {
    expect(watching(trustarc(needed), { PrivacyManagerAPI: { callApi: accepted } }).now()).toBe(true);
  });

  it('never calls back: a withdrawal is heard by asking again', () => {
    const { window, timers, now } = watching(trustarc(needed), { truste: { cma: { callApi: accepted } } });
    expect(now()).toBe(true);
    window.truste = { cma: { callApi: () => ({ consentDecision: [1], source: 'asserted' }) } };
    timers.advance(60_000);
    expect(now()).toBe(false);
  });
});

describe('Klaro', () => {
  const play = () => {
    const watchers: { update(manager: unknown, notice: string): void }[] = [];
    const manager = {
      confirmed: true,
      savedConsents: { fullstory: true, ometria: true },
      watch: (watcher: (typeof watchers)[0]) => watchers.push(watcher),
      unwatch: (watcher: (typeof watchers)[0]) => watchers.splice(watchers.indexOf(watcher), 1),
    };
    return { watchers, ...watching(klaro(), { klaro: { getManager: () => manager } }) };
  };

  it('says only what was saved', () => {
    const { watchers, said } = play();
    const { length } = said;
    for (const notice of ['consents', 'applyConsents']) watchers[0]?.update({}, notice);
    expect(said).toHaveLength(length);
    watchers[0]?.update({}, 'saveConsents');
    expect(said.slice(length)).toEqual([true]);
  });

  it('is not followed any more after the end', () => {
    const { watchers, undo } = play();
    expect(watchers).toHaveLength(1);
    undo();
    expect(watchers).toEqual([]);
  });

  it('is heard where it cannot be followed', () => {
    const manager = { confirmed: true, savedConsents: { fullstory: true, ometria: true } };
    expect(watching(klaro(), { klaro: { getManager: () => manager } }).now()).toBe(true);
  });
});

describe('an event that only the banner’s first answer brings', () => {
  it('is heard from vanilla-cookieconsent', () => {
    const { window, emit, now } = watching(cookieconsent());
    window.CookieConsent = { validConsent: () => true, acceptedCategory: () => true };
    emit('cc:onConsent');
    expect(now()).toBe(true);
  });

  it('is heard from CookieYes', () => {
    const { window, emit, now } = watching(cookieyes());
    window.getCkyConsent = () => ({ categories: { analytics: true, advertisement: true } });
    emit('cookieyes_banner_load', 'document');
    expect(now()).toBe(true);
  });
});

describe('half a tool is none yet', () => {
  it.each<[string, Parameters<typeof watching>[0], Record<string, unknown>]>([
    ['vanilla-cookieconsent', cookieconsent(), { CookieConsent: { validConsent: () => true } }],
    ['vanilla-cookieconsent’s other half', cookieconsent(), { CookieConsent: { acceptedCategory: () => true } }],
    ['Civic', civic({ analytics: 0, marketing: 1 }), { CookieControl: { getCategoryConsent: 'soon' } }],
    [
      'Civic, of which one category was not asked for',
      civic({ analytics: 0, marketing: 1 }),
      { CookieControl: { getCategoryConsent: (place: number) => place === 0 || undefined } },
    ],
    ['TrustArc that throws', trustarc({ analytics: 2, marketing: 3 }), { truste: { cma: { callApi: no } } }],
  ])('%s', (_name, adapter, globals) => {
    const { timers, now } = watching(adapter, globals);
    expect(now()).toBe(undefined);
    timers.advance(60_000);
    expect(now()).toBe(undefined);
    expect(timers.pending()).toBe(1);
  });
});
