import { describe, expect, it } from 'vitest';
import { onetrust } from '../../../src/vendors/consent/onetrust.js';
import { watching } from './watching.js';

const GROUPS = { analytics: 'C0002', marketing: 'C0004' };
const tool = (closed: boolean) => ({ IsAlertBoxClosed: () => closed });

describe('OneTrust', () => {
  const table: { given: string; globals: Record<string, unknown>; granted: boolean | undefined }[] = [
    { given: 'no OneTrust', globals: {}, granted: undefined },
    {
      given: 'an open banner',
      globals: { OnetrustActiveGroups: ',C0001,', OneTrust: tool(false) },
      granted: undefined,
    },
    {
      given: 'both groups',
      globals: { OnetrustActiveGroups: ',C0001,C0002,C0004,', OneTrust: tool(true) },
      granted: true,
    },
    {
      given: 'one group of the two',
      globals: { OnetrustActiveGroups: ',C0001,C0002,', OneTrust: tool(true) },
      granted: false,
    },
    { given: 'a refusal', globals: { OnetrustActiveGroups: ',C0001,', OneTrust: tool(true) }, granted: false },
    {
      given: 'a group whose name only begins the same',
      globals: { OnetrustActiveGroups: ',C00021,C0004,', OneTrust: tool(false) },
      granted: undefined,
    },
    { given: 'groups that are no text', globals: { OnetrustActiveGroups: ['C0002', 'C0004'] }, granted: undefined },
    {
      given: 'a OneTrust that throws',
      globals: {
        OnetrustActiveGroups: ',C0001,',
        OneTrust: {
          IsAlertBoxClosed: () => {
            throw new Error('no');
          },
        },
      },
      granted: undefined,
    },
  ];
  for (const { given, globals, granted } of table) {
    it(`takes ${given} for ${granted}`, () => {
      expect(watching(onetrust(GROUPS), globals).now()).toBe(granted);
    });
  }

  it('never grants for a group that was not named', () => {
    const nothing = { analytics: '', marketing: '' };
    expect(watching(onetrust(nothing), { OnetrustActiveGroups: ',,', OneTrust: tool(false) }).now()).toBe(undefined);
  });

  it('follows the events of OneTrust, and its late arrival', () => {
    const { window, emit, now, timers } = watching(onetrust(GROUPS));
    Object.assign(window, { OnetrustActiveGroups: ',C0001,', OneTrust: tool(false) });
    timers.advance(5000);
    expect(now()).toBe(undefined);
    Object.assign(window, { OnetrustActiveGroups: ',C0001,C0002,C0004,', OneTrust: tool(true) });
    emit('OneTrustGroupsUpdated');
    expect(now()).toBe(true);
    window.OnetrustActiveGroups = ',C0001,';
    emit('OTConsentApplied');
    expect(now()).toBe(false);
  });

  it('leaves nothing behind', () => {
    const { undo, left } = watching(onetrust(GROUPS));
    expect(left()).toBeGreaterThan(0);
    undo();
    expect(left()).toBe(0);
  });
});
