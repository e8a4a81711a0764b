import type { DetectorContext } from './context.js';
import { type Complaint, complaintIn, stands } from './evidence/complaint.js';
import type { Evidence } from './evidence/evidence.js';
import { type Field, fieldsOf, invalidIn, isOfCode, present } from './evidence/fields.js';
import { isVisible } from './evidence/perceive.js';
import { leadsSomewhere } from './evidence/place.js';
import { CLICKABLE, isSending, type Press } from './press.js';
import { type AttemptFacts, judgeAttempt } from './verdicts/attempt.js';

/** One attempt comes as a press, a key and a submit, and an impatient one as several. */
const ONE_ATTEMPT_MS = 1000;
/** What the page says first may not be its last word. */
const SETTLE_MS = 1000;

/** A group of which a field was changed. */
export interface Begun {
  /** From the field that was changed last: it may have left the document by the verdict. */
  path: readonly EventTarget[];
  fields: Set<Field>;
}

interface Attempt {
  at: number;
  /** From when on its effects count: the pointer went down. */
  from: number;
  /** The press that it began with. */
  press: Press | undefined;
  group: Element;
  control: Element | undefined;
  click: Event | undefined;
  begun: Begun | undefined;
  filled: Field[];
  route: string;
  before: Complaint | undefined;
  objected?: Field;
}

interface Facts extends AttemptFacts {
  /** The group, or what stands in its place. */
  group: Element | undefined;
  said: Complaint | undefined;
  field: Field | undefined;
}

/** A link that leads elsewhere, or words beside the fields, end nothing. */
const endsNothing = ({ control, click }: Attempt, style: Window['getComputedStyle']): boolean => {
  if (!control) return false;
  if (control.matches('a')) return leadsSomewhere(control, click);
  return !control.matches(CLICKABLE) && style(control).cursor !== 'pointer';
};

const factsOf = (attempt: Attempt, { page }: DetectorContext, { watch }: Evidence): Facts => {
  const { document, window } = page;
  const { filled, from, route, before, objected } = attempt;
  const style = window.getComputedStyle.bind(window);
  const group = present(attempt.group, document);
  const shown = group ? fieldsOf(group).filter(isVisible) : [];
  const kept = filled.filter((field) => field.isConnected);
  const complaint = group && complaintIn({ group, changes: watch.changes(), from, to: Infinity, style });
  const field = objected || (group && invalidIn(group));
  return {
    group,
    field,
    said: complaint || before,
    objected: !!objected,
    gone: !shown.length || page.path() !== route || (kept.length > 0 && !kept.some(isVisible)),
    emptied: kept.length > 0 && kept.every((one) => !one.value && !isOfCode(one)),
    disabled: shown.every((one) => one.matches(':disabled')),
    invalid: !!field,
    complaint: complaint && (complaint.isMarked ? 'marked' : 'alert'),
    stayed: !!before && !!group && stands(before, group),
  };
};

/** Attempts to send a group of fields, one at a time. `begun` holds the groups with a changed field that is not sent. */
export const createAttempts = (
  context: DetectorContext,
  evidence: Evidence,
  { begun, onFail }: { begun: Map<Element, Begun>; onFail: (group: Element, field: Field | undefined) => void },
) => {
  const { page, settings, undos } = context;
  const style = page.window.getComputedStyle.bind(page.window);
  const complaints = new WeakMap<Element, Complaint>();
  let attempt: Attempt | undefined;
  let end = () => {};
  let check: (() => void) | undefined;

  const uncheck = () => {
    if (check) check();
    check = undefined;
  };
  const rest = () => {
    end();
    uncheck();
    attempt = undefined;
  };
  undos.push(rest);

  /** What has become of the attempt by now? */
  const settle = (isEnd: boolean): void => {
    const now = attempt;
    if (!now) return;
    uncheck();
    if (endsNothing(now, style)) {
      rest();
      return;
    }
    const { group, said, field, ...facts } = factsOf(now, context, evidence);
    const verdict = judgeAttempt(facts);
    if (verdict !== 'failed' || !group) {
      if (verdict === 'well' || isEnd) rest();
      return;
    }
    if (said) complaints.set(group, said);
    // The same complaint again changes nothing on the page, and the press was heard all the same.
    if (now.press) now.press.isAttempt = true;
    // What was changed in it is still not sent.
    if (now.begun) begun.set(now.group, now.begun);
    rest();
    onFail(now.group, field);
  };
  evidence.watch.onChange(() => {
    if (attempt && !check) check = page.after(SETTLE_MS, () => settle(false));
  });

  return {
    settle,
    /** The page is being left. A form that is on its way is judged by the page that answers it. */
    leave: (): void => {
      const press = evidence.latest();
      if (press && isSending(press)) rest();
      else settle(true);
    },
    begin: (group: Element | undefined, control?: Element, click?: Event): void => {
      const at = page.elapsed();
      const latest = evidence.latest();
      const press = latest && at - latest.at < ONE_ATTEMPT_MS ? latest : undefined;
      if (group && attempt && attempt.group === group && at - attempt.at < ONE_ATTEMPT_MS) {
        // Enter in a field is followed by a click on the button of its form.
        attempt.press ||= press;
        return;
      }
      if (!group) return;
      settle(true);
      const started = begun.get(group);
      attempt = {
        at,
        from: press ? press.at : at,
        press,
        group,
        control,
        click,
        begun: started,
        filled: [...((started && started.fields) || [])].filter(({ value }) => value),
        route: page.path(),
        before: complaints.get(group),
      };
      begun.delete(group);
      evidence.watch.extend(settings.form_error.late);
      end = page.after(settings.form_error.late, () => settle(true));
      check = page.after(SETTLE_MS, () => settle(false));
    },
    /** The visitor does something else: nothing that comes later is an answer. */
    turn: (at: number): void => {
      if (attempt && at - attempt.at > ONE_ATTEMPT_MS) settle(true);
    },
    /** The browser objects to a field. */
    object: (field: Field, at: number): void => {
      if (!attempt || at - attempt.at > settings.form_error.invalid || !attempt.group.contains(field)) return;
      attempt.objected = field;
      settle(false);
    },
  };
};
