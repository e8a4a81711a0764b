import { type Component, createApp, type Plugin } from 'vue';
import { $, ready, shop } from './shop.js';

/** Draws a component between the shop's header and footer; `plugins` come with their options. */
export const mount = (component: Component, ...plugins: (readonly [plugin: Plugin, options?: object])[]) => {
  shop('<div id="root"></div>');
  const vue = createApp(component);
  for (const [plugin, options] of plugins) vue.use(plugin, options);
  vue.mount($('#root'));
  ready();
};
