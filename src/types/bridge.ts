import type { Undo } from './guard.js';
import type { DeliveryReport, FlushResult, Health, Problem } from './health.js';
import type { PageContext } from './page-context.js';
import type { Signal, SignalInput } from './signal.js';

/** The handle. None of its methods throws, whatever it is given: a wrong argument is a problem in `health()`. */
export interface Bridge {
  /** A signal from the page. */
  signal(input: SignalInput): void;
  /** What the page shows: type, product, category, funnel stage. */
  page(context: PageContext): void;
  /** The site's word on who this is: an e-mail address or `omid:…`. It never switches the tracker's identity. */
  visitor(email: string): void;
  /** What the visitor said. */
  consent(state: 'granted' | 'denied'): void;
  /** Delivers now, if consent, tracker and identity allow it. Answers what happened. */
  flush(): FlushResult;
  /** Counters, the five states, the last problems and the last delivery. */
  health(): Health;
  /** Listens; returns the undo. */
  on<K extends keyof BridgeEvents>(event: K, listener: (detail: BridgeEvents[K]) => void): Undo;
  /** Forgets the session: the visitor has logged out. */
  reset(): void;
  /** Undoes everything. The handle stays and does nothing any more. */
  stop(): void;
}

/** What the handle tells of, and with what. */
export interface BridgeEvents {
  signal: Signal;
  delivery: DeliveryReport;
  problem: Problem;
}
