import type { Primitive } from '../../types/signal.js';
import { latestOf } from '../../visit/merge.js';
import { type Funnel, isFunnelType, keepStage, stageOf, whereabouts } from '../funnel.js';
import type { Ports } from '../source.js';

/**
 * How the stage of the page is known: an event of the page says it; its path suggests it, or a basket that was opened on
 * it; it is the stage of the page before, as long as nobody says that this page is of another kind. Nothing of it where
 * there is no stage, or the site itself has said one.
 */
type Ground = 'event' | 'path' | 'basket' | 'before' | undefined;

interface Parts {
  ports: Ports;
  funnel: Funnel;
  /** The visit has gone on to a stage. */
  progressed(stage: string): void;
}

/** Follows the visit through the funnel. */
export const createStages = ({ ports, funnel, progressed }: Parts) => {
  const { page, session, context } = ports;
  const names = funnel.stages.map(({ stage }) => stage);
  let ground: Ground;
  /** What was said on that ground. */
  let said: string | undefined;
  /** What the record held before a stage was only suggested. */
  let before: { stage: Primitive; funnel: number | string } = { stage: '', funnel: 0 };
  // At the start the events that are there come first: what they say of the page outranks its path.
  let isStarted = false;

  const keep = (stage: string) => {
    const open = session();
    if (open) open.update({ latest: { stage: [open.renew(), keepStage(stage, page.path())] } });
  };

  const say = (stage: string, on: Ground) => {
    const open = session();
    const own = open && open.own();
    before = { stage: (own && latestOf(own, 'stage')) || '', funnel: (own && own.maxima.funnel) || 0 };
    ground = on;
    said = stage;
    context.say({ stage });
  };

  /** The page is of another kind than was thought. */
  const withdraw = () => {
    const open = session();
    if (open && isStarted && (ground === 'path' || ground === 'basket'))
      open.update({ latest: { stage: [open.renew(), before.stage] }, maxima: { funnel: before.funnel } });
    ground = undefined;
    context.say({ stage: null });
  };

  /** Something is known of the page, or no longer: has the visit come to another stage? */
  const track = () => {
    const open = session();
    const { stage, type = '' } = context.now();
    if (stage !== said) ground = undefined;
    const isElsewhere = ground === 'path' ? type === 'product' : ground === 'before' && type && !isFunnelType(type);
    if (isElsewhere) return withdraw();
    if (!open || !stage || (!isStarted && ground === 'path') || stage === whereabouts(ports).stage) return;
    keep(stage);
    open.update({ maxima: { funnel: Math.max(Number(open.own().maxima.funnel || 0), names.indexOf(stage) + 1) } });
    progressed(stage);
  };

  return {
    track,
    withdraw,
    /** What the path of the page in view suggests. */
    suggest: () => {
      const stage = stageOf(funnel, page.path());
      if (stage) say(stage, 'path');
    },
    /** An event has led to a stage; a basket may be opened on any page. */
    reach: (stage: string, isBasket: boolean) => say(stage, isBasket ? 'basket' : 'event'),
    /** Without any other word the stage of the page before goes on. */
    carry: () => {
      const { stage, elsewhere } = whereabouts(ports);
      if (stage && !elsewhere && !context.now().stage) say(stage, 'before');
    },
    /** Another view of this document. */
    forget: () => {
      ground = said = undefined;
    },
    end: () => {
      keep('');
      context.say({ stage: null });
    },
    started: () => {
      isStarted = true;
      track();
    },
    /** Is the page's stage certain enough that the products it shows do not make it a product page? */
    isCertain: () => !!context.now().stage && (ground === 'event' || !ground),
    /** Does the stage only go on from the page before? */
    isCarried: () => ground === 'before',
    isSuggested: () => ground === 'path' || ground === 'basket',
  };
};
