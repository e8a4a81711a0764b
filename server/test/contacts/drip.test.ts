import { describe, expect, it } from 'vitest';
import { readDrip } from '../../src/contacts/drip.js';
import { openJobs as open } from '../support/job-stage.js';

describe('the drip', () => {
  const events = (count: number, at: number) =>
    Array.from({ length: count }, (_, n) => ({
      email: `person-${n}@example.com`,
      event_type: 'fsw_winback',
      timestamp: new Date(at).toISOString(),
    }));

  it('lets no more events in than the flow takes', async () => {
    const { run, api, clock } = open();
    const { report, pauses } = await run(events(2500, clock.now()), {
      type: 'custom_event',
      drip: readDrip('1000/5m'),
    });
    expect(report).toMatchObject({ outcome: 'done', sent: 2500, late: 0 });
    expect(pauses).toHaveLength(2);
    expect(api.events().filter(({ entered }) => entered)).toHaveLength(2500);
  });

  it('is what keeps them: without it the flow ignores the rest', async () => {
    const { run, api, clock } = open();
    await run(events(2500, clock.now()), { type: 'custom_event' });
    expect(api.events().filter(({ entered }) => entered)).toHaveLength(1000);
  });

  it('holds over an interruption', async () => {
    const { run, api, clock } = open();
    const all = events(1500, clock.now());
    let asked = 0;
    await run(all, { type: 'custom_event', drip: readDrip('1000/5m'), isStopped: () => ++asked > 900 });
    await run(all, { type: 'custom_event', drip: readDrip('1000/5m') });
    expect(api.events().filter(({ entered }) => entered)).toHaveLength(1500);
  });

  it('counts events that are too old to start a campaign', async () => {
    const { run, clock } = open();
    const { report } = await run(events(3, clock.now() - 5 * 3_600_000), { type: 'custom_event' });
    expect(report).toMatchObject({ outcome: 'done', sent: 3, late: 3 });
  });

  it.each(['1000', '0/5m', '1000/5d', '1000/m', '-1/5m', ''])('is not %j', (text) => {
    expect(() => readDrip(text)).toThrow(/--drip is/);
  });
});
