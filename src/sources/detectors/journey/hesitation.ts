import { latestOf } from '../../../visit/merge.js';
import type { Stage } from '../../funnel.js';
import type { AttentionClock } from '../attention.js';
import type { DetectorContext } from '../context.js';
import { asksForPerson, type Field, isFilledIn, SUBMIT } from '../evidence/fields.js';

/**
 * Is it the last stage before an order? Where GA4's `add_payment_info` begins the last one, the stage before it is too: that
 * event comes with the press.
 */
export const isLastStage = (stage: string | undefined, stages: readonly Stage[]): boolean => {
  const [last, before] = stages.slice(-2).reverse();
  const isPaid = !!last && last.events.includes('add_payment_info');
  return !!stage && [last, isPaid ? before : last].some((one) => one && one.stage === stage);
};

/** All that is asked for is filled in, the paying control is seen, and nobody presses it. */
export const watchHesitation = (desk: DetectorContext, clock: AttentionClock, stages: readonly Stage[]): void => {
  const { page, session, context, settings, onHidden, onSignal, onView, on, undos } = desk;
  const { seconds, controls } = settings.hesitation;
  const { document, window } = page;
  /** Attention when it could have been pressed first; Infinity: it was pressed. */
  let from: number | undefined;

  /** The control that is named, or that of a form which asks for a person; once everything is filled in. */
  const find = (): Field | undefined => {
    const isNamed = controls.length > 0;
    const isReady = ({ form }: Field): boolean =>
      // What lies in a frame of the payment provider's may be empty: nobody knows but the site, which names the control.
      form ? isFilledIn(form, !isNamed) && (isNamed || asksForPerson(form, 1)) : isNamed;
    return isLastStage(context.now().stage, stages)
      ? [...document.querySelectorAll<Field>(controls.join() || SUBMIT)].find(isReady)
      : undefined;
  };
  const look = () => {
    if (from === Infinity) return;
    const control = find();
    if (!control) from = undefined;
    else if (from === undefined) {
      const { top, bottom } = control.getBoundingClientRect();
      if (bottom > 0 && top < window.innerHeight) from = clock.spent();
    }
  };
  const leave = () => {
    const open = session();
    const isLong = from !== undefined && clock.spent() - from >= seconds * 1000;
    if (open && isLong && (latestOf(open.own(), 'hesitated') || 'none') === 'none')
      open.update({ maxima: { hesitant: 1 } });
  };

  clock.onInput(look);
  // By Enter in a field too: browsers click the button.
  on('click', (_, { path }) => {
    const control = find();
    if (control && path.includes(control)) from = Infinity;
  });
  undos.push(
    onHidden(leave),
    onView(() => {
      leave();
      from = undefined;
    }),
    onSignal(({ type, at, stage }) => {
      const open = session();
      if (open && (type === 'hesitation' || type === 'purchase' || type === 'funnel_progress'))
        open.update({
          maxima: { hesitant: 0 },
          latest: { hesitated: [at, (type === 'hesitation' && stage) || 'none'] },
        });
    }),
  );
};
