import type { DetectorContext } from './context.js';
import type { Evidence } from './evidence/evidence.js';
import { siteOf } from './evidence/site.js';
import type { Press } from './press.js';
import { type Answer, AT_ONCE_MS } from './verdicts/answers.js';
import { isOwnFailure, readFailure } from './verdicts/error.js';

// Firefox and WebKit reject a fetch in flight before they tell that the page is being left.
const LEAVING_MS = 1000;
// Errors that come without a press are kept, to be known again.
const MAX_ALONE = 30;

interface Found {
  at: number;
  words: string;
  /** Thrown while the press was dispatched. */
  isOwn: boolean;
}

/** error_click: errors that a press has caused. */
export const watchErrors = ({ page, on, onHidden, settings, say, undos }: DetectorContext, evidence: Evidence) => {
  const { within, scripts } = settings.error_click;
  const site = siteOf(page.window.location.hostname);
  const alone = new Set<string>();
  const found = new Map<Press, Found>();

  const decide = (press: Press, answer: Answer) => {
    const error = found.get(press);
    found.delete(press);
    if (error && !alone.has(error.words) && (error.isOwn || !answer)) say('error_click', {}, press);
  };

  on('error unhandledrejection', (event, { at }) => {
    // WebKit's rejections are not trusted; those that a script makes up have no promise.
    if (!event.isTrusted && !('promise' in event)) return;
    const failure = readFailure(event);
    if (!failure) return;
    const { words } = failure;
    const press = evidence.latest();
    const since = press ? at - (press.times[press.times.length - 1] as number) : Infinity;
    if (!press || since > within) {
      if (alone.size < MAX_ALONE) alone.add(words);
      return;
    }
    // A rejection comes when the press is over: it may be of anything.
    const isOwn = event.type === 'error' && press.times.some((time) => at >= time && at - time <= AT_ONCE_MS);
    const { hostname, origin } = page.window.location;
    if (
      found.has(press) ||
      !isOwnFailure(failure, hostname.includes('.') ? site : hostname, [`${origin}/*`, ...scripts])
    )
      return;
    found.set(press, { at, words, isOwn });
    if (isOwn) evidence.later(LEAVING_MS, () => decide(press, undefined));
  });

  undos.push(
    onHidden(() => {
      for (const [press, { at }] of found)
        if (page.elapsed() - at < LEAVING_MS) found.delete(press);
        else decide(press, evidence.answerOf(press));
    }),
  );
  return { judge: decide };
};
