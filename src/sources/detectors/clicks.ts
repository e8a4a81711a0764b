import { stamp } from '../../session/state.js';
import { NEVER, SETTLED } from './dead-click.js';
import type { Desk, Place } from './desk.js';
import { isOwnFailure } from './error-click.js';
import { CLICKABLE, findIn, isPager, type Press } from './press.js';
import { createRage } from './rage-click.js';
import { createReactions, hasSelection, valuesAround } from './reactions.js';

/** A pointer that moved farther between going down and the click has dragged, in px. */
const DRAG = 10;

/** Quick clicks there are no rage: text is edited and selected, values are dragged, films are played. */
const CALM = `input:not([type=button]):not([type=submit]):not([type=checkbox]):not([type=radio]),select,textarea,canvas,video,audio,[role=slider],[role=spinbutton],[role=textbox],[contenteditable]:not([contenteditable=false])`;

/** One pair of listeners for rage, dead and error clicks. */
export const watchClicks = (desk: Desk): void => {
  const { page, session, onHidden, onSignal, settings, on, say, undos } = desk;
  const { rage_click, dead_click, error_click } = settings;
  const { document, window } = page;
  const reactions = createReactions(desk, dead_click);
  const clickedAt = new WeakMap<Element, number>();
  let press: Press | undefined;
  let latest: Press | undefined;
  let scrolled: Element | undefined;
  let selectedAt = -1;
  let quiet = () => {};
  let failing: (Place & { at: number }) | undefined;

  const cursorOf = (element: Element) => window.getComputedStyle(element).cursor;
  const looksClickable = ({ path }: Press) =>
    findIn(path, CLICKABLE) ||
    // The innermost node of a pointer event is an element. A page that is a hand all over says nothing by it.
    (cursorOf(path[0] as Element) === 'pointer' && cursorOf(document.body) !== 'pointer');

  const rage = createRage<Press>(rage_click, (chain) => {
    // A chain is rage only with several clicks in it.
    const [{ at }, last] = [chain[0], chain[chain.length - 1]] as [Press, Press];
    const open = session();
    // FullStory announces rage clicks itself on this site, in this tab or another.
    if (open && open.parts().some(({ ragehook }) => ragehook)) return;
    const { path, element, touch } = last;
    if (findIn(path, CALM) || (isPager(element, rage_click.controls) && chain.some(reactions.answered))) return;
    if (selectedAt >= at && hasSelection(element) && !looksClickable(last)) return;
    say(touch ? 'rage_tap' : 'rage_click', { clicks: chain.length }, last);
  });

  // Only pointer events of these types come here.
  on('pointerdown', (event, here) => {
    const { isTrusted, isPrimary, button, clientX: x, clientY: y, pointerType } = event as PointerEvent;
    press = undefined;
    if (!isTrusted || !isPrimary || button) return;
    const { path } = here;
    // The innermost node of a pointer event is an element.
    const element = findIn(path, CLICKABLE) || (path[0] as Element);
    const touch = pointerType !== 'mouse';
    const values = valuesAround(element);
    const down: Press = { ...here, x, y, touch, element, values };
    press = down;
    reactions.watch(down, () => {
      if (
        down.clicked &&
        !down.repeated &&
        !reactions.answered(down) &&
        !findIn(path, NEVER) &&
        !findIn(path.slice(0, path.indexOf(element) + 1), SETTLED) &&
        // The cursor is asked last: it costs a computed style.
        looksClickable(down)
      )
        say('dead_click', {}, down);
    });
    const open = session();
    const device = touch ? 'touch' : 'mouse';
    // Written only when it changes: every write goes to the disk.
    if (open && !String(open.own().device).includes(device)) open.update({ device: stamp(page.now(), device) });
  });

  on('click', (event, here) => {
    const mouse = event as MouseEvent;
    const down = press;
    press = undefined;
    if (!mouse.isTrusted || mouse.button) return;
    failing = here;
    // A click without its own press comes from the keyboard, or from the label of what was clicked.
    if (!down || mouse.ctrlKey || mouse.metaKey || mouse.shiftKey || mouse.altKey) return;
    if (Math.hypot(mouse.clientX - down.x, mouse.clientY - down.y) > DRAG) return;
    latest = down;
    down.clicked = true;
    // A second click on the same thing within so many ms is the same complaint.
    down.repeated = down.at - (clickedAt.get(down.element) ?? -Infinity) < dead_click.again;
    clickedAt.set(down.element, down.at);
    if (scrolled === down.element) {
      rage.drop();
      scrolled = undefined;
    }
    if (!rage.click(down.element, down)) return;
    quiet();
    quiet = page.after(rage_click.within, () => rage.end(down.at));
  });

  on('selectionchange', (_, { at }) => (selectedAt = at));
  on('scroll', ({ target }) => {
    // What scrolls beside the button (a carousel's track) is an answer, not a scroll of the visitor's.
    if (target && latest && latest.path.includes(target)) scrolled = latest.element;
  });

  on('error unhandledrejection', (event, { at }) => {
    const scripts = [`${window.location.origin}/*`, ...error_click.scripts];
    if (!event.isTrusted || !failing || !isOwnFailure(event, scripts)) return;
    if (at - failing.at <= error_click.within) say('error_click', {}, failing);
    failing = undefined;
  });

  undos.push(
    onHidden(() => rage.end(Infinity)),
    onSignal(({ type, origin }) => {
      if (origin === 'fullstory' && /^rage_/.test(type)) rage.drop();
    }),
    () => quiet(),
  );
};
