import { useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  Disclosure,
  DisclosurePanel,
  FieldError,
  Form,
  Group,
  Heading,
  Input,
  Label,
  NumberField,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { mount } from './shared/react.js';
import { $, addToBasket, broken } from './shared/shop.js';

const works = broken !== 'handler';

function Shop() {
  const [added, setAdded] = useState('');
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState({});
  const [joined, setJoined] = useState(false);
  const add = async () => {
    if (!works) return;
    if (broken === 'pending') return setPending(true);
    if (await addToBasket(broken === 'hangs' ? '/api/hang' : '/api/ok?ms=400')) setAdded('In your basket');
  };
  const join = async () => {
    await fetch('/api/ok?ms=300');
    if (broken === 'taken') setErrors({ email: 'This address is on our list already.' });
    else setJoined(true);
  };
  return (
    <>
      <h1>Hat</h1>
      <NumberField id="count" defaultValue={1} minValue={1} aria-label="Pieces">
        <Group className="row">
          <Button slot="decrement">−</Button>
          <Input style={{ width: 40 }} />
          <Button slot="increment">+</Button>
        </Group>
      </NumberField>
      <ToggleButtonGroup
        className="row"
        selectionMode="single"
        disallowEmptySelection
        {...(works ? { defaultSelectedKeys: ['M'] } : { selectedKeys: ['M'] })}
      >
        {['S', 'M', 'L'].map((one) => (
          <ToggleButton key={one} id={one} className="size">
            {one}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Button id="add" onPress={add} isPending={pending}>
        Add to basket
      </Button>{' '}
      <span>{added}</span>
      <Disclosure>
        <Heading>
          <Button slot="trigger" id="care">
            Care
          </Button>
        </Heading>
        <DisclosurePanel>By hand, in cold water</DisclosurePanel>
      </Disclosure>
      <Calendar aria-label="Delivery">
        <header className="row">
          <Button slot="previous">◀</Button>
          <Heading />
          <Button slot="next">▶</Button>
        </header>
        <CalendarGrid>{(date) => <CalendarCell date={date} className="day" />}</CalendarGrid>
      </Calendar>
      {joined ? (
        <p id="thanks">You are on the list</p>
      ) : (
        <Form
          id="letter"
          validationErrors={errors}
          onSubmit={(event) => {
            event.preventDefault();
            join();
          }}
        >
          <TextField name="name" autoComplete="name" isRequired>
            <Label>Name</Label> <Input id="name" />
            <FieldError />
          </TextField>
          <TextField name="email" type="email" autoComplete="email" isRequired>
            <Label>E-mail</Label> <Input id="email" />
            <FieldError />
          </TextField>
          <Button type="submit" id="send">
            Join
          </Button>
        </Form>
      )}
      <style>
        {
          '.react-aria-Button[data-pressed],.size[data-pressed]{background:#bbb;transform:scale(.96)}.react-aria-Button[data-hovered]{background:#ddd}.size{padding:6px 12px;border:1px solid #777;background:none}.size[data-selected]{background:#333;color:#fff}.day{padding:4px;cursor:pointer;text-align:center}.day[data-selected]{background:#333;color:#fff}'
        }
      </style>
    </>
  );
}

mount(<Shop />);
$('.shop-header p').textContent = 'Basket';
