import type { DetectorContext } from './context.js';
import type { Evidence } from './evidence/evidence.js';
import { controlAt, groupOf, isExempt, isUndecidable } from './evidence/place.js';
import { CLICKABLE, findIn, type Press } from './press.js';
import type { Answer } from './verdicts/answers.js';
import { createRage, isRage } from './verdicts/rage.js';

/** Quick clicks there are no rage: text is edited and selected, values are dragged, films are played. */
const CALM = `input:not([type=button]):not([type=submit]):not([type=checkbox]):not([type=radio]),select,textarea,canvas,video,audio,[role=slider],[role=spinbutton],[role=textbox],[contenteditable]:not([contenteditable=false])`;

/** What was pressed as the visitor sees it, and whether it looks as if a press would do something. */
const createLook = ({ page: { window, document } }: DetectorContext) => {
  const style = window.getComputedStyle.bind(window);
  return {
    style,
    controlOf: (press: Press): Element => controlAt(press, document, style) || press.element,
    // The cursor is asked last: it costs a computed style. A page that is a hand all over says nothing by it.
    isClickable: (control: Element): boolean =>
      control.matches(CLICKABLE) ||
      (/^(pointer|zoom)/.test(style(control).cursor) && style(document.body).cursor !== 'pointer'),
    /** Words, or the page beside them, that are selected by pressing quickly: no control that is covered or switched off. */
    isText: (control: Element): boolean => {
      const { cursor, position } = style(control);
      return (
        !control.matches(CLICKABLE) &&
        (position === 'static' || !!(control.textContent || '').trim()) &&
        /^(auto|default|text)$/.test(cursor)
      );
    },
  };
};

/** rage_click, rage_tap and dead_click. */
export const createPressVerdicts = (context: DetectorContext, evidence: Evidence) => {
  const { page, session, settings, say, undecided } = context;
  const { rage_click, dead_click } = settings;
  const { style, controlOf, isClickable, isText } = createLook(context);
  /** Of neighbours, the one whose press was answered last: it is chosen. */
  const chosen = new WeakMap<Element, Element>();
  let quiet = () => {};

  const judgeRage = (chain: Press[], isLast: boolean): void => {
    // A chain is rage only with several clicks in it.
    const end = chain[chain.length - 1] as Press;
    const open = session();
    // FullStory announces rage clicks itself on this site, in this tab or another.
    if (open && open.parts().some(({ maxima }) => maxima.ragehook)) return;
    if (findIn(end.path, CALM)) return;
    if (!isRage(chain.map(evidence.answerOf))) {
      // A countdown or a hero that turns is known by its third beat, which may be still to come.
      if (!isLast) evidence.later(dead_click.verdict - rage_click.within, () => judgeRage(chain, true));
      return;
    }
    const control = controlOf(end);
    if (chain.some(({ selected }) => selected) && isText(control)) return;
    if (chain.some(({ unknown }) => unknown) || isUndecidable(control)) undecided();
    else say(end.touch ? 'rage_tap' : 'rage_click', { clicks: chain.length }, end);
  };
  const rage = createRage<Press>(rage_click, (chain) => judgeRage(chain, false));

  return {
    dropRage: rage.drop,
    endRage: (): void => rage.end(Infinity),
    stop: (): void => quiet(),
    /** A press has ended on that place, which one object stands for. */
    count: (place: object, press: Press): void => {
      if (!rage.click(place, press)) return;
      quiet();
      quiet = page.after(rage_click.within, () => rage.end(press.at));
    },
    /** Its time is over: was it a dead one? */
    judge: (press: Press, answer: Answer): void => {
      const { element, isRepeated, ended, selected, unknown, isAttempt } = press;
      if (!ended || isRepeated || isAttempt) return;
      const group = groupOf(element);
      const isChosen = !!group && chosen.get(group) === element;
      if (group && answer) chosen.set(group, element);
      if (answer || isChosen) return;
      const control = controlOf(press);
      if (selected && !control.matches(CLICKABLE)) return;
      if (isExempt(control, press, style) || evidence.isOpenedByHover(press) || !isClickable(control)) return;
      if (unknown || isUndecidable(control)) undecided();
      else say('dead_click', {}, press);
    },
  };
};
