interface Timer {
  due: number;
  every: number | undefined;
  run: unknown;
}

/** A clock that moves only when `advance(ms)` is called. Runs in the page, before everything else; no outer names. */
export function fakeClock(window: Window & typeof globalThis & { advance?(ms: number): void }): void {
  const RealDate = window.Date;
  const began = RealDate.now();
  let now = 0;
  let lastId = 1e6;
  const timers = new Map<number, Timer>();
  class FakeDate extends RealDate {
    constructor(...args: [number]) {
      super(...(args.length > 0 ? args : ([FakeDate.now()] as [number])));
    }
    static override now() {
      return began + Math.floor(now);
    }
  }
  Reflect.set(window, 'Date', FakeDate);
  window.performance.now = () => now;
  const add = (run: unknown, ms: unknown, every?: number) => {
    lastId += 1;
    timers.set(lastId, { due: now + Math.max(0, Number(ms) || 0), every, run });
    return lastId;
  };
  const clear = (id: number) => timers.delete(id);
  const timing = {
    setTimeout: (run: unknown, ms: unknown) => add(run, ms),
    setInterval: (run: unknown, ms: unknown) => add(run, ms, Math.max(1, Number(ms) || 0)),
    clearTimeout: clear,
    clearInterval: clear,
  };
  Object.assign(window, timing);
  window.advance = (ms) => {
    const until = now + ms;
    for (;;) {
      let next: [number, Timer] | undefined;
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
