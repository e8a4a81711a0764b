/** What of a press its answers are matched with. */
export interface Pressed {
  at: number;
  /** When its events were dispatched: down, up, click. */
  times: readonly number[];
}

/** Something that happened. `sure`: nothing on the page does it by itself. */
export interface Effect {
  at: number;
  sure: boolean;
}

/** `surely`: by what came at once, or does not come by itself; `maybe`: by what came later; undefined: nothing did. */
export type Answer = 'surely' | 'maybe' | undefined;

/** What comes so soon after an event was dispatched is its effect: a frame or two, and what the page does meanwhile. */
export const AT_ONCE_MS = 60;
// Changes closer to each other are one answer, such as the frames of a movement.
const ONE_MS = 50;

/**
 * Presses on one thing and what happened meanwhile: which of them were answered? What did not come at once answers the
 * oldest that waits, so that five presses with five late answers are content, and five with one are not.
 */
export const matchAnswers = (presses: readonly Pressed[], effects: readonly Effect[], within: number): Answer[] => {
  const answers: Answer[] = presses.map(() => undefined);
  const late: Effect[] = [];
  for (const effect of [...effects].sort((a, b) => a.at - b.at)) {
    const follows = (time: number) => effect.at >= time && effect.at - time <= AT_ONCE_MS;
    let own = presses.length - 1;
    while (own >= 0 && !presses[own]?.times.some(follows)) own--;
    if (own >= 0) answers[own] = 'surely';
    else late.push(effect);
  }
  let last = -Infinity;
  for (const { at, sure } of late) {
    const isNew = sure || at - last > ONE_MS;
    last = at;
    if (!isNew) continue;
    const waiting = presses.findIndex((press, index) => !answers[index] && at >= press.at && at - press.at <= within);
    if (waiting >= 0) answers[waiting] = sure ? 'surely' : 'maybe';
  }
  return answers;
};
