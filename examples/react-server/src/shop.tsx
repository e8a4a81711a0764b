import { useEffect, useState } from 'react';
import { useSignals } from './signals.js';

const PAGES = { product: 'Cable jumper', checkout: 'Checkout' };
type PageName = keyof typeof PAGES;

const pageOf = (path: string): PageName => (path.endsWith('/checkout') ? 'checkout' : 'product');

/** Two pages of one document: the smallest shop with a route. */
export const Shop = ({ path, leave }: { path: string; leave: () => void }) => {
  const [page, setPage] = useState(pageOf(path));
  const signals = useSignals();

  useEffect(() => {
    if (page === 'product') signals?.page({ type: 'product', product: 'SKU-A', category: 'Knitwear' });
    else signals?.page({ type: 'checkout', stage: 'checkout' });
  }, [signals, page]);

  const go = (next: PageName) => {
    history.pushState(null, '', next);
    setPage(next);
  };

  return (
    <main>
      <h1>{PAGES[page]}</h1>
      <button type="button" onClick={() => go(page === 'product' ? 'checkout' : 'product')}>
        Go on
      </button>
      {/* Broken on purpose. */}
      <button type="button" id="apply">
        Apply
      </button>
      <button
        type="button"
        onClick={() => signals?.signal({ type: 'custom', name: 'size_missing', properties: { missing_size: 'XL' } })}
      >
        My size is missing
      </button>
      <button type="button" onClick={leave}>
        Leave
      </button>
    </main>
  );
};
