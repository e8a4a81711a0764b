import { describe, expect, it } from 'vitest';
import { CONSENT_TOOLS } from '../../src/consent/adapters/tools.js';
import { PAGES } from './pages.js';

const TEXT = PAGES['docs/consent.md'] ?? '';

describe('the page of the consent tools', () => {
  it('names every adapter that can be imported, and its script', async () => {
    const adapters = await import('../../src/consent.js');
    for (const name of Object.keys(adapters)) {
      expect(TEXT).toContain(`\`consent: ${name}(`);
      expect(TEXT).toMatch(new RegExp(`consent/${name}\\.min\\.js|data-consent="${name}"`));
    }
  });

  it('has a section for every tool, with its options and its source', () => {
    for (const [name, { title, source, options }] of Object.entries(CONSENT_TOOLS)) {
      const [, section = ''] = TEXT.split(`\n## ${title}\n`);
      const [own = ''] = section.split('\n## ');
      expect(own, name).toContain(source);
      for (const option of Object.keys(options)) expect(own, name).toContain(`\`${option}\``);
    }
  });

  it('copies no logic: a script is a line', () => {
    expect(TEXT).not.toMatch(/addEventListener|setInterval/);
  });
});
