/** An event of the Ragehook that came before the tag, as the loader keeps it. */
export type KeptEvent = readonly [
  /** Is it about the same element as the event before it? */
  isSame: boolean,
  detail: unknown,
  /** The element's id. */
  target: string,
  at: number,
  page: string,
  /** The tracker's name for the device at that time; it changes with the identity. null: there was none. */
  device: readonly string[] | null,
  /** Whom the site had named, by `hashName`. null, or nothing before it was stored: nobody. */
  named: number | null | undefined,
];

/** What stands under `fsOmetria` until the tag has come. */
export interface LoaderQueue extends Array<unknown> {
  health?(): LoaderHealth;
  /** Stops the loader. The tag calls it, and is given the attributes of the loader's script. */
  loader?(): DOMStringMap;
  /** How long the queue was when the visitor agreed, or is, where that has not been. */
  agreed?: number;
  /** The element of the last event. */
  last?: Element;
  /** The events of this page: the loader puts them among the commands, `install` takes them out. */
  kept?: KeptEvent[];
}

export interface LoaderHealth {
  state: { consent: 'denied' | 'unknown' | 'granted' };
  /** `script_blocked`: the tag was asked for and has not come yet, or never will. */
  problems: { code: 'script_blocked' }[];
}
