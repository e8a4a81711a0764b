import { Accordion, Dialog, DropdownMenu, Select, Slider, Switch, Tabs, ToggleGroup, Tooltip } from 'radix-ui';
import { useState } from 'react';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const STYLE = `.slider { position: relative; display: flex; align-items: center; width: 240px; height: 20px }
.slider .track { flex: 1; height: 4px; background: #bbb } .slider .thumb { display: block; width: 16px; height: 16px; border-radius: 50%; background: #333 }
.switch { width: 44px; height: 24px; border-radius: 12px; border: 1px solid #777 } .switch[data-state=checked] { background: #7d8f69 }
[data-state=on], .tab[data-state=active] { outline: 2px solid #333 } .box { position: fixed; top: 120px; left: 200px; background: white; padding: 24px; border: 1px solid }`;

const Page = () => {
  const [size, choose] = useState('M');
  return (
    <Tooltip.Provider delayDuration={100}>
      <style>{STYLE}</style>
      <h1>Mittens</h1>
      <Dialog.Root>
        {broken === 'handler' ? (
          <button id="guide" type="button">
            Size guide
          </button>
        ) : (
          <Dialog.Trigger id="guide">Size guide</Dialog.Trigger>
        )}
        <Dialog.Portal>
          <Dialog.Content className="box" aria-describedby={undefined}>
            <Dialog.Title>Sizes</Dialog.Title>
            <Dialog.Close id="close">Close</Dialog.Close>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <ToggleGroup.Root
        type="single"
        value={size}
        onValueChange={broken === 'size' ? undefined : (to) => choose(to || size)}
        className="row"
      >
        {['S', 'M', 'L'].map((one) => (
          <ToggleGroup.Item key={one} value={one} id={`size-${one}`}>
            {one}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <Switch.Root id="gift" className="switch">
        <Switch.Thumb />
      </Switch.Root>
      <Accordion.Root type="single" collapsible>
        {['Wool', 'Care'].map((name) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Header>
              <Accordion.Trigger>{name}</Accordion.Trigger>
            </Accordion.Header>
            <Accordion.Content>All about {name}</Accordion.Content>
          </Accordion.Item>
        ))}
      </Accordion.Root>
      <Tabs.Root defaultValue="a">
        <Tabs.List>
          <Tabs.Trigger className="tab" value="a">
            Story
          </Tabs.Trigger>
          <Tabs.Trigger className="tab" value="b">
            Reviews
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="a">Knitted slowly</Tabs.Content>
        <Tabs.Content value="b">Warm</Tabs.Content>
      </Tabs.Root>
      <Select.Root>
        <Select.Trigger id="sort">
          <Select.Value placeholder="Sort" />
        </Select.Trigger>
        <Select.Portal>
          <Select.Content>
            <Select.Viewport style={{ background: 'white', border: '1px solid' }}>
              {['Newest', 'Price'].map((name) => (
                <Select.Item key={name} value={name}>
                  <Select.ItemText>{name}</Select.ItemText>
                </Select.Item>
              ))}
            </Select.Viewport>
          </Select.Content>
        </Select.Portal>
      </Select.Root>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger id="more">More</DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content style={{ background: 'white', border: '1px solid' }}>
            <DropdownMenu.Item>Compare</DropdownMenu.Item>
            <DropdownMenu.Item>Share</DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Slider.Root className="slider" defaultValue={[40]}>
        <Slider.Track className="track">
          <Slider.Range />
        </Slider.Track>
        <Slider.Thumb className="thumb" aria-label="Price" />
      </Slider.Root>
      <Tooltip.Root>
        <Tooltip.Trigger id="info">What is this?</Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content style={{ background: 'black', color: 'white' }}>Wool of one sheep</Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
};
mount(<Page />);
