import { useCombobox } from 'downshift';
import { useState } from 'react';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const STREETS = ['Fell Road 1', 'Fell Road 2', 'Fjord Lane 3', 'Moss Street 4'];

const Address = () => {
  const [items, setItems] = useState(STREETS);
  const box = useCombobox({
    items,
    inputId: 'street',
    toggleButtonId: 'toggle',
    onInputValueChange: ({ inputValue }) => setItems(STREETS.filter((street) => street.includes(inputValue ?? ''))),
  });
  return (
    <div style={{ width: 320 }}>
      <h1>Your address</h1>
      <label {...box.getLabelProps()}>Find your address</label>
      <input {...box.getInputProps()} />
      <button type="button" {...(broken === 'toggle' ? { id: 'toggle' } : box.getToggleButtonProps())}>
        ▾
      </button>
      <ul {...box.getMenuProps()}>
        {box.isOpen &&
          items.map((item, index) => (
            <li key={item} className="street" {...box.getItemProps({ item, index })}>
              {item}
            </li>
          ))}
      </ul>
    </div>
  );
};
mount(<Address />);
