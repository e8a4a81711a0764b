import { dropBuffered } from '../intake/consent-buffer.js';
import { onVisibility } from '../page/lifecycle.js';
import { undoAll } from '../tools/guard.js';
import { notify } from '../tools/notify.js';
import type { ConsentState } from '../types/health.js';
import type { LifecycleEvent } from '../types/lifecycle.js';
import { createRecords } from '../visit/records.js';
import { ACTIVATE, advance, BUFFER, GRANT, LAPSE, REFUSE } from './lifecycle.js';
import { checkRefusal } from './refusal.js';
import { startSources, stopSources } from './run-sources.js';
import type { Tag } from './tag.js';

const grant = (tag: Tag): void => {
  const { page } = tag;
  const { key } = tag._settings.session;
  tag._grantedAt = page.now();
  advance(tag, GRANT);
  tag._undos.push(
    // The first look into a storage waits for the browser, some ms each: in tasks of their own, so that none is long.
    page.after(0, () => page.storage.local.get(key)),
    page.after(0, () => page.storage.tab.get(key)),
    page.after(0, tag.session),
    ...onVisibility(
      page,
      (leaving) => {
        const active = tag.activeSession();
        // The producers first: what they say at the last moment belongs into this delivery.
        notify(tag._hiding, leaving, tag.guard);
        active?._scheduler.now('hide');
        // This very attempt may have heard of a refusal.
        if (leaving) checkRefusal(tag)?._session.leave();
      },
      (restored) => {
        const active = checkRefusal(tag);
        if (active && restored) {
          active._session.enter();
          tag.view();
        }
        active?._scheduler.hurry();
      },
    ),
    page.on('storage', (event) => {
      const { key, newValue } = event as StorageEvent;
      const active = checkRefusal(tag);
      if (!newValue) active?._session.removed(key);
    }),
  );
  startSources(tag);
  // A listener of the site's may have stopped the tag, or refused, while they started.
  if (tag._state !== 'opening' && !tag._active) stopSources(tag);
  // Nobody has kept yet what the page said of itself while the sources ran without a yes.
  else tag.context.say({});
};

/** Undoes what the visitor's yes has started. The state is the last to change: an undo of the site's may still ask for it. */
export const close = (tag: Tag, event: LifecycleEvent): void => {
  stopSources(tag);
  undoAll(tag._undos, tag.guard);
  tag._active = undefined;
  advance(tag, event);
};

/** The visitor has answered, or the answer counts no longer. */
export const followConsent = (tag: Tag, consent: ConsentState): void => {
  const { key } = tag._settings.session;
  // A refusal is carried out all the same.
  if (tag._state === 'stopped' && consent !== 'denied') return;
  if (consent === 'granted') {
    grant(tag);
    return;
  }
  // The site may have cleared the storage on a refusal: without a record there would be no word for the other tabs.
  if (consent === 'denied' && !tag.session()?.refusedAt()) tag._active?._session.update({});
  close(tag, consent === 'denied' ? REFUSE : LAPSE);
  if (consent === 'unknown') return;
  dropBuffered(tag, 'droppedByConsent');
  tag._counts.droppedByConsent += createRecords(tag.page, key).erase(tag.page.now());
};

/** There is a visitor: the tag asks for consent, and signals may wait for the answer. */
export const begin = (tag: Tag): void => {
  if (tag._state === 'stopped') return;
  advance(tag, ACTIVATE);
  tag._consent.start();
  if (tag._settings.beforeConsent === 'buffer' && tag._consent.state() === 'unknown') {
    advance(tag, BUFFER);
    startSources(tag);
  }
};
