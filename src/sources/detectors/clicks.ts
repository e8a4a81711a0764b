import { latestOf } from '../../visit/merge.js';
import type { DetectorContext, Here } from './context.js';
import { watchErrors } from './errors.js';
import type { Evidence } from './evidence/evidence.js';
import { elementOf, findIn, isSamePlace, type Press } from './press.js';
import { createPressVerdicts } from './press-verdicts.js';

/** A pointer that moved farther between going down and up has dragged, in px. */
const DRAG = 10;
/** A click on a label is followed by one of the browser's on its field. */
const OF_LABEL_MS = 50;
/** A click by a key comes as it goes down or up. */
const OF_KEY_MS = 1000;

/** A click by script on one of these opens a picker of the browser's, or begins a download. */
const PICKER = '[type=file],[type=color],[type=date],[type=time],a[download]';

/** Was it a plain click or tap that came up where it went down? */
const isPress = ({ x, y }: Press, { clientX, clientY, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  !(ctrlKey || metaKey || shiftKey || altKey) && Math.hypot(clientX - x, clientY - y) <= DRAG;

/** Makes presses of what is pressed, and has each judged. */
const createPresses = (context: DetectorContext, evidence: Evidence) => {
  const { rage_click, dead_click } = context.settings;
  const verdicts = createPressVerdicts(context, evidence);
  const errors = watchErrors(context, evidence);
  const clickedAt = new WeakMap<Element, number>();
  let ended: Press | undefined;
  let last: Press | undefined;
  let scrolled: Element | undefined;
  /** What stands for presses on one place, one after the other. */
  let place = {};

  /** A second click on the same thing, or on what stands in its place, within so many ms is the same complaint. */
  const isRepeated = (press: Press): boolean => {
    const { element, at } = press;
    const before = ended && isSamePlace(ended, press, rage_click.radius) ? ended.at : clickedAt.get(element);
    clickedAt.set(element, at);
    return at - (before ?? -Infinity) < dead_click.again;
  };

  return {
    verdicts,
    last: (): Press | undefined => last,
    begin: (here: Here, more: Partial<Press>): Press => {
      const element = elementOf(here.path);
      const { at } = here;
      const blank = { times: [at], x: 0, y: 0, touch: false };
      const press: Press = { ...here, ...blank, element, ...evidence.before(element), ...more };
      const goesOn = !!last && !press.key && !last.key && isSamePlace(last, press, rage_click.radius);
      // What had the focus before the first of them: the page may give it back late.
      if (last && goesOn) press.focused = last.focused;
      else place = {};
      last = press;
      evidence.begin(press, goesOn);
      evidence.judge(press, (answer) => {
        errors.judge(press, answer);
        verdicts.judge(press, answer);
      });
      return press;
    },
    /** The pointer has come up: a press, whether or not the browser makes a click of it. */
    end: (press: Press): void => {
      press.ended = true;
      press.isRepeated = isRepeated(press);
      if (press.key) return;
      ended = press;
      if (scrolled === press.element) verdicts.dropRage();
      scrolled = undefined;
      verdicts.count(place, press);
    },
    scroll: (target: EventTarget | null): void => {
      // What scrolls beside the button (a carousel's track) is an answer, not a scroll of the visitor's.
      if (target && ended && ended.path.includes(target)) scrolled = ended.element;
    },
  };
};

/** Rage, dead and error clicks: presses, and verdicts on what became of them. */
export const watchClicks = (context: DetectorContext, evidence: Evidence): void => {
  const { page, session, onHidden, onSignal, on, undos } = context;
  const presses = createPresses(context, evidence);
  const { verdicts } = presses;
  let down: Press | undefined;
  let keyAt = -1;

  // Only pointer events of these types come here.
  on('pointerdown', (event, here) => {
    const { isTrusted, isPrimary, button, clientX: x, clientY: y, pointerType } = event as PointerEvent;
    down = undefined;
    if (!isTrusted || !isPrimary || button) return;
    const touch = pointerType !== 'mouse';
    down = presses.begin(here, { x, y, touch });
    const open = session();
    const device = touch ? 'touch' : 'mouse';
    // Written only when it changes: every write goes to the disk.
    if (open && latestOf(open.own(), 'device') !== device) open.update({ latest: { device: [page.now(), device] } });
  });
  const end = (press: Press, event: Event, at: number) => {
    press.times.push(at);
    if (!press.ended && isPress(press, event as MouseEvent)) presses.end(press);
  };
  on('pointerup', (event, { at }) => {
    if (down && event.isTrusted) end(down, event, at);
  });
  on('keydown', (_, { at }) => {
    keyAt = at;
  });
  on('pointercancel', () => {
    down = undefined;
  });
  on('click', (event, here) => {
    const { at, path } = here;
    if (!event.isTrusted && findIn(path.slice(0, 1), PICKER)) evidence.answer();
    if (!event.isTrusted || (event as MouseEvent).button) return;
    const last = presses.last();
    let press = down;
    down = undefined;
    if (press) end(press, event, at);
    // A click without its own press comes from the keyboard, or from the label of what was clicked.
    else if (last && at - (last.times[last.times.length - 1] as number) < OF_LABEL_MS) return;
    else {
      press = presses.begin({ ...here, at: at - keyAt < OF_KEY_MS ? keyAt : at }, { key: true });
      presses.end(press);
    }
    press.click = event;
    evidence.end(press);
  });
  on('scroll', ({ target }) => presses.scroll(target));

  undos.push(
    onHidden(() => {
      verdicts.endRage();
      evidence.forget();
    }),
    onSignal(({ type, origin }) => {
      if (origin === 'fullstory' && (type === 'rage_click' || type === 'rage_tap')) verdicts.dropRage();
    }),
    () => verdicts.stop(),
  );
};
