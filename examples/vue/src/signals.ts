import { type Bridge, createBridge, type Options } from 'fullstory-ometria';
import { type App, type InjectionKey, inject } from 'vue';

const KEY: InjectionKey<Bridge> = Symbol('signals');

/** One bridge for the whole app, from `app.use` to `app.unmount`. */
export const signals = (options: Options) => ({
  install: (app: App) => {
    const bridge = createBridge(options);
    app.provide(KEY, bridge);
    app.onUnmount(() => bridge.stop());
  },
});

/** In a component's setup. */
export const useSignals = (): Bridge => {
  const bridge = inject(KEY);
  if (!bridge) throw new Error('app.use(signals(…)) comes first');
  return bridge;
};
