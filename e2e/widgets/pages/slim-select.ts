import SlimSelect from 'slim-select';
import 'slim-select/styles';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Socks</h1><div style="width:260px"><select id="sort" name="sort"><option>Newest</option><option>Price up</option><option>Price down</option></select></div><p id="said">24 pairs</p><div style="width:260px;margin-top:260px"><select id="colours" multiple name="colours"><option>Moss</option><option>Sea</option><option>Peat</option></select></div>`,
);
new SlimSelect({
  select: '#sort',
  settings: { showSearch: false },
  events: {
    afterChange: ([chosen]) => {
      if (broken !== 'silent') $('#said').textContent = `24 pairs, ${chosen?.text}`;
    },
  },
});
new SlimSelect({ select: '#colours' });
ready();
