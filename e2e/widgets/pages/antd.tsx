import { Button, Carousel, Form, Input, InputNumber, message, Pagination, Rate, Segmented, Switch } from 'antd';
import { useState } from 'react';
import { mount } from './shared/react.js';
import { addToBasket, broken } from './shared/shop.js';

const Page = () => {
  const [page, turn] = useState(1);
  const [box, holder] = message.useMessage();
  const add = async () => {
    if (await addToBasket(broken === 'fails' ? '/api/fail' : '/api/ok').catch(() => false))
      box.success('In your basket');
  };
  return (
    <>
      {holder}
      <h1>Scarf</h1>
      <Button id="add" type="primary" onClick={broken === 'handler' ? undefined : add}>
        Add to basket
      </Button>
      <InputNumber id="pieces" defaultValue={1} min={1} />
      <Switch id="gift" />
      <Segmented options={['Moss', 'Sea', 'Heather']} />
      <Rate />
      <div style={{ width: 400 }}>
        <Carousel arrows autoplay autoplaySpeed={1200}>
          {[1, 2, 3].map((at) => (
            <div key={at}>
              <p style={{ height: 80, background: '#a9b8c2', margin: 0 }}>{at}</p>
            </div>
          ))}
        </Carousel>
      </div>
      <Pagination current={page} total={90} onChange={broken === 'handler' ? undefined : turn} />
      <Form id="letter" style={{ width: 320 }} onFinish={() => box.success('Thank you, you are on the list')}>
        <Form.Item name="name" rules={[{ required: true, message: 'Please tell us your name' }]}>
          <Input id="name" placeholder="Name" autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" rules={[{ required: true }, { type: 'email', message: 'This is no e-mail address' }]}>
          <Input id="email" placeholder="E-mail" autoComplete="email" />
        </Form.Item>
        <Button id="send" htmlType="submit">
          Join
        </Button>
      </Form>
    </>
  );
};
mount(<Page />);
