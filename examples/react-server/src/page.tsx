import { dataLayer } from 'fullstory-ometria/data-layer';
import { detectors } from 'fullstory-ometria/detectors';
import { Shop } from './shop.js';
import { SignalsProvider } from './signals.js';

/** The same on the server and in the browser: nothing of the tag is in the markup. */
export const Page = ({ path, leave }: { path: string; leave: () => void }) => (
  <SignalsProvider options={{ consent: 'granted', sources: [detectors(), dataLayer()] }}>
    <Shop path={path} leave={leave} />
  </SignalsProvider>
);
