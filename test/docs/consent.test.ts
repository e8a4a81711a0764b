import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWindow } from '../support/browser-window.js';

const TEXT = readFileSync(new URL('../../docs/consent.md', import.meta.url), 'utf8');

/** The script under a heading, as somebody copies it. */
const recipe = (heading: string): string => {
  const found = new RegExp(`\\n## ${heading}\\n[\\s\\S]*?\`\`\`html\\n<script>\\n([\\s\\S]*?)</script>`).exec(
    TEXT,
  )?.[1];
  if (!found) throw new Error(`No recipe for ${heading}`);
  return found;
};

/** Runs it on a page with these globals; each later step changes globals and fires events. */
const run = (heading: string, globals: object, steps: { globals?: object; event?: string; on?: 'document' }[] = []) => {
  const window = createWindow();
  Object.assign(window, globals);
  // Names that are not the script's own are the window's, as in a browser.
  const page = new Proxy(window, { has: (host, key) => key in host || !(key in globalThis) });
  new Function('page', `with (page) {\n${recipe(heading)}\n}`)(page);
  for (const step of steps) {
    Object.assign(window, step.globals);
    const target = step.on ? window.document : window;
    if (step.event) target.dispatchEvent(new window.CustomEvent(step.event));
  }
  return (window.fsOmetria as [string, string][]).map(([, word]) => word);
};

const privacy = (analytics: boolean, marketing: boolean, answer: string) => ({
  Shopify: {
    customerPrivacy: {
      analyticsProcessingAllowed: () => analytics,
      marketingAllowed: () => marketing,
      currentVisitorConsent: () => ({ analytics: answer, marketing: answer }),
    },
  },
});
const oneTrust = (groups: string, closed: boolean) => ({
  OnetrustActiveGroups: groups,
  OneTrust: { IsAlertBoxClosed: () => closed },
});
const cookiebot = (statistics: boolean, marketing: boolean, hasResponse = true) => ({
  Cookiebot: { hasResponse, consent: { statistics, marketing } },
});
const tcf = (...told: object[]) => ({
  __tcfapi: (_command: string, _version: number, callback: (data: object, success: boolean) => void) => {
    for (const data of told) callback(data, true);
  },
});
const purposes = (eventStatus: string, ...ids: number[]) => ({
  eventStatus,
  purpose: { consents: Object.fromEntries(ids.map((id) => [id, true])) },
});

describe('the consent recipes of the docs', () => {
  for (const heading of ['OneTrust', 'Cookiebot', 'IAB TCF v2', 'Shopify']) {
    it(`say nothing without the tool: ${heading}`, () => {
      expect(run(heading, {})).toEqual([]);
    });
  }

  it('follow OneTrust', () => {
    expect(run('OneTrust', oneTrust(',C0001,', false))).toEqual([]);
    expect(run('OneTrust', oneTrust(',C0001,C0002,C0004,', true))).toEqual(['granted']);
    expect(run('OneTrust', oneTrust(',C0001,C0002,', true))).toEqual(['denied']);
    const steps = [
      { globals: oneTrust(',C0001,C0002,C0004,', true), event: 'OneTrustGroupsUpdated' },
      { globals: oneTrust(',C0001,', true), event: 'OTConsentApplied' },
    ];
    expect(run('OneTrust', {}, steps)).toEqual(['granted', 'denied']);
  });

  it('follow Cookiebot', () => {
    expect(run('Cookiebot', cookiebot(false, false, false))).toEqual([]);
    expect(run('Cookiebot', cookiebot(true, false))).toEqual(['denied']);
    const steps = [
      { globals: cookiebot(true, true), event: 'CookiebotOnConsentReady' },
      { globals: cookiebot(false, false), event: 'CookiebotOnDecline' },
      { globals: cookiebot(true, true), event: 'CookiebotOnAccept' },
    ];
    expect(run('Cookiebot', {}, steps)).toEqual(['granted', 'denied', 'granted']);
  });

  it('follow the TCF', () => {
    const told = [
      purposes('cmpuishown'),
      purposes('useractioncomplete', 1, 5, 8),
      purposes('cmpuishown', 1),
      purposes('useractioncomplete', 1, 5),
      { gdprApplies: false, eventStatus: 'tcloaded' },
    ];
    expect(run('IAB TCF v2', tcf(...told))).toEqual(['granted', 'denied']);
  });

  it('follow Shopify', () => {
    expect(run('Shopify', privacy(false, false, ''))).toEqual([]);
    expect(run('Shopify', privacy(true, true, ''))).toEqual(['granted']);
    const steps = [
      { globals: privacy(true, true, 'yes'), event: 'visitorConsentCollected', on: 'document' as const },
      { globals: privacy(false, false, 'no'), event: 'visitorConsentCollected', on: 'document' as const },
    ];
    expect(run('Shopify', privacy(false, false, ''), steps)).toEqual(['granted', 'denied']);
  });

  it('name every adapter that can be imported', async () => {
    const adapters = await import('../../src/consent.js');
    for (const name of Object.keys(adapters)) expect(TEXT).toContain(`\`consent: ${name}(`);
  });
});
