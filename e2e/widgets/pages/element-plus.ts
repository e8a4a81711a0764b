import ElementPlus from 'element-plus';
import 'element-plus/dist/index.css';
import { broken } from './shared/shop.js';
import { mount } from './shared/vue.js';

mount(
  {
    data: () => ({
      broken,
      pieces: 1,
      stars: 0,
      gift: false,
      size: 'M',
      person: { name: '', email: '' },
      said: '',
      sort: '',
    }),
    computed: {
      rules: () => ({
        name: [{ required: true, message: 'Please tell us your name', trigger: 'submit' }],
        email: [{ required: true, message: 'Please tell us your e-mail address', trigger: 'submit' }],
      }),
    },
    methods: {
      async send() {
        const fine = await this.$refs.form.validate().catch(() => false);
        if (fine) this.said = 'Thank you';
      },
    },
    template: `<h1>Hat</h1><el-input-number v-model="pieces" :min="1"></el-input-number>
      <el-rate v-model="stars"></el-rate><el-switch v-model="gift"></el-switch>
      <el-radio-group v-model="size"><el-radio-button value="S">S</el-radio-button><el-radio-button value="M">M</el-radio-button><el-radio-button value="L">L</el-radio-button></el-radio-group>
      <el-carousel :interval="1000" height="90px" style="width:400px"><el-carousel-item v-for="at in 4" :key="at"><p style="background:#a9b8c2;height:90px;margin:0">{{ at }}</p></el-carousel-item></el-carousel>
      <el-button id="compare" @click="broken === 'handler' || (said = 'To be compared')">Compare</el-button>
      <el-form ref="form" :model="person" :rules="rules" style="width:320px" @submit.prevent>
        <el-form-item prop="name"><el-input id="name" v-model="person.name" placeholder="Name" autocomplete="name"></el-input></el-form-item>
        <el-form-item prop="email"><el-input id="email" v-model="person.email" placeholder="E-mail" autocomplete="email"></el-input></el-form-item>
        <el-button id="send" type="primary" @click="send">Send</el-button>
      </el-form><p id="said">{{ said }}</p>`,
  },
  [ElementPlus],
);
