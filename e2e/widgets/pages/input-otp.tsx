import { OTPInput } from 'input-otp';
import { useState } from 'react';
import { mount } from './shared/react.js';

const Code = () => {
  const [code, set] = useState('');
  const [said, say] = useState('');
  // It sends itself with the last digit.
  const check = async (all: string) => {
    await fetch('/api/ok?ms=250');
    say(all === '123456' ? 'Welcome back' : 'That code is wrong');
    if (all !== '123456') set('');
  };
  if (said === 'Welcome back') return <h1 id="welcome">{said}</h1>;
  return (
    <form id="code">
      <h1>The code from your text message</h1>
      <OTPInput
        maxLength={6}
        value={code}
        onChange={set}
        onComplete={check}
        autoComplete="one-time-code"
        render={({ slots }) => (
          <div className="row">
            {slots.map(({ char, isActive }, at) => (
              <span
                key={at}
                style={{ border: `${isActive ? 2 : 1}px solid`, width: 28, height: 36, textAlign: 'center' }}
              >
                {char}
              </span>
            ))}
          </div>
        )}
      />
      {said && (
        <p role="alert" className="error">
          {said}
        </p>
      )}
    </form>
  );
};
mount(<Code />);
