import type { DetectorContext } from './context.js';

interface Thresholds {
  turns: number;
  within: number;
  leg: number;
}

/** One axis: turns between legs that are long enough. Answers how many there were in the time that counts. */
const createAxis = ({ within, leg }: Thresholds) => {
  let times: number[] = [];
  let extreme: number | undefined;
  let direction = 0;
  return (at: number, position: number): number => {
    if (extreme === undefined) extreme = position;
    const moved = position - extreme;
    if (moved * direction > 0) extreme = position;
    else if (Math.abs(moved) >= leg) {
      // The first leg is no turn.
      if (direction) times = [...times.filter((time) => at - time <= within), at];
      direction = Math.sign(moved);
      extreme = position;
      return times.length;
    }
    return 0;
  };
};

/** Shaking of the mouse: turns on an axis, within so many ms, legs of at least so many px. */
export const createThrash = (thresholds: Thresholds) => {
  const { turns, within } = thresholds;
  let axes = [createAxis(thresholds), createAxis(thresholds)];
  let calm = 0;
  return {
    /** Answers true once for each shaking. */
    move: (at: number, x: number, y: number): boolean => {
      const counts = axes.map((axis, index) => axis(at, index ? y : x));
      if (Math.max(...counts) < turns) return false;
      // One shaking is one signal, until the pointer has been calm.
      const again = at < calm;
      calm = at + within;
      return !again;
    },
    /** A button is down, or the pointer is a finger: what was does not count. */
    drop: () => {
      axes = [createAxis(thresholds), createAxis(thresholds)];
    },
  };
};

export const watchThrash = ({ settings, on, say, isOff }: DetectorContext): void => {
  if (isOff('mouse_thrash')) return;
  const thrash = createThrash(settings.mouse_thrash);
  on('pointermove', (event, here) => {
    // Only pointer events of this type come here.
    const { isTrusted, pointerType, buttons, clientX, clientY } = event as PointerEvent;
    if (!isTrusted || pointerType !== 'mouse' || buttons) return thrash.drop();
    if (thrash.move(here.at, clientX, clientY)) say('mouse_thrash', {}, here);
  });
};
