import { useState } from 'react';
import DatePicker from 'react-datepicker';
import 'react-datepicker/dist/react-datepicker.css';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const Fitting = () => {
  const [day, choose] = useState<Date | null>(null);
  return (
    <>
      <h1>Book a fitting</h1>
      {/* Broken: a controlled field whose change nobody keeps. */}
      <DatePicker selected={day} onChange={broken === 'change' ? () => {} : choose} inline />
      <p id="said">{day ? day.toDateString() : 'Choose a day'}</p>
    </>
  );
};
mount(<Fitting />);
