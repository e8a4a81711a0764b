import { ErrorMessage, Field, Form } from 'vee-validate';
import { mount } from './shared/vue.js';

mount({
  components: { ErrorMessage, Field, Form },
  data: () => ({ done: false }),
  methods: {
    name: (value: unknown) => Boolean(value) || 'We need your name',
    email: (value: unknown) => /@/.test(String(value ?? '')) || 'We need your e-mail address',
  },
  template: `<p v-if="done" id="thanks">Thank you for joining</p><Form v-else id="join" @submit="done = true"><h1>Join the club</h1>
    <p><Field id="name" name="name" :rules="name" autocomplete="name" placeholder="Name"></Field> <ErrorMessage name="name" class="oops"></ErrorMessage></p>
    <p><Field id="email" name="email" :rules="email" autocomplete="email" placeholder="E-mail"></Field> <ErrorMessage name="email" class="oops"></ErrorMessage></p>
    <button id="send">Join</button></Form>`,
});
