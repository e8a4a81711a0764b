// The page of a form that the server draws anew: `/sent` answers it.
import { ready, shop } from './shared/shop.js';

const how = new URLSearchParams(location.search).get('broken') ?? 'field';
shop(
  `<h1>Your address</h1><form action="/sent/${how}" method="post"><input id="name" name="name" autocomplete="name"><input id="email" name="email" autocomplete="email"><button id="send">Continue</button></form>`,
);
ready();
