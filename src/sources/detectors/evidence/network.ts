import { matchesGlob } from '../../../tools/text.js';
import type { Press } from '../press.js';
import { isOnSite } from './site.js';

/** A request that ended. */
export interface Request {
  at: number;
  /** Its address without the query. */
  path: string;
  name: string;
  isOk: boolean;
}

/** Addresses that are told of everything, whoever asks. */
const TELEMETRY = /collect|beacon|telemetry|analytics|metrics|tracking|\/logs?\b|\/rum\b|\/events?\b|\/pixel|\/ping\b/i;
// A path that so many kinds of controls ask for, or nobody, tells nothing of one press.
const SEVERAL = 2;
const MAX_PATHS = 200;
const MAX_REQUESTS = 100;

/** What a control is of: the buttons of a list are one kind. */
const kindOf = ({ tagName, className, id }: Element) => `${tagName} ${className || id}`;

/** Requests of the page, as far as the browser tells of them: fetches and XMLHttpRequests that have ended. */
export const createNetwork = (site: string, { ignore, requests }: { ignore: string[]; requests: string[] }) => {
  const paths = new Map<string, { kinds: Set<string>; alone: number }>();
  let list: Request[] = [];
  let newest = -1;
  return {
    /** Entries that the browser told of. `causedBy`: the press that a request of that time followed. */
    take: (entries: PerformanceEntryList, causedBy: (at: number) => Press | undefined): void => {
      let latest = newest;
      // The observer is told of entries of this kind alone.
      for (const entry of entries as PerformanceResourceTiming[]) {
        const { initiatorType, startTime: at, name, responseStatus: status } = entry;
        // Told once more where the observer was connected again.
        if (at <= newest || !(initiatorType === 'fetch' || initiatorType === 'xmlhttprequest')) continue;
        latest = Math.max(latest, at);
        const [path = ''] = name.split(/[?#]/);
        const press = causedBy(at);
        const known = paths.get(path) || { kinds: new Set(), alone: 0 };
        if (paths.size < MAX_PATHS) paths.set(path, known);
        if (press) known.kinds.add(kindOf(press.element));
        else known.alone++;
        // Not in every browser. 0: no answer came, or none that the page may read.
        list.push({ at, path, name, isOk: status === undefined || (status > 0 && status < 400) });
      }
      newest = latest;
      list = list.slice(-MAX_REQUESTS);
    },
    /** When requests began in that time that ended well and are an answer. */
    answersIn: (from: number, to: number): number[] =>
      list
        .filter(({ at, path, name, isOk }) => {
          const { kinds, alone } = paths.get(path) || { kinds: new Set(), alone: 0 };
          return (
            at >= from &&
            at < to &&
            isOk &&
            (matchesGlob(name, requests) ||
              (isOnSite(name, site) && !TELEMETRY.test(path) && kinds.size < SEVERAL && alone < SEVERAL)) &&
            !matchesGlob(name, ignore)
          );
        })
        .map(({ at }) => at),
  };
};

/** When requests began in a time that ended well and are an answer. */
export type Network = Pick<ReturnType<typeof createNetwork>, 'answersIn'>;
