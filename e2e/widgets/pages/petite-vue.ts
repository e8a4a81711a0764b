import { createApp } from 'petite-vue';
import { $, broken, ready, shop } from './shared/shop.js';

shop(`<div id="root"><h1>Basket</h1><div v-for="line in lines" :key="line.name" class="row line"><span>{{ line.name }}</span><button class="less" @click="line.count > 1 && line.count--">−</button><b>{{ line.count }}</b><button class="more" @click="more(line)">+</button><span>£{{ line.count * line.price }}</span><a href="#" class="remove" @click.prevent="remove(line)">Remove</a></div>
<p>Total £<span id="total">{{ total }}</span></p><div class="row"><code>WOOL10</code><button id="copy" @click="copy">{{ copied ? 'Copied' : 'Copy' }}</button><button id="details" @click="open = works && !open">How we count</button></div><p v-if="open">VAT is in it.</p>
<div class="row"><span v-for="one in ['Card', 'Invoice']" class="pay" :class="{ current: pays === one }" @click="works && (pays = one)">{{ one }}</span></div></div>
<style>.pay { cursor: pointer; border: 1px solid #999; padding: 6px 12px } .pay.current { border: 2px solid #060 }</style>`);
interface Line {
  name: string;
  count: number;
  price: number;
}
const works = broken !== 'handler';
createApp({
  works,
  lines: [
    { name: 'Jumper', count: 1, price: 79 },
    { name: 'Socks', count: 2, price: 9 },
  ] as Line[],
  open: false,
  copied: false,
  pays: 'Card',
  get total() {
    return this.lines.reduce((sum: number, { count, price }: Line) => sum + count * price, 0);
  },
  async more(line: Line) {
    if (!works) return;
    if (broken === 'fails') {
      await fetch('/api/fail');
      return;
    }
    line.count++;
    fetch('/api/ok');
  },
  remove(line: Line) {
    if (works) this.lines = this.lines.filter((other: Line) => other !== line);
  },
  copy() {
    if (!works) return;
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, 1500);
  },
}).mount($('#root'));
ready();
