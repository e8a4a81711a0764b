import { stamp } from '../../session/state.js';
import type { DetectorContext, Here } from './context.js';
import { watchErrors } from './errors.js';
import type { Evidence } from './evidence/evidence.js';
import { controlAt, groupOf, isExempt, isUndecidable } from './evidence/place.js';
import { CLICKABLE, elementOf, findIn, hasSelection, isSamePlace, type Press } from './press.js';
import type { Answer } from './verdicts/answers.js';
import { createRage, isRage } from './verdicts/rage.js';

/** A pointer that moved farther between going down and up has dragged, in px. */
const DRAG = 10;
/** A click on a label is followed by one of the browser's on its field. */
const OF_LABEL_MS = 50;
/** A click by a key comes as it goes down or up. */
const OF_KEY_MS = 1000;

/** Quick clicks there are no rage: text is edited and selected, values are dragged, films are played. */
const CALM = `input:not([type=button]):not([type=submit]):not([type=checkbox]):not([type=radio]),select,textarea,canvas,video,audio,[role=slider],[role=spinbutton],[role=textbox],[contenteditable]:not([contenteditable=false])`;
/** A click by script on one of these opens a picker of the browser's, or begins a download. */
const PICKER = '[type=file],[type=color],[type=date],[type=time],a[download]';

/** Rage, dead and error clicks: presses, and verdicts on what became of them. */
export const watchClicks = (context: DetectorContext, evidence: Evidence): void => {
  const { page, session, onHidden, onSignal, settings, on, say, undos, undecided } = context;
  const { rage_click, dead_click } = settings;
  const { document, window } = page;
  const style = window.getComputedStyle.bind(window);
  const errors = watchErrors(context, evidence);
  const clickedAt = new WeakMap<Element, number>();
  /** Of neighbours, the one whose press was answered last: it is chosen. */
  const chosen = new WeakMap<Element, Element>();
  let down: Press | undefined;
  let latest: Press | undefined;
  let last: Press | undefined;
  let scrolled: Element | undefined;
  let selectedAt = -1;
  let keyAt = -1;
  let quiet = () => {};
  /** What stands for presses on one place, one after the other. */
  let place = {};

  const looksClickable = (control: Element) =>
    control.matches(CLICKABLE) ||
    // A page that is a hand all over says nothing by it.
    (style(control).cursor === 'pointer' && style(document.body).cursor !== 'pointer');

  const rage = createRage<Press>(rage_click, (chain) => {
    // A chain is rage only with several clicks in it.
    const [{ at }, end] = [chain[0], chain[chain.length - 1]] as [Press, Press];
    const open = session();
    // FullStory announces rage clicks itself on this site, in this tab or another.
    if (open && open.parts().some(({ ragehook }) => ragehook)) return;
    const { path, element, touch } = end;
    if (findIn(path, CALM) || !isRage(evidence.answersOf(chain))) return;
    const control = controlAt(end, document, style) || element;
    if (selectedAt >= at && hasSelection(element) && !looksClickable(control)) return;
    if (chain.some(({ unknown }) => unknown) || isUndecidable(control)) undecided();
    else say(touch ? 'rage_tap' : 'rage_click', { clicks: chain.length }, end);
  });

  const judge = (press: Press, answer: Answer) => {
    const { element, repeated, ended, selected, unknown, isAttempt } = press;
    if (!ended || repeated || isAttempt) return;
    const group = groupOf(element);
    const isChosen = !!group && chosen.get(group) === element;
    if (group && answer) chosen.set(group, element);
    if (answer || isChosen) return;
    // The cursor is asked last: it costs a computed style.
    const control = controlAt(press, document, style) || element;
    if (selected && !control.matches(CLICKABLE)) return;
    if (isExempt(control, press, style) || evidence.isOpenedByHover(press) || !looksClickable(control)) return;
    if (unknown || isUndecidable(control)) undecided();
    else say('dead_click', {}, press);
  };

  const begin = (here: Here, fields: Partial<Press>): Press => {
    const element = elementOf(here.path);
    const press: Press = {
      ...here,
      times: [here.at],
      x: 0,
      y: 0,
      touch: false,
      element,
      ...evidence.before(element),
      ...fields,
    };
    const goesOn = !!last && !press.key && !last.key && isSamePlace(last, press, rage_click.radius);
    if (!goesOn) place = {};
    last = press;
    evidence.begin(press, goesOn);
    evidence.judge(press, (answer) => {
      errors.judge(press, answer);
      judge(press, answer);
    });
    return press;
  };

  // Only pointer events of these types come here.
  on('pointerdown', (event, here) => {
    const { isTrusted, isPrimary, button, clientX: x, clientY: y, pointerType } = event as PointerEvent;
    down = undefined;
    if (!isTrusted || !isPrimary || button) return;
    const touch = pointerType !== 'mouse';
    down = begin(here, { x, y, touch });
    const open = session();
    const device = touch ? 'touch' : 'mouse';
    // Written only when it changes: every write goes to the disk.
    if (open && !String(open.own().device).includes(device)) open.update({ device: stamp(page.now(), device) });
  });

  /** A second click on the same thing, or on what stands in its place, within so many ms is the same complaint. */
  const isRepeated = (press: Press): boolean => {
    const { element, at } = press;
    const before = latest && isSamePlace(latest, press, rage_click.radius) ? latest.at : clickedAt.get(element);
    clickedAt.set(element, at);
    return at - (before ?? -Infinity) < dead_click.again;
  };

  /** The pointer has come up: a press, whether or not the browser makes a click of it. */
  const end = (press: Press, event: MouseEvent, at: number) => {
    press.times.push(at);
    if (press.ended || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > DRAG) return;
    const { element } = press;
    press.ended = true;
    press.repeated = isRepeated(press);
    latest = press;
    if (scrolled === element) {
      rage.drop();
      scrolled = undefined;
    }
    if (!rage.click(place, press)) return;
    quiet();
    quiet = page.after(rage_click.within, () => rage.end(press.at));
  };
  on('pointerup', (event, { at }) => {
    if (down && event.isTrusted) end(down, event as PointerEvent, at);
  });
  on('keydown', (_, { at }) => {
    keyAt = at;
  });
  on('pointercancel', () => {
    down = undefined;
  });

  on('click', (event, here) => {
    const mouse = event as MouseEvent;
    const { at, path } = here;
    if (!mouse.isTrusted && findIn(path.slice(0, 1), PICKER)) evidence.answer();
    if (!mouse.isTrusted || mouse.button) return;
    let press = down;
    down = undefined;
    if (press) end(press, mouse, at);
    // A click without its own press comes from the keyboard, or from the label of what was clicked.
    else if (last && at - (last.times[last.times.length - 1] as number) < OF_LABEL_MS) return;
    else {
      press = begin({ ...here, at: at - keyAt < OF_KEY_MS ? keyAt : at }, { key: true });
      press.ended = true;
      press.repeated = isRepeated(press);
    }
    press.click = event;
    evidence.end(press);
  });

  on('selectionchange', (_, { at }) => (selectedAt = at));
  on('scroll', ({ target }) => {
    // What scrolls beside the button (a carousel's track) is an answer, not a scroll of the visitor's.
    if (target && latest && latest.path.includes(target)) scrolled = latest.element;
  });

  undos.push(
    onHidden(() => {
      rage.end(Infinity);
      evidence.forget();
    }),
    onSignal(({ type, origin }) => {
      if (origin === 'fullstory' && (type === 'rage_click' || type === 'rage_tap')) rage.drop();
    }),
    () => quiet(),
  );
};
