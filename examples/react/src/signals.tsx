import { type Bridge, createBridge, type Options } from 'fullstory-ometria';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

const Signals = createContext<Bridge | undefined>(undefined);

/** One bridge for the whole shop, from mounting to unmounting. Rendered on a server it does nothing. */
export const SignalsProvider = ({ options, children }: { options: Options; children: ReactNode }) => {
  const [bridge, setBridge] = useState<Bridge>();
  // A bridge is configured once: the options of the first render count.
  const first = useRef(options);
  useEffect(() => {
    const made = createBridge(first.current);
    setBridge(made);
    // Strict mode mounts twice: the first bridge is gone before the second is made.
    return () => made.stop();
  }, []);
  return <Signals value={bridge}>{children}</Signals>;
};

/** undefined until the shop is mounted. */
export const useSignals = () => useContext(Signals);
