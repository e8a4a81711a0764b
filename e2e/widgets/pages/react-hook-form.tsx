import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

const Checkout = () => {
  const [said, say] = useState('');
  const { register, handleSubmit, setError, formState } = useForm();
  const send = async () => {
    if (broken === 'refused') setError('root', { message: 'Your card was declined' });
    else if (broken === 'fails')
      await fetch('/api/fail').then((response) => response.ok || say('Something went wrong. Please try again.'));
    else say('Thank you for your order');
  };
  if (said.startsWith('Thank')) return <h1 id="thanks">{said}</h1>;
  const { errors } = formState;
  return (
    <form id="checkout" noValidate onSubmit={handleSubmit(send)}>
      <h1>Address</h1>
      <p>
        <input
          id="name"
          placeholder="Name"
          autoComplete="name"
          {...register('name', { required: 'Please tell us your name' })}
          aria-invalid={errors.name ? true : undefined}
        />
        {errors.name && <span className="problem">{String(errors.name.message)}</span>}
      </p>
      <p>
        <input
          id="email"
          placeholder="E-mail"
          autoComplete="email"
          {...register('email', {
            pattern: { value: /^\S+@\S+\.\S+$/, message: 'That is no e-mail address' },
            required: 'Please tell us your e-mail address',
          })}
        />
        {errors.email && <span role="alert">{String(errors.email.message)}</span>}
      </p>
      {errors.root && <p role="alert">{errors.root.message}</p>}
      {said && <p role="alert">{said}</p>}
      <button id="pay">Pay</button>
    </form>
  );
};
mount(<Checkout />);
