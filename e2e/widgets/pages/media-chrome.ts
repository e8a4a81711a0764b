import 'media-chrome';
import { broken, ready, shop } from './shared/shop.js';

const media = broken === 'no media' ? '' : '<audio slot="media" src="/sound.wav" preload="auto"></audio>';
shop(
  `<h1>How we knit</h1><media-controller audio style="width:500px">${media}<media-control-bar><media-play-button id="play"></media-play-button><media-seek-forward-button seekoffset="1" id="forward"></media-seek-forward-button><media-mute-button id="mute"></media-mute-button><media-time-range></media-time-range><media-time-display></media-time-display></media-control-bar></media-controller>`,
);
ready();
