// Says what the page shows
runs({ action: 'command', command: 'page', pageType: 'product', pageProduct: 'SKU-A', pageCategory: 'Knitwear' });
assertThat(pushed).isEqualTo([['page', { type: 'product', product: 'SKU-A', category: 'Knitwear' }]]);
succeeds();
