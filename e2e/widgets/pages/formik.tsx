import { ErrorMessage, Field, Form, Formik, type FormikHelpers } from 'formik';
import { mount } from './shared/react.js';

interface Call {
  email: string;
  phone: string;
}

const check = ({ email, phone }: Call) => ({
  ...(/@/.test(email) ? {} : { email: 'Please enter a valid e-mail address' }),
  ...(phone.length > 6 ? {} : { phone: 'Please enter your telephone number' }),
});

const send = async (_: Call, { resetForm, setStatus }: FormikHelpers<Call>) => {
  await fetch('/api/ok?ms=200');
  resetForm();
  setStatus('Thank you. We will call you.');
};

mount(
  <Formik initialValues={{ email: '', phone: '' }} validate={check} validateOnChange={false} onSubmit={send}>
    {({ status }) => (
      <Form id="call" noValidate>
        <h1>Call me back</h1>
        <p>
          <Field id="email" name="email" type="email" autoComplete="email" placeholder="E-mail" />
          <ErrorMessage name="email" component="div" className="field-error" />
        </p>
        <p>
          <Field id="phone" name="phone" type="tel" autoComplete="tel" placeholder="Telephone" />
          <ErrorMessage name="phone" component="div" className="field-error" />
        </p>
        <button id="send" type="submit">
          Call me
        </button>
        {status && <p role="alert">{status}</p>}
      </Form>
    )}
  </Formik>,
);
