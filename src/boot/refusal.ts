import type { ActiveSession } from '../sources/extension.js';
import type { Tag } from './tag.js';

/** Another tab's refusal is felt here. Answers the session, if the visitor still agrees. */
export const checkRefusal = (tag: Tag): ActiveSession | undefined => {
  const { _active: active } = tag;
  const denied = active?._session.refusedAt();
  // Another than that of before: whatever the clock says.
  if (active && denied && denied !== tag._refusedBefore) {
    tag._counts.droppedByConsent += active._session.discardTabRecord();
    tag._consent.invalidate();
  }
  return tag._active;
};
