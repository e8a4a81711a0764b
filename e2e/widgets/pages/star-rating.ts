import StarRating from 'star-rating.js';
import 'star-rating.js/dist/star-rating.css';
import { ready, shop } from './shared/shop.js';

shop(
  `<h1>How was it?</h1><form><select id="stars" name="stars"><option value="">How many?</option>${[5, 4, 3, 2, 1].map((one) => `<option value="${one}">${one} stars</option>`).join('')}</select><textarea name="words"></textarea></form>`,
);
new StarRating('#stars', { tooltip: false });
ready();
