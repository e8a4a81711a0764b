import Multiselect from '@vueform/multiselect';
import '@vueform/multiselect/themes/default.css';
import { broken } from './shared/shop.js';
import { mount } from './shared/vue.js';

mount({
  components: { Multiselect },
  data: () => ({ broken, size: null, colours: [], sizes: ['S', 'M', 'L'], all: ['Moss', 'Sea', 'Peat'] }),
  template: `<h1>Vest</h1><div style="width:300px"><Multiselect id="size" v-model="size" :options="sizes" :can-clear="true" placeholder="Size"/>
    <p style="margin-top:200px"></p><Multiselect id="colours" v-model="colours" mode="tags" :options="all" searchable placeholder="Colours"/></div>`,
});
