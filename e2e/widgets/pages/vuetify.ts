import { createVuetify } from 'vuetify';
import * as components from 'vuetify/components';
import * as directives from 'vuetify/directives';
import 'vuetify/styles';
import { addToBasket, broken } from './shared/shop.js';
import { mount } from './shared/vue.js';

mount(
  {
    data: () => ({ broken, tab: 'a', stars: 0, said: '', pieces: 1, page: 1, open: false, size: 1 }),
    methods: {
      async add() {
        if (broken === 'handler') return;
        if (broken === 'throws') throw new Error('no variant');
        const went = await addToBasket(broken === 'fails' ? '/api/fail' : '/api/ok').catch(() => false);
        if (went) this.said = 'In your basket';
      },
    },
    template: `<v-app><v-main><h1>Jumper</h1>
      <v-btn id="add" color="primary" @click="add">Add to basket</v-btn> <span id="said">{{ said }}</span>
      <div class="row"><v-btn id="less" icon @click="pieces = Math.max(1, pieces - 1)"><i class="a"></i></v-btn><b id="count">{{ pieces }}</b>
        <v-btn id="more" icon @click="broken === 'handler' || pieces++"><i class="b"></i></v-btn></div>
      <v-btn-toggle v-model="size" mandatory><v-btn>S</v-btn><v-btn>M</v-btn><v-btn>L</v-btn></v-btn-toggle>
      <v-rating v-model="stars"></v-rating>
      <v-switch id="gift" label="Gift"></v-switch>
      <v-tabs v-model="tab"><v-tab value="a">Wool</v-tab><v-tab value="b">Care</v-tab></v-tabs>
      <v-expansion-panels><v-expansion-panel title="Delivery" text="On Tuesdays"></v-expansion-panel></v-expansion-panels>
      <v-pagination v-model="page" :length="8" :total-visible="5"></v-pagination>
      <v-btn id="guide" @click="open = true">Size guide</v-btn>
      <v-dialog v-model="open" width="300"><v-card title="Sizes"><v-btn id="close" @click="open = false">Close</v-btn></v-card></v-dialog>
      </v-main></v-app>`,
  },
  [createVuetify({ components, directives })],
);
