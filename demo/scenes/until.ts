// Only a step that fails takes so long; a busy machine may need a good part of it.
const PATIENCE_MS = 30_000;
const LOOK_MS = 100;

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits for a condition; rejects where it does not come. */
export const until = async (look: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    // A page that is just being replaced has nothing to look at.
    const found = await Promise.resolve()
      .then(look)
      .catch(() => false);
    if (found) return;
    if (performance.now() > end) throw new Error('What this step waits for did not happen.');
    await wait(LOOK_MS);
  }
};
