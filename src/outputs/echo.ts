import { WEIGHT } from '../signals/read-signal.js';
import { frustrationScore } from '../signals/score.js';
import type { Extension, ExtensionPorts } from '../sources/extension.js';
import { count, mergeAll, type VisitState } from '../visit/merge.js';
import { ACKNOWLEDGE_MS } from '../visit/outbox.js';

/** The present visit as all tabs together know it; nothing has happened in it before consent. */
export const whole = ({ activeSession }: ExtensionPorts): VisitState => {
  const active = activeSession();
  return mergeAll(active ? active._session.parts() : []);
};

/** Tells other tools of a delivery: reason, score, types and counts. Every tag on the page can read it, so nothing else. */
export const echo: Extension = () => undefined;

echo.extend = (ports, { echo: { fullstory, dataLayer, event }, prefix }) => {
  const { window } = ports.page;
  ports.handle().on('delivery', ({ at, reason, properties }) => {
    const active = (fullstory || dataLayer || event) && ports.activeSession();
    if (!active || reason === 'test' || properties[`${prefix}group`] === 'control') return;
    const [state] = active._session
      .visitsFor(ports.who().identity || '')
      // The visit that has just been marked. There is none where an earlier one was repeated: it has been told of.
      .filter(({ deliveredAt }) => at - deliveredAt < ACKNOWLEDGE_MS)
      .map((visit) => visit.state)
      .reverse();
    if (!state) return;
    const told: Record<string, string | number> = { reason, frustration_score: frustrationScore(state) };
    told.signal_types = Object.keys(WEIGHT)
      .filter((type) => {
        const times = count(state, type);
        if (times) told[type] = times;
        return times;
      })
      .join();
    if (fullstory) ports.fullstory.call('trackEvent', { name: 'Ometria Profile Enriched', properties: told });
    // The site's own list, read by name; what is found is checked.
    const { dataLayer: list } = window as { dataLayer?: unknown };
    if (dataLayer && Array.isArray(list)) list.push({ event: 'fs_ometria.delivery', ...told });
    if (event) window.dispatchEvent(new window.CustomEvent('fs-ometria:delivery', { detail: told }));
  });
  return {};
};
