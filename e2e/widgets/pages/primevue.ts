import Button from 'primevue/button';
import PrimeVue from 'primevue/config';
import InputNumber from 'primevue/inputnumber';
import InputText from 'primevue/inputtext';
import Paginator from 'primevue/paginator';
import Password from 'primevue/password';
import Rating from 'primevue/rating';
import Select from 'primevue/select';
import Toast from 'primevue/toast';
import ToastService from 'primevue/toastservice';
import ToggleSwitch from 'primevue/toggleswitch';
import { addToBasket, broken } from './shared/shop.js';
import { mount } from './shared/vue.js';

const works = broken !== 'handler';

mount(
  {
    components: { Button, InputNumber, InputText, Paginator, Password, Rating, Select, Toast, ToggleSwitch },
    data: () => ({
      pieces: 1,
      stars: 0,
      first: 0,
      gift: false,
      size: null,
      sizes: ['S', 'M', 'L'],
      name: '',
      email: '',
      secret: '',
      sent: false,
    }),
    methods: {
      async add() {
        if (!works) return;
        const path = { hangs: '/api/hang', fails: '/api/fail' }[broken] ?? '/api/ok';
        if (await addToBasket(path)) this.$toast.add({ severity: 'success', summary: 'In your basket', life: 3000 });
      },
      async send() {
        const wrong = !this.email.includes('@') || broken === 'refused';
        await fetch('/api/ok?ms=300');
        if (wrong) this.$toast.add({ severity: 'error', summary: 'We could not create the account', life: 4000 });
        else this.sent = true;
      },
    },
    template: `<Toast/><h1>Gloves</h1><div class="row"><InputNumber v-model="pieces" showButtons buttonLayout="horizontal" :min="1" inputId="pieces"/><Rating v-model="stars"/><ToggleSwitch v-model="gift" inputId="gift"/></div>
      <Select id="size" v-model="size" :options="sizes" placeholder="Size"/> <Button id="add" label="Add to basket" @click="add"/>
      <Paginator v-model:first="first" :rows="10" :totalRecords="120"/><p>Page {{ first / 10 + 1 }}</p>
      <p v-if="sent" id="sent">Your account is open</p>
      <div v-else id="account"><InputText id="name" v-model="name" name="name" autocomplete="name"/> <InputText id="email" v-model="email" name="email" autocomplete="email"/> <Password v-model="secret" toggleMask :feedback="false" inputId="secret"/> <Button id="send" label="Create account" @click="send"/></div>`,
  },
  [PrimeVue],
  [ToastService],
);
