export interface Yarn {
  name: string;
  /** The wool. */
  hex: string;
  /** What fair isle and stripes knit beside it. */
  light: string;
  accent: string;
}

export interface Category {
  slug: string;
  name: string;
  /** GA4's first level. */
  top: string;
  intro: string;
  /** Id of the product on its tile. */
  cover: string;
}

/** Yarn colours. */
const COLOURS: Readonly<Record<string, Yarn>> = {
  oat: { name: 'Oat', hex: '#d9c9a9', light: '#f4ecdc', accent: '#8a5a3a' },
  cream: { name: 'Cream', hex: '#efe6d3', light: '#ffffff', accent: '#2f5868' },
  moss: { name: 'Moss', hex: '#5f6f45', light: '#e9e1c8', accent: '#c98a3b' },
  fjord: { name: 'Fjord', hex: '#2b5a72', light: '#e8e4d6', accent: '#d0853f' },
  ink: { name: 'Ink', hex: '#27384a', light: '#e9e6df', accent: '#b8433a' },
  rust: { name: 'Rust', hex: '#b0562f', light: '#f2e2c8', accent: '#2f4a56' },
  lingon: { name: 'Lingon', hex: '#9c2f38', light: '#f3e5d8', accent: '#2d4257' },
  heather: { name: 'Heather', hex: '#8b7393', light: '#f0e8ea', accent: '#4d5b3c' },
  skagen: { name: 'Skagen', hex: '#d6a441', light: '#fbf1d8', accent: '#3c5563' },
  slate: { name: 'Slate', hex: '#737d84', light: '#eceae4', accent: '#a8452f' },
};

export const CATEGORIES: readonly Category[] = [
  {
    slug: 'jumpers',
    name: 'Jumpers',
    top: 'Knitwear',
    cover: 'FF-1001',
    intro: 'Crew necks, roll-necks and slipovers, knitted in the round so that there is no seam to rub.',
  },
  {
    slug: 'cardigans',
    name: 'Cardigans',
    top: 'Knitwear',
    cover: 'FF-2003',
    intro: 'Buttoned, belted or left open. Pockets deep enough for cold hands and a map.',
  },
  {
    slug: 'hats-and-scarves',
    name: 'Hats & scarves',
    top: 'Accessories',
    cover: 'FF-3002',
    intro: 'The last thing you put on and the first you miss.',
  },
  {
    slug: 'socks-and-mittens',
    name: 'Socks & mittens',
    top: 'Accessories',
    cover: 'FF-4003',
    intro: 'For boots, for boats and for reading by the stove.',
  },
  {
    slug: 'throws',
    name: 'Throws',
    top: 'Home',
    cover: 'FF-5003',
    intro: 'Blankets heavy enough to stay where you put them.',
  },
];

const SIZES: Readonly<Record<string, readonly string[]>> = {
  clothes: ['XS', 'S', 'M', 'L', 'XL'],
  one: ['One size'],
  feet: ['36–38', '39–41', '42–44', '45–47'],
  hands: ['S', 'M', 'L'],
};

const STITCHES: Readonly<Record<string, string>> = {
  plain: 'Stocking stitch',
  rib: 'Fisherman rib',
  cable: 'Cable',
  star: 'Fair Isle',
  peerie: 'Fair Isle',
  sheep: 'Fair Isle',
  stripe: 'Stripe',
  lattice: 'Lattice',
};

