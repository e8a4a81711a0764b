import { jQuery } from './shared/jquery.js';
import 'parsleyjs';
import 'parsleyjs/src/parsley.css';
import { $, ready, shop } from './shared/shop.js';

shop(
  `<h1>Reserve</h1><form id="reserve" style="width:320px"><p><input id="name" name="name" autocomplete="name" placeholder="Name" required></p><p><input id="tel" name="tel" type="tel" autocomplete="tel" placeholder="Telephone" required data-parsley-minlength="6"></p><button id="send">Reserve</button></form><p id="said" role="status"></p>`,
);
jQuery('#reserve')
  .parsley()
  .on('form:submit', () => {
    $('#said').textContent = 'Reserved until Tuesday';
    $<HTMLFormElement>('#reserve').reset();
    return false;
  });
ready();
