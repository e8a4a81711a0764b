import { FORM_ERROR } from 'final-form';
import { useState } from 'react';
import { Field, Form } from 'react-final-form';
import { mount } from './shared/react.js';
import { broken } from './shared/shop.js';

interface Values {
  name?: string;
  email?: string;
}

function Shop() {
  const [thanks, setThanks] = useState(false);
  const send = async () => {
    await fetch(broken === 'hangs' ? '/api/hang' : '/api/ok?ms=500');
    if (broken === 'refused') return { [FORM_ERROR]: 'We could not place this order.' };
    if (broken === 'taken') return { email: 'There is an account with this address.' };
    setThanks(true);
    return undefined;
  };
  if (thanks) return <p id="thanks">Thank you for the order</p>;
  return (
    <Form<Values>
      onSubmit={send}
      validate={({ name, email }) => ({
        ...(!name && { name: 'Please say who you are' }),
        ...(!email?.includes('@') && { email: 'Please give an address' }),
      })}
    >
      {({ handleSubmit, submitError, submitting }) => (
        <form onSubmit={handleSubmit} noValidate id="order">
          {(['name', 'email'] as const).map((one) => (
            <Field key={one} name={one}>
              {({ input, meta }) => (
                <p>
                  <input {...input} id={one} autoComplete={one} />
                  {meta.touched && (meta.error || (meta.submitError && !meta.dirtySinceLastSubmit)) && (
                    <small style={{ color: '#c0392b' }}>{meta.error ?? meta.submitError}</small>
                  )}
                </p>
              )}
            </Field>
          ))}
          {submitError && <p style={{ color: 'rgb(185, 28, 28)' }}>{submitError}</p>}
          <button type="submit" id="send" disabled={submitting}>
            Order
          </button>
        </form>
      )}
    </Form>
  );
}

mount(<Shop />);
