import { DEFINITIONS } from '../tools/problems.js';
import type { Health } from '../types/health.js';
import type { Tag } from './tag.js';

/** Plain JSON, a copy of its own. */
export const reportHealth = (tag: Tag): Health => ({
  version: __VERSION__,
  definitions: DEFINITIONS,
  state: {
    consent: tag._consent.state(),
    ometria: tag._ometria.state(),
    // Before consent the tracker's cookie is not read.
    identity: tag.session() ? tag.who().hold || 'known' : 'consent_missing',
    fullstory: tag.fullstory.state(),
    storage: tag.page.storage.kind(),
  },
  signals: {
    ...tag._counts,
    byType: { ...tag._byType },
    byOrigin: { ...tag._byOrigin },
    held: tag._active ? tag._active._session.held() : tag._buffer.length,
  },
  deliveries: { ...tag._deliveries, heldFor: { ...tag._deliveries.heldFor } },
  ...(tag._lastDelivery && {
    lastDelivery: { ...tag._lastDelivery, properties: { ...tag._lastDelivery.properties } },
  }),
  problems: tag._problems(),
});
