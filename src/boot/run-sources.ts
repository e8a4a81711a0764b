import type { ActiveSession } from '../sources/extension.js';
import { undoAll } from '../tools/guard.js';
import { notify } from '../tools/notify.js';
import { advance, PAUSE, RESUME } from './lifecycle.js';
import type { Tag } from './tag.js';

const nothing = () => {};

export const startSources = (tag: Tag): void => {
  if (tag._isShutDown || tag._sourceUndos.length) return;
  for (const source of tag._sources) tag._sourceUndos.push(tag.guard(source)(tag._emit, tag, tag._settings) || nothing);
};

export const stopSources = (tag: Tag): void => {
  tag._deferred = [];
  undoAll(tag._sourceUndos, tag.guard);
};

/**
 * What is there while the visitor agrees, when the sources have started whole: what a signal says of its page may come
 * from one of them.
 */
export const ready = (tag: Tag): ActiveSession | undefined => {
  tag.session();
  const { _deferred: starts, guard } = tag;
  while (tag._deferred === starts && starts.length) {
    const undo = guard(starts.shift() || nothing)() || nothing;
    // What it found may have led a listener of the site's to stop the tag.
    if (tag._deferred === starts) tag._sourceUndos.push(undo);
    else guard(undo)();
  }
  return tag._active;
};

/** FullStory is shut down, or starts again. */
export const followFullStory = (tag: Tag, capturing: boolean): void => {
  tag._isShutDown = tag._settings.pauseOnShutdown && !capturing;
  if (tag._isShutDown) {
    advance(tag, PAUSE);
    stopSources(tag);
  } else if (tag.session()) {
    advance(tag, RESUME);
    startSources(tag);
  }
};

/** A new page view begins in this document. */
export const beginView = (tag: Tag): void => {
  notify(tag._viewing, undefined, tag.guard);
  tag.context.clear();
  tag._byType = {};
  tag._active?._scheduler.view();
};
