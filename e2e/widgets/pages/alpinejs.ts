import Alpine from 'alpinejs';
import { broken, ready, shop } from './shared/shop.js';

Object.assign(window, { Alpine });
shop(`<div x-data="{ count: 1, open: false, size: '', price: 79 }"><h1>Jumper</h1><p>£<span x-text="count * price" id="total"></span></p>
<div class="row"><button id="less" @click="count > 1 && count--"><i></i></button><input x-model="count" style="width:40px" name="quantity"><button id="more" @click="count++"><i></i></button></div>
<div class="row"><template x-for="one in ['S', 'M', 'L']"><div class="swatch" ${broken === 'size' ? '' : '@click="size = one"'} :class="{ chosen: size === one }" x-text="one" style="cursor:pointer;padding:8px 14px;border:1px solid"></div></template></div>
<button id="filter" @click="open = true">Filter</button><div x-show="open" x-transition id="drawer" style="position:fixed;top:0;right:0;bottom:0;width:260px;background:#eee"><button id="close" @click="open = false">×</button><label><input type="checkbox" name="wool"> Wool</label></div></div>
<style>.chosen { outline: 3px solid #7d8f69 } i { display: inline-block; width: 12px; height: 12px; background: #555 }</style>`);
Alpine.start();
ready();
