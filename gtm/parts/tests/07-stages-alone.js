// Hands stages over as a list
runs({
  action: 'load',
  consent: 'command',
  funnel: [
    { stage: 'bag', page: '/bag', event: '', abandon: 'yes' },
    { stage: 'pay', page: '/pay*, /zahlen*,', event: 'add_shipping_info,add_payment_info', abandon: 'yes' },
    { stage: 'gift', page: ' , ', event: '', abandon: 'yes' },
  ],
});
assertThat(pushed).isEqualTo([
  [
    'config',
    {
      consent: 'command',
      funnel: [
        { stage: 'bag', page: '/bag' },
        { stage: 'pay', page: ['/pay*', '/zahlen*'], event: ['add_shipping_info', 'add_payment_info'] },
        { stage: 'gift' },
      ],
    },
  ],
]);