/** id | name | category | shape | stitch | pence | colours | sizes | yarn | sentence | sold-out size */
const ROWS = `
FF-1001 | Skerry Fair Isle Jumper | jumpers | jumper | star | 12800 | fjord lingon moss | clothes | Shetland | Eight-pointed stars, each one slightly different, as a hand makes them. | XS
FF-1002 | Harbour Roll-Neck | jumpers | rollneck | rib | 11800 | ink oat rust | clothes | Lambswool | A fisherman’s rib with a collar that folds twice and keeps the wind where it belongs. |
FF-1003 | Inisheer Cable Jumper | jumpers | jumper | cable | 14200 | cream moss slate | clothes | Merino | Six ropes, two honeycombs, one winter of work. | XL
FF-1004 | Fell Crew | jumpers | jumper | plain | 9800 | moss heather skagen ink | clothes | Lambswool | The plain one. It goes with all the others. |
FF-1005 | Sound Stripe Jumper | jumpers | jumper | stripe | 10500 | cream ink lingon | clothes | Merino | Stripes counted off a Breton sailor, sleeves made for pushing up. |
FF-1006 | Tarn Yoke Jumper | jumpers | jumper | peerie | 13500 | slate heather rust | clothes | Shetland | Small patterns in rows, the way islanders tried out their colours. | S
FF-1007 | Moorland Roll-Neck | jumpers | rollneck | plain | 12500 | heather oat moss | clothes | Alpaca | Soft enough for bare skin, warm enough for a ridge in March. |
FF-1008 | Lattice Window Jumper | jumpers | jumper | lattice | 13800 | skagen fjord cream | clothes | Merino | Diamonds tone on tone, after the leaded windows of a boathouse. |
FF-1009 | Birch Slipover | jumpers | vest | peerie | 8400 | oat moss ink | clothes | Shetland | Warm in the middle, free at the elbows. |
FF-1010 | Cairn Ribbed Jumper | jumpers | jumper | rib | 11200 | rust slate fjord | clothes | Lambswool | Stretches over a shirt and springs back for years. |
FF-2001 | Boathouse Cardigan | cardigans | cardigan | plain | 14500 | ink moss oat | clothes | Lambswool | Horn buttons, two pockets, no fuss. |
FF-2002 | Cloudberry Cable Cardigan | cardigans | cardigan | cable | 15800 | skagen cream rust | clothes | Merino | Cables run from shoulder to hem without a break. | M
FF-2003 | Ferryman Cardigan | cardigans | cardigan | star | 16500 | lingon ink fjord | clothes | Shetland | The Skerry star, opened down the front. |
FF-2004 | Byre Ribbed Cardigan | cardigans | cardigan | rib | 15000 | slate oat heather | clothes | Lambswool | Thick as a jacket, kinder to lean on. |
FF-2005 | Lattice Cardigan | cardigans | cardigan | lattice | 14800 | heather cream moss | clothes | Alpaca | A quiet diamond pattern, a long back. |
FF-3001 | Gannet Beanie | hats-and-scarves | beanie | rib | 3200 | skagen ink rust moss | one | Lambswool | Turn it up once for town, twice for sea. |
FF-3002 | Skerry Bobble Hat | hats-and-scarves | bobble | star | 3800 | lingon fjord moss | one | Shetland | A star all the way round and a bobble you can take off. |
FF-3003 | Drift Scarf | hats-and-scarves | scarf | stripe | 5800 | fjord heather oat | one | Merino | Two metres and a bit, fringed by hand. |
FF-3004 | Rope Scarf | hats-and-scarves | scarf | cable | 6400 | cream slate moss | one | Merino | One fat cable from end to end. |
FF-3005 | Lookout Hat | hats-and-scarves | bobble | cable | 3600 | oat ink heather | one | Alpaca | Cables outside, a soft lining inside. |
FF-3006 | Peerie Scarf | hats-and-scarves | scarf | peerie | 6200 | rust ink moss | one | Shetland | Every small pattern we know, one after the other. |
FF-4001 | Ness Boot Socks | socks-and-mittens | socks | rib | 2200 | slate moss rust | feet | Lambswool | Turned heels, double toes, no holes by spring. |
FF-4002 | Tarn Socks | socks-and-mittens | socks | peerie | 2600 | heather fjord lingon | feet | Shetland | Too good to hide in boots. | 45–47
FF-4003 | Flock Mittens | socks-and-mittens | mittens | sheep | 3400 | moss fjord lingon | hands | Shetland | A flock on each hand. The black one is on the left. |
FF-4004 | Rope Mittens | socks-and-mittens | mittens | cable | 3600 | cream rust slate | hands | Merino | Long cuffs that go under a sleeve. |
FF-4005 | Stove Socks | socks-and-mittens | socks | stripe | 2400 | oat ink skagen | feet | Alpaca | For indoors only, they are that soft. |
FF-5001 | Lighthouse Throw | throws | throw | stripe | 16500 | lingon ink cream | one | Lambswool | Broad bands, blanket-stitched edges. |
FF-5002 | Inisheer Throw | throws | throw | cable | 18000 | cream oat slate | one | Merino | The cable jumper, for the whole sofa. |
FF-5003 | Skerry Throw | throws | throw | star | 19500 | fjord lingon moss | one | Shetland | Forty-eight stars. Counting them sends you to sleep. |
FF-5004 | Lattice Throw | throws | throw | lattice | 15000 | skagen heather cream | one | Alpaca | Light, loose and far too warm to leave. |
`;

