import { dataLayer } from 'fullstory-ometria/data-layer';
import { detectors } from 'fullstory-ometria/detectors';
import { createApp } from 'vue';
import Shop from './Shop.vue';
import { signals } from './signals.js';

const app = createApp(Shop, { onLeave: () => app.unmount() });
app.use(signals({ consent: 'granted', sources: [detectors(), dataLayer()] }));
app.mount('#root');
