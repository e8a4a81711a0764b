import type { ReactNode } from 'react';

export const metadata = { title: 'A shop' };

const Root = ({ children }: { children: ReactNode }) => (
  <html lang="en">
    <body>{children}</body>
  </html>
);

export default Root;
