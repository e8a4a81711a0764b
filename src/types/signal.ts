export type Primitive = string | number | boolean;

/** Who decided that it happened: a FullStory event, a detector of the tag, or the site's own call. */
export type Origin = 'fullstory' | 'tag' | 'page';

/** What every signal may carry. Whatever is missing is filled in from the page. */
export interface SignalContext {
  /** Epoch milliseconds; default now. A time in the future or before the session's time-out counts as now. */
  at?: number;
  /** Path of the page; it is redacted before it is kept. Default: the page's own path. */
  page?: string;
  /** Funnel stage. Default: the stage the visit is at. */
  stage?: string;
  /** FullStory replay URL of this moment. Default: asked of FullStory. */
  replayUrl?: string;
}

/** A signal as a page or an adapter hands it in. Texts are bounded to 64 characters. */
export type SignalInput = SignalContext &
  (
    | { type: 'rage_click' | 'rage_tap' | 'dead_click' | 'error_click'; target?: string; clicks?: number }
    | { type: 'mouse_thrash' }
    /** name: why it leads nowhere, `error`, `search` or `turn`. */
    | { type: 'dead_end'; name?: string }
    | { type: 'search_struggle' }
    | { type: 'basket_churn'; product?: string }
    /** Taken back like an abandonment. */
    | { type: 'hesitation'; stage: string }
    /** Names, never values. */
    | { type: 'form_error' | 'form_abandon'; form?: string; field?: string }
    | { type: 'dwell'; product?: string; category?: string; seconds: number }
    | { type: 'funnel_abandon' | 'funnel_progress'; stage: string }
    /** Retracts abandonment; never a signal_type. */
    | { type: 'purchase' }
    /** activeSeconds: since the last attention signal of this page view. */
    | { type: 'attention'; activeSeconds: number; scrollDepth: number; category?: string; product?: string }
    /** name and property names: `^[a-z][a-z0-9_]*$`, at most 64 characters; at most 10 properties. */
    | { type: 'custom'; name: string; properties?: Record<string, Primitive> }
  );

export type SignalType = SignalInput['type'];

/** A signal that has been read and bounded. */
export interface Signal {
  type: SignalType;
  at: number;
  origin: Origin;
  page?: string;
  stage?: string;
  replayUrl?: string;
  target?: string;
  form?: string;
  field?: string;
  product?: string;
  category?: string;
  name?: string;
  clicks?: number;
  seconds?: number;
  activeSeconds?: number;
  scrollDepth?: number;
  properties?: Record<string, Primitive>;
}
