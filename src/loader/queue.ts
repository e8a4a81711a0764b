/** What stands under `fsOmetria` until the tag has come. */
export interface LoaderQueue extends Array<unknown> {
  health?(): LoaderHealth;
  /** Stops the loader. The tag calls it. */
  loader?(): void;
  /** The attributes of the loader's script, for the tag. */
  dataset?: DOMStringMap;
  /** How long the queue was when the visitor agreed. */
  agreedAt?: number;
}

export interface LoaderHealth {
  state: { consent: 'denied' | 'unknown' | 'granted' };
  /** `script_blocked`: the tag was asked for and has not come yet, or never will. */
  problems: { code: 'script_blocked' }[];
}
