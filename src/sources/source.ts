import type { Bridge } from '../bridge.js';
import type { Config } from '../config.js';
import type { Sender } from '../delivery/deliver.js';
import type { Who } from '../delivery/gate.js';
import type { Field } from '../delivery/properties.js';
import type { Scheduler } from '../delivery/scheduler.js';
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
  /** Is nothing looked at here, or on a page of that path? detectors do not run, and no context is kept. Option `exclude`. */
  isExcluded(path?: string): boolean;
  /** The session, while the visitor has agreed. */
  session(): Session | undefined;
  context: Context;
  /** Tells of every accepted signal, after the session has taken it in. */
  onSignal(listener: (signal: Signal) => void): Undo;
  /** Called before the last delivery of the page is made. `leaving`: the page goes away, not only out of sight. */
  onHidden(listener: (leaving: boolean) => void): Undo;
  /** Called when a page view ends because another begins in the same document (a route), before its context is forgotten. */
  onView(listener: () => void): Undo;
  /** A new page view begins in this document: its calls are counted anew, and nothing is known of what it shows. */
  view(): void;
  /** Names of the funnel's stages, first to last, and of the rules: they decide which properties fit the budget. */
  names(kind: 'stages' | 'rules', names: readonly string[]): void;
  /**
   * For what of a source's start is not cheap: runs it in a later task, before the next signal or the page's end at the
   * latest, or never, when the source is undone by then. It answers an undo of its own.
   */
  late(start: () => Undo | undefined): void;
  /** A detector could not tell what became of a press: counted in health. */
  undecided(): void;
  /** The handle without what sources add to it, and without the script tag's `push`. */
  handle(): Bridge;
  /** Counts a signal that is not taken in. */
  dropped(count: number, reason: 'droppedByIdentityChange' | 'droppedByExpiry'): void;
  /** What is there only while the visitor has agreed. */
  live(): Live | undefined;
  /** Whose session it is, and what holds its delivery. */
  who(): Who;
}

/** What is there only while the visitor has agreed. */
export interface Live {
  session: Session;
  scheduler: Scheduler;
  sender: Sender;
}

/** Produces signals until it is undone. */
export interface Source {
  (emit: Emit, ports: Ports, config: Config): Undo | undefined;
  /** Properties that this source makes possible. */
  fields?: readonly Field[];
  /** Methods for the handle, there from the beginning, before consent; a build without this source does not have them. */
  extend?(ports: Ports, config: Config): object;
}
