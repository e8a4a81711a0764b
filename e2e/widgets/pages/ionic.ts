import '@ionic/core/css/ionic.bundle.css';
import { initialize } from '@ionic/core/components';
import { defineCustomElement as accordion } from '@ionic/core/components/ion-accordion.js';
import { defineCustomElement as accordionGroup } from '@ionic/core/components/ion-accordion-group.js';
import { defineCustomElement as button } from '@ionic/core/components/ion-button.js';
import { defineCustomElement as input } from '@ionic/core/components/ion-input.js';
import { defineCustomElement as item } from '@ionic/core/components/ion-item.js';
import { defineCustomElement as label } from '@ionic/core/components/ion-label.js';
import { defineCustomElement as modal } from '@ionic/core/components/ion-modal.js';
import { defineCustomElement as segment } from '@ionic/core/components/ion-segment.js';
import { defineCustomElement as segmentButton } from '@ionic/core/components/ion-segment-button.js';
import { defineCustomElement as toast } from '@ionic/core/components/ion-toast.js';
import { defineCustomElement as toggle } from '@ionic/core/components/ion-toggle.js';
import { $, addToBasket, broken, ready, shop } from './shared/shop.js';

initialize({ mode: 'md' });
for (const define of [
  accordion,
  accordionGroup,
  button,
  input,
  item,
  label,
  modal,
  segment,
  segmentButton,
  toast,
  toggle,
])
  define();

shop(`<h1>Boots</h1><ion-segment value="m" id="sizes">${['s', 'm', 'l'].map((one) => `<ion-segment-button value="${one}"><ion-label>${one}</ion-label></ion-segment-button>`).join('')}</ion-segment>
<ion-toggle id="gift">Gift</ion-toggle><p><ion-button id="add">Add to basket</ion-button> <ion-button id="guide" fill="outline">Size guide</ion-button></p>
<ion-accordion-group><ion-accordion value="care"><ion-item slot="header" id="care"><ion-label>Care</ion-label></ion-item><div slot="content">Grease them</div></ion-accordion></ion-accordion-group>
<ion-modal id="sizes-modal"><div style="padding:30px">36 to 45 <ion-button id="close">Close</ion-button></div></ion-modal>
<div id="box" style="max-width:320px"><ion-input id="name" label="Name" name="name" autocomplete="name"></ion-input><ion-input id="email" label="E-mail" name="email" type="email" autocomplete="email" error-text="This address is not complete"></ion-input><ion-button id="send">Join</ion-button></div>
<style>body { overflow: auto; position: static }</style>`);
const say = async (message: string, color: string) => {
  const box = Object.assign(document.createElement('ion-toast'), { message, color, duration: 2500 });
  document.body.append(box);
  await box.present();
};
if (broken !== 'handler') {
  $('#add').addEventListener('click', async () => {
    const path = { hangs: '/api/hang', fails: '/api/fail' }[broken] ?? '/api/ok';
    if (await addToBasket(path)) await say('In your basket', 'success');
    else if (broken === 'fails') await say('That did not work. Please try again.', 'danger');
  });
  $('#guide').addEventListener('click', () => $<HTMLIonModalElement>('#sizes-modal').present());
}
$('#close').addEventListener('click', () => $<HTMLIonModalElement>('#sizes-modal').dismiss());
$('#send').addEventListener('click', async () => {
  const email = $<HTMLIonInputElement>('#email');
  if (String(email.value ?? '').includes('@')) {
    await fetch('/api/ok?ms=300');
    $('#box').innerHTML = '<p id="sent">You are on the list</p>';
  } else email.classList.add('ion-invalid', 'ion-touched');
});
ready();
