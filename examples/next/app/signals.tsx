'use client';

import { type Bridge, createBridge } from 'fullstory-ometria';
import { dataLayer } from 'fullstory-ometria/data-layer';
import { detectors } from 'fullstory-ometria/detectors';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Signals = createContext<Bridge | undefined>(undefined);

/** One bridge for all routes below it. The options stand here, since a server component cannot hand functions over. */
export const SignalsProvider = ({ children }: { children: ReactNode }) => {
  const [bridge, setBridge] = useState<Bridge>();
  useEffect(() => {
    const made = createBridge({ consent: 'granted', sources: [detectors(), dataLayer()] });
    setBridge(made);
    // Strict mode mounts twice: the first bridge is gone before the second is made.
    return () => made.stop();
  }, []);
  return <Signals value={bridge}>{children}</Signals>;
};

/** undefined on the server, and until the shop is mounted. */
export const useSignals = () => useContext(Signals);

/** Says what the route shows. A server component renders it with plain data. */
export const Shows = ({ type, product, category, stage }: Parameters<Bridge['page']>[0]) => {
  const signals = useSignals();
  useEffect(() => signals?.page({ type, product, category, stage }), [signals, type, product, category, stage]);
  return null;
};
