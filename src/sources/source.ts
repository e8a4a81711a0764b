import type { Config } from '../config.js';
import type { Guard, Undo } from '../guard.js';
import type { Report } from '../health.js';
import type { Page } from '../page/page.js';
import type { Context } from '../session/context.js';
import type { Session } from '../session/session.js';
import type { Origin, Signal, SignalInput } from '../signal.js';
import type { FullStory } from '../vendors/fullstory.js';

/** Hands a signal in. Says whether it was accepted. */
export type Emit = (input: SignalInput, origin: Origin) => boolean;

/** What a source may use. */
export interface Ports {
  page: Page;
  guard: Guard;
  report: Report;
  fullstory: FullStory;
  /** The session, while the visitor has agreed. */
  session(): Session | undefined;
  context: Context;
  /** Tells of every accepted signal, after the session has taken it in. */
  onSignal(listener: (signal: Signal) => void): Undo;
  /** Called before the last delivery of the page is made. `leaving`: the page goes away, not only out of sight. */
  onHidden(listener: (leaving: boolean) => void): Undo;
}

/** Produces signals until it is undone. */
export type Source = (emit: Emit, ports: Ports, config: Config) => Undo | undefined;
