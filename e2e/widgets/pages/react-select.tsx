import { useState } from 'react';
import Select from 'react-select';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const OPTIONS = ['Moss', 'Sea', 'Heather', 'Peat'].map((value) => ({ value, label: value }));

const Colour = () => {
  const [colour, choose] = useState<(typeof OPTIONS)[number] | null>(null);
  return (
    <div style={{ width: 300 }}>
      <h1>Yarn</h1>
      <Select
        classNamePrefix="rs"
        options={OPTIONS}
        value={colour}
        onChange={broken === 'change' ? () => {} : choose}
        closeMenuOnSelect={broken !== 'change'}
      />
      <p id="said">{colour?.value}</p>
    </div>
  );
};
mount(<Colour />);
