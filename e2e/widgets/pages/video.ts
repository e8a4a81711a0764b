import videojs from 'video.js';
import 'video.js/dist/video-js.css';
import { ready, shop } from './shared/shop.js';

shop('<h1>The fell</h1><video-js id="film" width="480" height="270"></video-js>');
videojs('film', { controls: true, sources: [{ src: '/sound.wav', type: 'audio/wav' }] });
ready();
