import type { Scheduler } from '../delivery/scheduler.js';
import type { Sender } from '../delivery/sender.js';
import type { IdentityStatus } from '../identity/resolve.js';
import type { Bridge } from '../types/bridge.js';
import type { Config } from '../types/config.js';
import type { Ports, Source } from '../types/source.js';
import type { FullStory } from '../vendors/fullstory.js';
import type { Session } from '../visit/session.js';

/** What is there only while the visitor has agreed. */
export interface ActiveSession {
  _session: Session;
  _scheduler: Scheduler;
  _sender: Sender;
}

/** What the rules and outputs of this package need beside what every source has. */
export interface ExtensionPorts extends Ports {
  fullstory: FullStory;
  /** The handle; what sources add to it is on it, too. */
  handle(): Bridge;
  /** What is there only while the visitor has agreed. */
  activeSession(): ActiveSession | undefined;
  /** Whose session it is, and what holds its delivery. */
  who(): IdentityStatus;
}

/** A source of this package that also has methods for the handle. */
export interface Extension extends Source {
  /** They are there from the beginning, before consent; a build without this source does not have them. Called first. */
  extend?(ports: ExtensionPorts, config: Config): object;
}
