import Plyr from 'plyr';
import 'plyr/dist/plyr.css';
import { ready, shop } from './shared/shop.js';

shop(
  '<h1>How we knit</h1><div style="width:480px"><video id="film" playsinline src="/sound.wav" width="480" height="270"></video></div>',
);
new Plyr('#film', {
  iconUrl: '/icons-that-are-not-there.svg',
  loadSprite: false,
  blankVideo: '/sound.wav',
  controls: ['play-large', 'play', 'progress', 'mute', 'volume', 'settings', 'fullscreen'],
});
ready();
