import '@material/web/button/filled-button.js';
import '@material/web/checkbox/checkbox.js';
import '@material/web/iconbutton/icon-button.js';
import '@material/web/switch/switch.js';
import '@material/web/tabs/primary-tab.js';
import type { MdTabs } from '@material/web/tabs/tabs.js';
import '@material/web/tabs/tabs.js';
import '@material/web/textfield/outlined-text-field.js';
import { $, broken, ready, shop } from './shared/shop.js';

shop(`<h1>Rug</h1><md-filled-button id="add">Add to basket</md-filled-button> <span id="said"></span>
<div class="row"><md-icon-button id="less"><svg viewBox="0 0 24 24"><path d="M5 12h14" stroke="black"/></svg></md-icon-button><b id="count">1</b><md-icon-button id="more"><svg viewBox="0 0 24 24"><path d="M5 12h14M12 5v14" stroke="black"/></svg></md-icon-button></div>
<label class="row"><md-switch id="gift"></md-switch> Gift</label><label class="row"><md-checkbox id="wrap"></md-checkbox> Gift wrap</label>
<md-tabs id="tabs"><md-primary-tab>Wool</md-primary-tab><md-primary-tab>Care</md-primary-tab></md-tabs><p id="panel">From the fell</p>`);
let count = 1;
const show = () => {
  $('#count').textContent = String(count);
};
$('#less').addEventListener('click', () => {
  count = Math.max(1, count - 1);
  show();
});
if (broken !== 'handler') {
  $('#more').addEventListener('click', () => {
    count++;
    show();
  });
  $('#add').addEventListener('click', () => {
    if (broken === 'throws') throw new Error('no basket');
    $('#said').textContent = 'In your basket';
  });
}
$('#tabs').addEventListener('change', () => {
  $('#panel').textContent = ['From the fell', 'By hand'][$<MdTabs>('#tabs').activeTabIndex] ?? '';
});
ready();
