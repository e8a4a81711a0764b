import type { Config } from './config.js';
import type { Field } from './fields.js';
import type { Guard, Undo } from './guard.js';
import type { Report } from './health.js';
import type { Page } from './page.js';
import type { Context } from './page-context.js';
import type { Origin, Signal, SignalInput } from './signal.js';
import type { TabRecord, VisitChange, VisitState } from './visit.js';

/** What a source may know of the visit, and keep in this tab's record of it. */
export interface VisitNotes {
  /** This tab's own record. */
  own(): TabRecord;
  /** The records of all tabs that together make the present visit, this tab's among them. */
  parts(): readonly VisitState[];
  /** Every tab's records, whoever's and of whichever visit they are. */
  records(): readonly VisitState[];
  /** Somebody is there: after a long pause it begins a new visit. Answers a time later than all before it in this one. */
  renew(): number;
  /** Changes this tab's record: a value is replaced, and what is in a group stays beside what is new there. */
  update(change: VisitChange): void;
}

/** Hands a signal in. Says whether it was accepted. */
export type Emit = (input: SignalInput, origin: Origin) => boolean;

/** What a source may use. */
export interface Ports {
  page: Page;
  guard: Guard;
  report: Report;
  /** Is nothing looked at here, or on a page of that path? detectors do not run, and no context is kept. Option `exclude`. */
  isExcluded(path?: string): boolean;
  /** The session, while the visitor has agreed. */
  session(): VisitNotes | undefined;
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
  defer(start: () => Undo | undefined): void;
  /** Runs at once what `defer` has put off. */
  activeSession(): unknown;
  /** Whose the visit is (null: nobody's, undefined: cannot be told), and the gate that holds a delivery, if one does. */
  who(): { owner: string | null | undefined; hold?: string };
  /** Counts a signal that is not taken in. */
  dropped(count: number, reason: 'droppedByIdentityChange' | 'droppedByExpiry'): void;
  /** A detector could not tell what became of a press: counted in health. */
  undecided(): void;
}

/** Produces signals until it is undone. */
export interface Source {
  (emit: Emit, ports: Ports, config: Config): Undo | undefined;
  /** Properties that this source makes possible. */
  fields?: readonly Field[];
}