export interface Product {
  id: string;
  name: string;
  category: Category;
  shape: string;
  stitch: string;
  stitchName: string;
  pence: number;
  /** The first is that of its pictures in lists. */
  colours: readonly string[];
  sizes: readonly string[];
  yarn: string;
  sentence: string;
  soldOut: readonly string[];
}

/** The category of all there is. */
const ALL: Category = {
  slug: 'all',
  name: 'Everything',
  top: 'Knitwear',
  cover: 'FF-1001',
  intro: 'All that is on the needles this season, in one long list.',
};

/** The category with this slug; `all` is every product there is. */
export const categoryBySlug = (slug: string): Category | undefined =>
  [ALL, ...CATEGORIES].find((category) => category.slug === slug);

const readRow = (row: string): Product => {
  const [id = '', name = '', category = '', shape = '', stitch = '', pence, ...rest] = row
    .split('|')
    .map((cell) => cell.trim());
  const [colours = '', sizes = '', yarn = '', sentence = '', soldOut = ''] = rest;
  return {
    id,
    name,
    category: categoryBySlug(category) ?? ALL,
    shape,
    stitch,
    stitchName: STITCHES[stitch] ?? '',
    pence: Number(pence),
    colours: colours.split(' '),
    sizes: SIZES[sizes] ?? [],
    yarn,
    sentence,
    soldOut: soldOut ? [soldOut] : [],
  };
};

export const PRODUCTS = ROWS.trim().split('\n').map(readRow);

/** The product with this id, or undefined. */
export const productById = (id: string): Product | undefined => PRODUCTS.find((product) => product.id === id);

/** Products with these ids, in their order. */
export const productsById = (ids: readonly string[]): Product[] => ids.flatMap((id) => productById(id) ?? []);

/** The yarn of a colour that a product has. Throws where no yarn is of it. */
export const yarnOf = (colour: string): Yarn => {
  const yarn = Object.hasOwn(COLOURS, colour) ? COLOURS[colour] : undefined;
  if (!yarn) throw new Error(`No yarn is ${colour}`);
  return yarn;
};

export const firstColour = ({ colours: [first = ''] }: Product): string => first;

export { price } from './assets/basket-cookie.js';

/** Address of a product's illustration; views are front, detail and yarn. */
export const pictureOf = (
  product: Product,
  { colour = firstColour(product), view = 'front' }: { colour?: string; view?: string } = {},
): string => `/picture/${product.id}.${colour}.${view}.svg`;

interface ItemFacts {
  colour?: string;
  size?: string | undefined;
  quantity?: number;
  index?: number;
  item_list_id?: string;
  item_list_name?: string;
}

/** One line of GA4 `items`. */
export const ga4Item = (
  product: Product,
  { colour = firstColour(product), size, quantity = 1, ...rest }: ItemFacts = {},
) => ({
  item_id: product.id,
  item_name: product.name,
  item_brand: 'Fjord & Fell',
  item_category: product.category.top,
  item_category2: product.category.name,
  item_category3: product.stitchName,
  item_category4: product.yarn,
  item_category5: 'Winter',
  item_variant: [yarnOf(colour).name, size].filter(Boolean).join(' / '),
  price: product.pence / 100,
  quantity,
  ...rest,
});

const matches = (wanted: readonly string[], offered: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((value) => offered.includes(value));

const ORDERS: Readonly<Record<string, (a: Product, b: Product) => number>> = {
  'price-up': (a, b) => a.pence - b.pence,
  'price-down': (a, b) => b.pence - a.pence,
  name: (a, b) => a.name.localeCompare(b.name),
};

/** Products of a category after the filters and the order of the query: colour, size, yarn, sort. */
export const listing = (slug: string, query: URLSearchParams): Product[] =>
  PRODUCTS.filter(
    (product) =>
      (slug === 'all' || product.category.slug === slug) &&
      matches(query.getAll('colour'), product.colours) &&
      matches(query.getAll('size'), product.sizes) &&
      matches(query.getAll('yarn'), [product.yarn]),
  ).sort(ORDERS[query.get('sort') ?? ''] ?? (() => 0));

/** Products whose words hold every word of the query. */
export const find = (text: string): Product[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return PRODUCTS.filter((product) => {
    const hay = [
      product.name,
      product.category.name,
      product.stitchName,
      product.yarn,
      ...product.colours.map((colour) => yarnOf(colour).name),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => hay.includes(word));
  });
};
