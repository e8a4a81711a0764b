import {
  Combobox,
  ComboboxInput,
  ComboboxOption,
  ComboboxOptions,
  Dialog,
  DialogPanel,
  Menu,
  MenuButton,
  MenuItem,
  MenuItems,
  Radio,
  RadioGroup,
  Switch,
  Tab,
  TabGroup,
  TabList,
  TabPanel,
  TabPanels,
} from '@headlessui/react';
import { useState } from 'react';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const works = broken !== 'handler';
const SIZES = ['S', 'M', 'L'];
const TOWNS = ['Bath', 'Bergen', 'Bristol'];

function Shop() {
  const [gift, setGift] = useState(false);
  const [size, setSize] = useState('M');
  const [open, setOpen] = useState(false);
  const [town, setTown] = useState<string | null>('');
  const [asked, setAsked] = useState('');
  const showGuide = () => {
    if (broken === 'throws') throw new TypeError('chart is not a function');
    if (works) setOpen(true);
  };
  return (
    <>
      <h1>Cardigan</h1>
      <Menu>
        <MenuButton id="sort">Sort</MenuButton>
        <MenuItems anchor="bottom" style={{ background: '#eee' }}>
          {['Newest', 'Price'].map((one) => (
            <MenuItem key={one}>
              <button type="button" className="by">
                {one}
              </button>
            </MenuItem>
          ))}
        </MenuItems>
      </Menu>
      <p>
        <Switch id="gift" checked={gift} onChange={works ? setGift : () => {}} className="switch">
          <span className="knob" />
        </Switch>
      </p>
      <RadioGroup value={size} onChange={works ? setSize : () => {}} className="row">
        {SIZES.map((one) => (
          <Radio key={one} value={one} className="size">
            {one}
          </Radio>
        ))}
      </RadioGroup>
      <TabGroup>
        <TabList>
          <Tab className="tab">Wool</Tab>
          <Tab className="tab">Care</Tab>
        </TabList>
        <TabPanels>
          <TabPanel>From the fell</TabPanel>
          <TabPanel>By hand</TabPanel>
        </TabPanels>
      </TabGroup>
      <Combobox value={town} onChange={setTown} onClose={() => setAsked('')}>
        <ComboboxInput id="town" aria-label="Town" onChange={({ target }) => setAsked(target.value)} />
        <ComboboxOptions anchor="bottom" style={{ background: '#eee' }}>
          {TOWNS.filter((one) => one.startsWith(asked)).map((one) => (
            <ComboboxOption key={one} value={one} className="town">
              {one}
            </ComboboxOption>
          ))}
        </ComboboxOptions>
      </Combobox>
      <p>
        <button type="button" id="guide" onClick={showGuide}>
          Size guide
        </button>
      </p>
      <Dialog open={open} onClose={() => setOpen(false)}>
        <div style={{ position: 'fixed', inset: 0, background: '#0006' }}>
          <DialogPanel style={{ background: '#fff', margin: 80, padding: 20 }}>
            S to L{' '}
            <button type="button" id="close" onClick={() => (broken === 'close' ? undefined : setOpen(false))}>
              Close
            </button>
          </DialogPanel>
        </div>
      </Dialog>
      <style>
        {
          '.switch{width:50px;height:26px;border-radius:13px;background:#ccc;border:0;position:relative}.switch[data-checked]{background:#7d8f69}.knob{position:absolute;left:3px;top:3px;width:20px;height:20px;border-radius:50%;background:#fff}.switch[data-checked] .knob{left:27px}.size{padding:8px 14px;border:1px solid #999;cursor:pointer}.size[data-checked]{border:2px solid #000}.tab[data-selected]{font-weight:bold}.switch[data-active],.size[data-active],.tab[data-active]{opacity:.8}'
        }
      </style>
    </>
  );
}

mount(<Shop />);
