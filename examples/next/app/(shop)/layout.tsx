import type { ReactNode } from 'react';
import { SignalsProvider } from '../signals';

/** The pages that carry the tag. It stays while the visitor goes from one to the other, and ends beside them. */
const Shop = ({ children }: { children: ReactNode }) => <SignalsProvider>{children}</SignalsProvider>;

export default Shop;
