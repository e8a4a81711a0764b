import { describe, expect, it } from 'vitest';
import { type TcfPurposes, tcf } from '../../../src/consent/adapters/tcf.js';
import { watching } from './watching.js';

const PURPOSES: TcfPurposes = { analytics: [1, 8], marketing: [1, 5] };

interface Data {
  eventStatus?: string;
  gdprApplies?: boolean;
  purpose?: { consents: Record<number, boolean> };
  vendor?: { consents: Record<number, boolean> };
}

/** A CMP as the specification has it: one callback per listener, called at once and at every change. */
const createCmp = () => {
  const listeners = new Map<number, (data: object, success: boolean) => void>();
  let last = 0;
  let data: Data = { eventStatus: 'cmpuishown', gdprApplies: true, purpose: { consents: {} } };
  return {
    api: (
      command: string,
      _version: number,
      callback: (answer: object | boolean, success: boolean) => void,
      id?: number,
    ) => {
      if (command === 'addEventListener') {
        last++;
        listeners.set(last, callback);
        callback({ ...data, listenerId: last }, true);
      } else if (command === 'removeEventListener' && id !== undefined) callback(listeners.delete(id), true);
    },
    tell: (next: Data) => {
      data = next;
      for (const [id, listener] of listeners) listener({ ...next, listenerId: id }, true);
    },
    listeners,
  };
};

const decided = (...consents: number[]): Data => ({
  eventStatus: 'useractioncomplete',
  gdprApplies: true,
  purpose: { consents: Object.fromEntries(consents.map((id) => [id, true])) },
  vendor: { consents: { 755: true } },
});

const after = (options: TcfPurposes, ...told: Data[]) => {
  const cmp = createCmp();
  const watched = watching(tcf(options), { __tcfapi: cmp.api });
  for (const data of told) cmp.tell(data);
  return { ...watched, cmp };
};

describe('IAB TCF', () => {
  it('knows nothing while the dialogue is shown', () => {
    expect(after(PURPOSES).now()).toBe(undefined);
  });

  const table: { given: string; options?: Partial<TcfPurposes>; told: Data; granted: boolean | undefined }[] = [
    { given: 'every purpose', told: decided(1, 5, 8), granted: true },
    { given: 'a stored answer', told: { ...decided(1, 5, 8), eventStatus: 'tcloaded' }, granted: true },
    { given: 'one purpose less', told: decided(1, 8), granted: false },
    { given: 'a refusal', told: decided(), granted: false },
    { given: 'a vendor with consent', options: { vendors: [755] }, told: decided(1, 5, 8), granted: true },
    { given: 'a vendor without', options: { vendors: [755, 1000] }, told: decided(1, 5, 8), granted: false },
    { given: 'a GDPR that does not apply', told: { eventStatus: 'tcloaded', gdprApplies: false }, granted: undefined },
    {
      given: 'a GDPR that does not apply, where the site takes that for a yes',
      options: { outsideGdpr: 'granted' },
      told: { eventStatus: 'tcloaded', gdprApplies: false },
      granted: true,
    },
    { given: 'purposes that nobody named', options: { marketing: [] }, told: decided(1, 5, 8), granted: undefined },
  ];
  for (const { given, options, told, granted } of table) {
    it(`takes ${given} for ${granted}`, () => {
      expect(after({ ...PURPOSES, ...options }, told).now()).toBe(granted);
    });
  }

  it('keeps the answer while the dialogue is open again, and follows the new one', () => {
    const { cmp, now } = after(PURPOSES, decided(1, 5, 8), { ...decided(), eventStatus: 'cmpuishown' });
    expect(now()).toBe(true);
    cmp.tell(decided());
    expect(now()).toBe(false);
  });

  it('takes nothing from a call that failed, and knows nothing any more once it throws', () => {
    let tell = (_data: object, _success: boolean) => {};
    const { now } = watching(tcf(PURPOSES), {
      __tcfapi: (_command: string, _version: number, callback: typeof tell) => {
        tell = callback;
      },
    });
    tell(decided(1, 5, 8), false);
    expect(now()).toBe(undefined);
    tell(decided(1, 5, 8), true);
    expect(now()).toBe(true);
    const broken = {
      get eventStatus() {
        throw new Error('no');
      },
    };
    tell(broken, true);
    expect(now()).toBe(undefined);
  });

  it('finds an API that comes late', () => {
    const cmp = createCmp();
    cmp.tell(decided(1, 5, 8));
    const { window, timers, now } = watching(tcf(PURPOSES));
    timers.advance(1000);
    window.__tcfapi = cmp.api;
    timers.advance(5000);
    expect(now()).toBe(true);
    expect(cmp.listeners.size).toBe(1);
  });

  it('takes its listener back', () => {
    const { cmp, undo, left } = after(PURPOSES);
    expect(cmp.listeners.size).toBe(1);
    undo();
    expect(cmp.listeners.size).toBe(0);
    expect(left()).toBe(0);
  });
});
