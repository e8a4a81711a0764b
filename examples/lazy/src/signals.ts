import type { Bridge } from 'fullstory-ometria';

// On a busy machine a page may never be idle.
const IDLE_MS = 5000;

const idle = () =>
  new Promise<unknown>((resolve) =>
    // Safari has no requestIdleCallback.
    'requestIdleCallback' in window ? requestIdleCallback(resolve, { timeout: IDLE_MS }) : setTimeout(resolve),
  );

let starting: Promise<Bridge> | undefined;

const start = async () => {
  await idle();
  const { createBridge } = await import('fullstory-ometria');
  return createBridge({ consent: 'command' });
};

/** Call it whenever the visitor has decided: until the first yes, none of the tag's bytes is loaded. */
export const decide = async (choice: 'granted' | 'denied') => {
  if (choice === 'granted') starting ??= start();
  (await starting)?.consent(choice);
};
