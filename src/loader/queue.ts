/** What stands under `fsOmetria` until the tag has come. */
export interface LoaderQueue extends Array<unknown> {
  health?(): LoaderHealth;
  /** Stops the loader. The tag calls it, and is given the attributes of the loader's script. */
  loader?(): DOMStringMap;
  /** How long the queue was when the visitor agreed. */
  agreed?: number;
}

export interface LoaderHealth {
  state: { consent: 'denied' | 'unknown' | 'granted' };
  /** `script_blocked`: the tag was asked for and has not come yet, or never will. */
  problems: { code: 'script_blocked' }[];
}
