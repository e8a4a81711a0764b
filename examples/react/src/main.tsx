import { dataLayer } from 'fullstory-ometria/data-layer';
import { detectors } from 'fullstory-ometria/detectors';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shop } from './shop.js';
import { SignalsProvider } from './signals.js';

const container = document.getElementById('root');
if (!container) throw new Error('There is no #root');
const root = createRoot(container);

root.render(
  <StrictMode>
    <SignalsProvider options={{ consent: 'granted', sources: [detectors(), dataLayer()] }}>
      <Shop path={location.pathname} leave={() => root.unmount()} />
    </SignalsProvider>
  </StrictMode>,
);
