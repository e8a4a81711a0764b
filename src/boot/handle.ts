import { differ } from '../identity/normalise.js';
import { dropBuffered } from '../intake/consent-buffer.js';
import { addTo } from '../tools/guard.js';
import { toObject } from '../tools/text.js';
import type { Bridge } from '../types/bridge.js';
import { close } from './consent-changes.js';
import { STOP } from './lifecycle.js';
import { limitLink } from './open-session.js';
import { checkRefusal } from './refusal.js';
import { reportHealth } from './report-health.js';
import type { Tag } from './tag.js';

/** The methods that every build has. */
export const createHandle = (tag: Tag): Bridge => {
  const { report, context, _gate: gate, _consent: consent } = tag;
  return {
    signal: (input) => {
      tag._emit(input, 'page');
    },
    page: (shown) => {
      if (toObject(shown) !== shown) return report('bad_command', 'page');
      const setContext = () => void context.say(shown);
      setContext();
      // The site's own word stands over what the sources find at their start.
      if (tag._deferred.length) tag._deferred.push(setContext);
    },
    visitor: (name) => {
      const before = gate.named();
      if (!gate.visitor(name)) return report('bad_visitor');
      // What waits for consent is somebody else's.
      if (differ(before, name)) dropBuffered(tag, 'droppedByIdentityChange');
      limitLink(tag, false);
      // At once: whoever is named next must not inherit what was nobody's until now.
      tag.session()?.assignOwner(name);
      tag._active?._scheduler.hurry();
    },
    consent: (state) => {
      if (state === 'granted' || state === 'denied') consent.setConsent(state);
      else report('bad_command', 'consent');
    },
    flush: () => {
      const active = tag.activeSession();
      if (!active) return 'consent_missing';
      active._scheduler.now('flush');
      return tag._outcome;
    },
    health: () => reportHealth(tag),
    on: (event, listener) => {
      const list = tag._listeners[event];
      if (typeof listener === 'function' && Array.isArray(list)) return addTo(list, listener);
      report('bad_command', 'on');
      return () => {};
    },
    reset: () => {
      // What belongs to the visitor who leaves is sent to that visitor, or not at all.
      const active = tag.activeSession();
      active?._scheduler.now('reset');
      // That attempt may have heard of another tab's refusal, whose word is to stay.
      checkRefusal(tag)?._session.forget();
      dropBuffered(tag, 'droppedByIdentityChange');
      gate.reset();
      context.clear();
    },
    stop: () => {
      checkRefusal(tag)?._session.leave();
      close(tag, STOP);
      consent.stop();
      tag.fullstory.stop();
    },
  };
};
