// What several pages of situations are made of.
export const TRACK =
  '<div style="width:300px;overflow:hidden"><div id="track" style="display:flex;width:3000px;height:60px"><b>One</b><b>Two</b><b>Three</b><b>Four</b></div></div>';

export const FORM =
  '<form id="f" novalidate><div class="row"><input name="email" id="email"></div><div class="row"><input name="phone" id="phone"></div><button id="send">Continue</button></form>';

/** The same fields without a form. */
export const DIV =
  '<div id="f"><div class="row"><input name="email" id="email"></div><div class="row"><input name="phone" id="phone"></div><button type="button" id="send">Continue</button></div>';

/** The form is not sent. */
export const STOP = `on('f', (event) => event.preventDefault(), 'submit');`;

export const AWAY = '<p><a id="away" href="/widgets/empty.html">Away</a></p>';
