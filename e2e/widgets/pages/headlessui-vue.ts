import {
  Disclosure,
  DisclosureButton,
  DisclosurePanel,
  Listbox,
  ListboxButton,
  ListboxOption,
  ListboxOptions,
  RadioGroup,
  RadioGroupOption,
} from '@headlessui/vue';
import { broken } from './shared/shop.js';
import { mount } from './shared/vue.js';

mount({
  components: {
    Disclosure,
    DisclosureButton,
    DisclosurePanel,
    Listbox,
    ListboxButton,
    ListboxOption,
    ListboxOptions,
    RadioGroup,
    RadioGroupOption,
  },
  data: () => ({
    broken,
    sort: 'Newest',
    sorts: ['Newest', 'Price up', 'Price down'],
    size: 'M',
    sizes: ['S', 'M', 'L'],
  }),
  template: `<h1>Socks</h1>
    <Listbox :model-value="sort" @update:model-value="broken === 'choice' || (sort = $event)"><ListboxButton id="sort">{{ sort }}</ListboxButton>
      <ListboxOptions :static="broken === 'choice'"><ListboxOption v-for="one in sorts" :key="one" :value="one" class="sort" style="cursor:pointer;width:160px">{{ one }}</ListboxOption></ListboxOptions></Listbox>
    <Disclosure v-for="name in ['Wool', 'Care']" :key="name"><DisclosureButton v-if="broken !== 'handler'" class="panel-button">{{ name }}</DisclosureButton><button v-else class="panel-button">{{ name }}</button>
      <DisclosurePanel>All about {{ name }}</DisclosurePanel></Disclosure>
    <RadioGroup v-model="size" class="row"><RadioGroupOption v-for="one in sizes" :key="one" :value="one" v-slot="{ checked }"><span class="size" :style="{ padding: '8px 12px', cursor: 'pointer', border: checked ? '2px solid' : '1px solid #999' }">{{ one }}</span></RadioGroupOption></RadioGroup>`,
});
