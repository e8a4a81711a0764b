import Link from 'next/link';
import { Shows } from '../../signals';

const Checkout = () => (
  <main>
    <Shows type="checkout" stage="checkout" />
    <h1>Checkout</h1>
    {/* Broken on purpose. */}
    <button type="button" id="apply">
      Apply
    </button>
    <Link href="/about">Leave</Link>
  </main>
);

export default Checkout;
