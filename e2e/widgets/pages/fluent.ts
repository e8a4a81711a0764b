import {
  fluentAccordion,
  fluentAccordionItem,
  fluentButton,
  fluentDialog,
  fluentSwitch,
  fluentTab,
  fluentTabPanel,
  fluentTabs,
  provideFluentDesignSystem,
} from '@fluentui/web-components';
import { $, addToBasket, broken, ready, shop } from './shared/shop.js';

provideFluentDesignSystem().register(
  fluentAccordion(),
  fluentAccordionItem(),
  fluentButton(),
  fluentDialog(),
  fluentSwitch(),
  fluentTab(),
  fluentTabPanel(),
  fluentTabs(),
);

shop(`<h1>Lamp</h1><fluent-switch id="gift">Gift</fluent-switch> <fluent-button id="add" appearance="accent">Add to basket</fluent-button> <span id="said"></span>
<fluent-tabs><fluent-tab id="story">Story</fluent-tab><fluent-tab id="reviews">Reviews</fluent-tab><fluent-tab-panel>Slow</fluent-tab-panel><fluent-tab-panel>Bright</fluent-tab-panel></fluent-tabs>
<fluent-accordion><fluent-accordion-item><span slot="heading" id="care">Care</span>Dust it</fluent-accordion-item></fluent-accordion>
<fluent-button id="guide">Size guide</fluent-button><fluent-dialog id="sizes" modal hidden><p>40 cm high</p><fluent-button id="close">Close</fluent-button></fluent-dialog>`);
if (broken !== 'handler') {
  $('#add').addEventListener('click', async () => {
    if (await addToBasket(broken === 'hangs' ? '/api/hang' : '/api/ok?ms=300')) $('#said').textContent = 'Added';
  });
  $('#guide').addEventListener('click', () => {
    $('#sizes').hidden = false;
  });
}
$('#close').addEventListener('click', () => {
  $('#sizes').hidden = true;
});
ready();
