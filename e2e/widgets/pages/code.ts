// Six boxes for a code from a text message, written by the shop.
import { $, $$, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Your code</h1><div id="boxes" class="row">${[0, 1, 2, 3, 4, 5].map((at) => `<input class="box" inputmode="numeric" maxlength="1" size="1"${at ? '' : ' autocomplete="one-time-code"'} aria-label="Digit ${at + 1}">`).join('')}</div><p id="said"></p><button id="again">Send it again</button>`,
);
const boxes = $$('.box');
const check = async () => {
  await fetch('/api/ok?ms=300');
  if (broken === 'wrong') {
    for (const box of boxes) box.value = '';
    boxes[0]?.focus();
    $('#said').innerHTML = '<span style="color:#d32f2f">That code is not right.</span>';
  } else $('#boxes').outerHTML = '<p id="in">Welcome back</p>';
};
boxes.forEach((box, at) => {
  box.addEventListener('input', () => {
    boxes[at + 1]?.focus();
    if (boxes.every(({ value }) => value)) check();
  });
});
if (broken !== 'handler')
  $('#again').addEventListener('click', () => {
    $('#said').textContent = 'Another code is on its way.';
  });
ready();
