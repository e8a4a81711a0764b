/** A clock that moves only when `advance(ms)` is called. Runs in the page, before everything else; no outer names. */
export function fakeClock(window) {
  const RealDate = window.Date;
  const began = RealDate.now();
  let now = 0;
  let lastId = 1e6;
  const timers = new Map();
  class FakeDate extends RealDate {
    constructor(...args) {
      super(...(args.length > 0 ? args : [FakeDate.now()]));
    }
    static now() {
      return began + Math.floor(now);
    }
  }
  window.Date = FakeDate;
  window.performance.now = () => now;
  const add = (run, ms, every) => {
    lastId += 1;
    timers.set(lastId, { due: now + Math.max(0, Number(ms) || 0), every, run });
    return lastId;
  };
  window.setTimeout = (run, ms) => add(run, ms);
  window.setInterval = (run, ms) => add(run, ms, Math.max(1, Number(ms) || 0));
  window.clearTimeout = (id) => timers.delete(id);
  window.clearInterval = window.clearTimeout;
  window.advance = (ms) => {
    const until = now + ms;
    for (;;) {
      let next;
      for (const entry of timers) if (entry[1].due <= until && (!next || entry[1].due < next[1].due)) next = entry;
      if (!next) break;
      const [id, timer] = next;
      now = Math.max(now, timer.due);
      if (timer.every === undefined) timers.delete(id);
      else timer.due += timer.every;
      if (typeof timer.run === 'function') timer.run();
    }
    now = until;
  };
}
