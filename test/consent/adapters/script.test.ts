import { describe, expect, it } from 'vitest';
import { readOptions, sayByCommand } from '../../../src/consent/adapters/script.js';
import type { ConsentAnswer } from '../../../src/types/config.js';
import { createWindow } from '../../support/browser-window.js';

const KINDS = { analytics: 'text', list: 'texts', place: 'number', purposes: 'numbers' } as const;

describe('the options of a consent script', () => {
  it('are its attributes', () => {
    const dataset = { analytics: ' C0002 ', list: 'a, b,,', place: '0', purposes: '1, 8' };
    const wanted = { analytics: 'C0002', list: ['a', 'b'], place: 0, purposes: [1, 8] };
    expect(readOptions({ dataset }, KINDS, [])).toEqual(wanted);
  });

  it('are the query of its address, where Tag Manager has taken the attributes away', () => {
    const script = { dataset: {}, src: 'https://cdn.example/c.min.js?analytics=C0002&purposes=1%2C8#top' };
    expect(readOptions(script, KINDS, ['analytics'])).toEqual({ analytics: 'C0002', purposes: [1, 8] });
  });

  it.each([null, {}, { dataset: { analytics: ' ' } }, { src: 'https://cdn.example/c.min.js?analytics=' }])(
    'are none where one that is needed is missing: %j',
    (script) => {
      expect(readOptions(script, KINDS, ['analytics'])).toBeUndefined();
    },
  );
});

describe('a consent script', () => {
  const saying = (...answers: ConsentAnswer[]) => {
    const window = createWindow();
    let say: (granted: ConsentAnswer) => void = () => {};
    const adapter = {
      watch: (said: typeof say) => {
        say = said;
        return () => {};
      },
    };
    // The fake window has what the script asks for.
    sayByCommand(adapter, window as unknown as Window & typeof globalThis);
    for (const answer of answers) say(answer);
    return window.fsOmetria;
  };
  const command = (word: string) => ['consent', word];

  it.each([
    { answers: [], says: undefined },
    { answers: [undefined], says: undefined },
    { answers: [true], says: ['granted'] },
    { answers: [undefined, false], says: ['denied'] },
    { answers: [true, false, true], says: ['granted', 'denied', 'granted'] },
    // After a refusal in another tab a grant that is repeated is a new word.
    { answers: [true, true], says: ['granted', 'granted'] },
    // A refusal that is repeated would delete what another tab has kept since.
    { answers: [false, false], says: ['denied'] },
    { answers: [true, undefined, undefined, true], says: ['granted', 'denied', 'granted'] },
  ])('says $says where the tool says $answers', ({ answers, says }) => {
    expect(saying(...answers)).toEqual(says?.map(command));
  });

  it('hands its words to a tag that is there', () => {
    const window = createWindow();
    const pushed: unknown[] = [];
    const tag = { push: (entry: unknown) => pushed.push(entry) };
    Object.assign(window, { fsOmetria: tag });
    sayByCommand(
      {
        watch: (said) => {
          said(true);
          return () => {};
        },
      },
      // The fake window has what the script asks for.
      window as unknown as Window & typeof globalThis,
    );
    expect(pushed).toEqual([command('granted')]);
    expect(window.fsOmetria).toBe(tag);
  });
});
