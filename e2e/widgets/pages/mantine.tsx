import {
  Accordion,
  Button,
  Chip,
  Group,
  MantineProvider,
  Modal,
  NumberInput,
  SegmentedControl,
  Stepper,
  Switch,
} from '@mantine/core';
import '@mantine/core/styles.css';
import { useState } from 'react';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const Page = () => {
  const [step, go] = useState(0);
  const [open, set] = useState(false);
  const [size, choose] = useState('M');
  return (
    <MantineProvider>
      <h1>Cardigan</h1>
      <NumberInput id="pieces" label="Pieces" defaultValue={1} min={1} w={140} />
      <SegmentedControl data={['S', 'M', 'L']} value={size} onChange={choose} />
      <Chip.Group>
        <Group>
          <Chip value="moss">Moss</Chip>
          <Chip value="sea">Sea</Chip>
        </Group>
      </Chip.Group>
      <Switch label="Gift" />
      <Accordion defaultValue="wool">
        <Accordion.Item value="wool">
          <Accordion.Control>Wool</Accordion.Control>
          <Accordion.Panel>From the fell</Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="care">
          <Accordion.Control>Care</Accordion.Control>
          <Accordion.Panel>By hand</Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      <Button id="guide" onClick={broken === 'handler' ? undefined : () => set(true)}>
        Size guide
      </Button>
      <Modal opened={open} onClose={() => set(false)} title="Sizes">
        S, M, L
      </Modal>
      <Stepper active={step}>
        <Stepper.Step label="Basket" />
        <Stepper.Step label="Address" />
        <Stepper.Step label="Payment" />
      </Stepper>
      <Button
        id="next"
        loading={broken === 'loading for ever' && step === 1}
        onClick={() => step < 2 && broken !== 'handler' && go(step + 1)}
      >
        Next step
      </Button>
    </MantineProvider>
  );
};
mount(<Page />);
