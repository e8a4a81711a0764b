import Link from 'next/link';
import { Shows } from '../../signals';

const Product = () => (
  <main>
    <Shows type="product" product="SKU-A" category="Knitwear" />
    <h1>Cable jumper</h1>
    <Link href="/checkout">Go on</Link>
  </main>
);

export default Product;
