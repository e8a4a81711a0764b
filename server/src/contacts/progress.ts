import type { Clock } from '../clock.js';
import type { Counts } from './report.js';

export interface Progress {
  /** Shows the counts, if the last ones have stood long enough. */
  show(counts: Readonly<Counts>): void;
  /** Shows a sentence of its own. */
  say(text: string): void;
  /** Ends the line that is overwritten. */
  end(): void;
}

const number = (value: number): string => value.toLocaleString('en-GB');

/** `1 h 5 min`, `5 min`, `40 s`. */
export const durationText = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** Progress on a terminal, overwritten each second, or in a log, a line each ten seconds. */
export const createProgress = ({
  write,
  clock,
  terminal,
  share,
}: {
  write: (text: string) => void;
  clock: Clock;
  terminal: boolean;
  /** Part of the input that has been read, 0 to 1; undefined where its length is not known. */
  share: () => number | undefined;
}): Progress => {
  const interval = terminal ? 1000 : 10_000;
  const started = clock.now();
  let shown = started;
  let open = false;

  const leftText = (elapsed: number): string[] => {
    const read = share();
    if (read === undefined || read === 0) return [];
    return [`${Math.floor(100 * read)} %`, `${durationText((elapsed * (1 - read)) / read)} left`];
  };

  const text = ({ rows, sent, delivered, unchanged, repeated, refused }: Readonly<Counts>): string => {
    const elapsed = clock.now() - started;
    return [
      `${number(rows)} rows`,
      `${number(sent)} sent`,
      `${number(delivered + unchanged + repeated)} not needed`,
      `${number(refused)} refused`,
      `${number(Math.round((1000 * sent) / elapsed))} a second`,
      ...leftText(elapsed),
    ].join(' · ');
  };

  const end = (): void => {
    if (open) write('\n');
    open = false;
  };

  return {
    show(counts) {
      if (clock.now() - shown < interval) return;
      shown = clock.now();
      open = terminal;
      // The rest of a longer line before is erased.
      write(terminal ? `\r${text(counts)}\u001b[K` : `${text(counts)}\n`);
    },
    say(sentence) {
      end();
      write(`${sentence}\n`);
    },
    end,
  };
};
