/** How far the tag is on this page. */
export type LifecycleState =
  /** The page is only prerendered: it has no visitor yet. */
  | 'prerendering'
  /** The visitor has not agreed. */
  | 'waiting'
  /** The same, and the sources run: their signals wait in memory. Option `beforeConsent`. */
  | 'buffering'
  /** The visitor has agreed, the sources run, and nothing has asked for the session yet. */
  | 'opening'
  /** The session is open. */
  | 'active'
  /** The session is open, and the sources wait: FullStory is shut down. */
  | 'paused'
  /** The visitor had agreed, and that counts no longer: another tab has refused, or the consent tool knows no more. */
  | 'stale'
  /** The site has stopped the tag, for good. */
  | 'stopped';

/** What moves it on: where that leads, and from where. No state listed: from everywhere. */
export type LifecycleEvent = readonly [to: LifecycleState, ...from: LifecycleState[]];
