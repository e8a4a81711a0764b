import { mount } from 'svelte';
import { $, broken, ready, shop } from './shared/shop.js';
import Shop from './svelte/shop.svelte';

shop('<div id="root"></div>');
mount(Shop, { target: $<HTMLElement>('#root'), props: { broken } });
ready();
