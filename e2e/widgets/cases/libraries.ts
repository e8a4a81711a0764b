import { casesOf } from '../support/case.js';

const REACT = 'component libraries, React';
const VUE = 'component libraries, Vue';
const ELEMENTS = 'component libraries, web components';

export const LIBRARIES = [
  ...casesOf(REACT, { page: 'mui', library: '@mui/material' }, [
    {
      what: 'adds to the basket',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see }) => {
        await press('#add');
        await see('.shop-header >> text=1 piece');
      },
    },
    {
      what: 'adds to the basket, and the server takes its time',
      shopper: 'content',
      broken: 'slow',
      act: async ({ press, see }) => {
        await press('#add');
        await see('.shop-header >> text=1 piece');
      },
    },
    {
      what: 'counts up and down with icons',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see }) => {
        await press('#more', { times: 6, every: 160 });
        await see('#count:text-is("7")');
        await press('#less', { times: 3, every: 160 });
      },
    },
    {
      what: 'flips the switch on and off and on',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('label:has(#gift) .MuiSwitch-root', { times: 4, every: 220 }),
    },
    {
      what: 'likes it, and likes it no more',
      shopper: 'content',
      act: async ({ press, wait }) => {
        await press('#heart');
        await wait(700);
        await press('#heart');
      },
    },
    {
      what: 'goes through tabs and pages, rates',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('.MuiTab-root:text("Care")');
        await see('text=Wash by hand');
        await press('[aria-label="Go to next page"]', { times: 4, every: 190 });
        await wait(300);
        await press('.MuiRating-root label >> nth=3');
      },
    },
    {
      what: 'reads the size guide and closes it',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see, missing }) => {
        await press('#guide');
        await see('.MuiDialog-paper');
        await press('#close');
        await missing('.MuiDialog-paper');
      },
    },
    {
      what: 'chooses a colour in the combobox',
      shopper: 'content',
      act: async ({ press, see }) => {
        await press('.MuiAutocomplete-popupIndicator');
        await see('.MuiAutocomplete-option');
        await press('.MuiAutocomplete-option >> nth=1');
      },
    },
    {
      what: 'the tab that is open already',
      shopper: 'content',
      act: ({ press }) => press('.MuiTab-root:text("Wool")'),
    },
    {
      what: 'Add does nothing but ripple',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'handler',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'Add does nothing but ripple, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#add', { times: 5 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the heart does nothing but ripple',
      shopper: 'frustrated',
      broken: 'handler',
      act: ({ press }) => press('#heart'),
      expected: ['dead_click'],
    },
    {
      what: 'the counter does nothing but ripple, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#more', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'another tab does not open',
      shopper: 'frustrated',
      broken: 'handler',
      act: ({ press }) => press('.MuiTab-root:text("Care")'),
      expected: ['dead_click'],
    },
    {
      what: 'Add throws',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'throws',
      act: ({ press }) => press('#add'),
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the basket answers 500, and the shop says nothing',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'fails',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the basket never answers',
      shopper: 'frustrated',
      broken: 'hangs',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the basket never answers, pressed again and again',
      shopper: 'frustrated',
      broken: 'hangs',
      act: ({ press }) => press('#add', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the connection breaks',
      shopper: 'frustrated',
      broken: 'cut',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the dialog cannot be closed',
      shopper: 'frustrated',
      broken: 'close',
      act: async ({ press, see, wait }) => {
        await press('#guide');
        await see('.MuiDialog-paper');
        await wait(500);
        await press('#close', { times: 4 });
      },
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'Add is disabled for ever, pressed again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'disabled', at: '#add' },
      act: ({ press }) => press('#add', { times: 4 }),
      expected: ['rage_click'],
    },
  ]),
  ...casesOf(REACT, { page: 'mantine', library: '@mantine/core' }, [
    {
      what: 'counts up with the small arrows',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('.mantine-NumberInput-control[data-direction="up"]', { times: 5, every: 190 }),
    },
    {
      what: 'chooses a size and colours, opens what there is to read',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('.mantine-SegmentedControl-label:has-text("L")');
        await wait(250);
        await press('.mantine-Chip-label:has-text("Sea")');
        await wait(250);
        await press('.mantine-Accordion-control:has-text("Care")');
        await wait(400);
        await press('.mantine-Switch-track', { times: 3, every: 260 });
      },
    },
    {
      what: 'goes through the steps',
      shopper: 'content',
      inputs: ['mouse', 'keyboard'],
      act: async ({ press, wait }) => {
        await press('#next');
        await wait(700);
        await press('#next');
      },
    },
    {
      what: 'opens and closes the guide',
      shopper: 'content',
      act: async ({ press, see }) => {
        await press('#guide');
        await see('.mantine-Modal-content');
        await press('.mantine-Modal-close');
      },
    },
    {
      what: 'the next step does not come',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#next'),
      expected: ['dead_click'],
    },
    {
      what: 'the wheel turns for ever',
      shopper: 'frustrated',
      broken: 'loading for ever',
      act: async ({ press, wait }) => {
        await press('#next');
        await wait(2500);
        await press('#next', { times: 4 });
      },
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the guide does not open',
      shopper: 'frustrated',
      broken: 'handler',
      act: ({ press }) => press('#guide'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf(REACT, { page: 'antd', library: 'antd' }, [
    {
      what: 'adds to the basket while pictures turn',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('#add');
        await see('.ant-message >> text=In your basket');
      },
    },
    {
      what: 'counts, flips, rates, pages',
      shopper: 'content',
      act: async ({ press, wait, hover }) => {
        await hover('.ant-input-number');
        await press('.ant-input-number-handler-up, .ant-input-number-action-up', { times: 4, every: 190 });
        await wait(300);
        await press('#gift', { times: 3, every: 260 });
        await wait(300);
        await press('.ant-rate-star >> nth=3');
        await wait(300);
        await press('.ant-pagination-next', { times: 4, every: 200 });
      },
    },
    {
      what: 'pages through the pictures',
      shopper: 'content',
      act: ({ press }) => press('.slick-next', { times: 3, every: 320 }),
    },
    {
      what: 'joins the letters',
      shopper: 'content',
      act: async ({ type, press, see, leave, wait }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        await press('#send');
        await see('.ant-message >> text=Thank you');
        await wait(2500);
        await leave();
      },
    },
    {
      what: 'Add does nothing but wave, while pictures turn',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the basket answers 500, and the shop says nothing',
      shopper: 'frustrated',
      broken: 'fails',
      act: ({ press }) => press('#add', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'joins with an address that is none, twice',
      shopper: 'frustrated',
      act: async ({ type, press, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada');
        await press('#send');
        await wait(2000);
        await press('#send');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_error', 'form_abandon'],
    },
  ]),
  ...casesOf(REACT, { page: 'radix', library: 'radix-ui' }, [
    {
      what: 'opens and closes the guide',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see, missing }) => {
        await press('#guide');
        await see('.box');
        await press('#close');
        await missing('.box');
      },
    },
    {
      what: 'chooses sizes, and the chosen one once more',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('#size-L');
        await wait(500);
        await press('#size-L');
        await wait(500);
        await press('#size-S');
      },
    },
    {
      what: 'flips, opens, turns tabs',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('#gift', { times: 4, every: 220 });
        await wait(300);
        await press('button:text("Wool")', { times: 3, every: 330 });
        await wait(300);
        await press('.tab:text("Reviews")');
      },
    },
    {
      what: 'sorts by the select, looks into the menu',
      shopper: 'content',
      act: async ({ press, see, wait, keys }) => {
        await press('#sort');
        await see('[role=option] >> text=Price');
        await wait(400);
        await press('[role=option]:has-text("Price")');
        await wait(500);
        await press('#more');
        await see('[role=menuitem] >> nth=0');
        await keys('Escape');
      },
    },
    {
      what: 'reads the tip, then presses what carries it',
      shopper: 'content',
      act: async ({ hover, press, see }) => {
        await hover('#info', 600);
        await see('[role=tooltip] >> nth=0');
        await press('#info');
      },
      why: 'the tip was the answer; the library closes it on the press',
    },
    {
      what: 'the guide does not open',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'handler',
      act: ({ press }) => press('#guide'),
      expected: ['dead_click'],
    },
    {
      what: 'the size is not taken, again and again',
      shopper: 'frustrated',
      broken: 'size',
      act: ({ press }) => press('#size-L', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'a size that is not taken',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'size',
      act: ({ press }) => press('#size-L'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf(VUE, { page: 'vuetify', library: 'vuetify' }, [
    {
      what: 'adds to the basket',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('#add');
        await see('#said:text("In your basket")');
      },
    },
    {
      what: 'counts, chooses, rates, flips',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#more', { times: 5, every: 170 });
        await see('#count:text-is("6")');
        await press('.v-btn-toggle .v-btn >> nth=2');
        await wait(400);
        await press('.v-rating__item button >> nth=3');
        await wait(400);
        await press('.v-switch input', { times: 3, every: 260 });
      },
    },
    {
      what: 'reads, pages, opens the guide',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('.v-tab:has-text("Care")');
        await wait(400);
        await press('.v-expansion-panel-title');
        await wait(400);
        await press('.v-pagination__next button', { times: 4, every: 210 });
        await press('#guide');
        await see('.v-dialog .v-card');
        await wait(300);
        await press('#close');
      },
    },
    {
      what: 'Add does nothing but ripple',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'handler',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the counter is dead, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#more', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the basket answers 500, and the shop says nothing',
      shopper: 'frustrated',
      broken: 'fails',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'Add fails in a promise',
      shopper: 'frustrated',
      broken: 'throws',
      act: ({ press }) => press('#add'),
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(VUE, { page: 'element-plus', library: 'element-plus' }, [
    {
      what: 'counts, rates, flips, chooses while pictures turn',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('.el-input-number__increase', { times: 5, every: 180 });
        await wait(300);
        await press('.el-rate__item >> nth=3');
        await wait(300);
        await press('.el-switch', { times: 3, every: 270 });
        await wait(300);
        await press('.el-radio-button:has-text("L")');
      },
    },
    {
      what: 'the smallest number cannot get smaller: once',
      shopper: 'content',
      act: ({ press }) => press('.el-input-number__decrease'),
      why: 'it looks disabled, and is',
    },
    {
      what: 'sends the form',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        await press('#send');
        await see('#said:text("Thank you")');
        await wait(2500);
        await leave();
      },
    },
    {
      what: 'the form is sent empty, three times, by a button that submits nothing',
      shopper: 'frustrated',
      act: async ({ type, press, wait }) => {
        await type('#name', 'Ada');
        for (let at = 0; at < 3; at++) {
          await press('#send');
          await wait(1800);
        }
      },
      expected: ['form_error', 'form_error', 'form_error'],
      arguable: ['dead_click'],
    },
    {
      what: 'Compare does nothing, while pictures turn',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#compare'),
      expected: ['dead_click'],
    },
    {
      what: 'Compare does nothing, again and again, while pictures turn',
      shopper: 'frustrated',
      broken: 'handler',
      act: ({ press }) => press('#compare', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(VUE, { page: 'headlessui-vue', library: '@headlessui/vue' }, [
    {
      what: 'sorts, reads, chooses',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#sort');
        await see('.sort >> nth=1');
        await press('.sort:text("Price up")');
        await see('#sort:text("Price up")');
        await press('.panel-button >> nth=0');
        await wait(400);
        await press('.size:text("L")');
        await wait(400);
        await press('.size:text("S")');
      },
    },
    {
      what: 'opens and closes what there is to read, three times',
      shopper: 'content',
      act: ({ press }) => press('.panel-button >> nth=1', { times: 4, every: 230 }),
    },
    {
      what: 'what there is to read does not open',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('.panel-button >> nth=0'),
      expected: ['dead_click'],
    },
    {
      what: 'the order is not taken, again and again',
      shopper: 'frustrated',
      broken: 'choice',
      act: ({ press }) => press('.sort:text("Price up")', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(ELEMENTS, { page: 'shoelace', library: '@shoelace-style/shoelace' }, [
    {
      what: 'adds to the basket',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('#add');
        await see('#said:text("In your basket")');
      },
    },
    {
      what: 'rates, flips, reads, turns tabs',
      shopper: 'content',
      act: async ({ press, wait }) => {
        await press('#stars', { at: { x: 80, y: 12 } });
        await wait(400);
        await press('#gift', { times: 4, every: 230, at: { x: 15, y: 15 } });
        await wait(300);
        await press('sl-details', { at: { x: 60, y: 20 } });
        await wait(600);
        await press('sl-tab[panel="b"]');
      },
    },
    {
      what: 'pages through the carousel',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('.carousel__navigation-button--next', { times: 3, every: 320 }),
    },
    {
      what: 'opens and closes the guide',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('#guide');
        await see('#close');
        await wait(500);
        await press('#close');
      },
    },
    {
      what: 'joins the letters',
      shopper: 'content',
      act: async ({ press, see, wait, leave, page }) => {
        await press('sl-input[name="name"]', { at: { x: 60, y: 45 } });
        await page.keyboard.type('Ada', { delay: 30 });
        await press('sl-input[name="email"]', { at: { x: 60, y: 45 } });
        await page.keyboard.type('ada@example.com', { delay: 30 });
        await press('#send');
        await see('text=You are on the list');
        await wait(2500);
        await leave();
      },
    },
    {
      what: 'Add is dead',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'handler',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the guide does not open, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#guide', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the basket answers 500, and the shop says nothing',
      shopper: 'frustrated',
      broken: 'fails',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'joins without a word, twice',
      shopper: 'frustrated',
      act: async ({ press, wait }) => {
        await press('#send');
        await wait(1800);
        await press('#send');
      },
      expected: ['form_error', 'form_error'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(ELEMENTS, { page: 'material-web', library: '@material/web' }, [
    {
      what: 'adds, counts, flips, ticks',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#add');
        await see('#said:text("In your basket")');
        await press('#more', { times: 5, every: 180 });
        await see('#count:text-is("6")');
        await press('#gift', { times: 3, every: 260 });
        await wait(300);
        await press('#wrap');
      },
    },
    {
      what: 'turns tabs',
      shopper: 'content',
      act: async ({ press, see }) => {
        await press('md-primary-tab >> nth=1');
        await see('#panel:text("By hand")');
      },
    },
    {
      what: 'Add does nothing but ripple',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#add'),
      expected: ['dead_click'],
    },
    {
      what: 'the counter does nothing but ripple, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'handler',
      act: ({ press }) => press('#more', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'Add throws',
      shopper: 'frustrated',
      broken: 'throws',
      act: ({ press }) => press('#add'),
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
  ]),
];
