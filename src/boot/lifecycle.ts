import type { LifecycleEvent, LifecycleState } from '../types/lifecycle.js';

/** There is a visitor: the page is shown. */
export const ACTIVATE: LifecycleEvent = ['waiting', 'prerendering'];
/** Signals may wait for the answer. A tool may have said yes and taken it back while it was asked for the first time. */
export const BUFFER: LifecycleEvent = ['buffering', 'waiting', 'stale'];
export const GRANT: LifecycleEvent = ['opening', 'waiting', 'buffering', 'stale'];
/** Something asks for the session. */
export const OPEN: LifecycleEvent = ['active', 'opening'];
export const PAUSE: LifecycleEvent = ['paused', 'active'];
export const RESUME: LifecycleEvent = ['active', 'paused'];
export const REFUSE: LifecycleEvent = ['waiting'];
/** The visitor's yes counts no longer, and nobody has said no here. */
export const LAPSE: LifecycleEvent = ['stale', 'opening', 'active', 'paused'];
export const STOP: LifecycleEvent = ['stopped'];

/** Where the tag is after an event. What an event does not list it leaves as it is, and nothing leads out of `stopped`. */
export const transition = (state: LifecycleState, [to, ...from]: LifecycleEvent): LifecycleState =>
  state !== 'stopped' && (!from[0] || from.includes(state)) ? to : state;

/** Moves the tag on. */
export const advance = (tag: { _state: LifecycleState }, event: LifecycleEvent): void => {
  tag._state = transition(tag._state, event);
};
