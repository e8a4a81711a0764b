import { frustrationScore } from '../session/score.js';
import { ACKNOWLEDGE_MS } from '../session/session.js';
import { count, merge, type SessionState } from '../session/state.js';
import { WEIGHT } from '../signal.js';
import type { Extension, ExtensionPorts } from './extension.js';

/** The present session as all tabs together know it; nothing has happened in it before consent. */
export const whole = ({ live }: ExtensionPorts): SessionState => {
  const open = live();
  return open ? open.session.parts().reduce<SessionState>(merge, {}) : {};
};

/** Tells other tools of a delivery: reason, score, types and counts. Every tag on the page can read it, so nothing else. */
export const echo: Extension = () => undefined;

echo.extend = (ports, { echo: { fullstory, dataLayer, event }, prefix }) => {
  const { window } = ports.page;
  ports.handle().on('delivery', ({ at, reason, properties }) => {
    const open = (fullstory || dataLayer || event) && ports.live();
    if (!open || reason === 'test' || properties[`${prefix}group`] === 'control') return;
    const [state] = open.session
      .visitsFor(ports.who().identity || '')
      .map((visit) => visit.state)
      // The visit that has just been marked. There is none where an earlier one was repeated: it has been told of.
      .filter(({ sent }) => at - Number(String(sent).slice(0, 13)) < ACKNOWLEDGE_MS)
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
