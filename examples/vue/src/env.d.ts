declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent<{ onLeave?: () => void }>;
  export default component;
}
