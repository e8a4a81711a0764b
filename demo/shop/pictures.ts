import { type Product, productById, type Yarn, yarnOf } from './catalogue.js';

// One stitch is a V in a cell of this size; every chart, band and garment edge is measured in cells.
const CELL = { width: 10, height: 9 };

type Chart = readonly string[];
type Point = readonly [x: number, y: number];

const CHARTS = {
  waves: ['1...', '.1.1', '..1.'],
  dots: ['1...', '....', '..2.'],
  peaks: ['...2....', '..222...', '.22.22..', '22...22.', '2..1..2.', '..111...', '.11.11.1'],
  cross: ['1...1...', '.1.1..2.', '..1..222', '.1.1..2.', '1...1...'],
  hearts: ['.22.22..', '2222222.', '2222222.', '.22222..', '..222..1', '...2..1.'],
  sheep: [
    '............',
    '..11111.....',
    '.1111111.22.',
    '.1111111222.',
    '.11111112...',
    '..11111.....',
    '..2...2.....',
    '............',
    '......11....',
  ],
  lattice: ['1.......', '.1.....1', '..1...1.', '...1.1..', '....1...', '...1.1..', '..1...1.', '.1.....1'],
  stripes: ['1', '1', '1', '.', '.', '.', '.', '.', '2', '.', '.', '.', '.', '.'],
};

// The eight-pointed star of the northern isles: in each quadrant two petals lean against the diagonal.
const starChart = (): Chart => {
  const petal = (i: number, j: number) =>
    i >= 1 && j >= 1 && ((i <= 3 && j > i && j <= i + 3) || (j <= 3 && i > j && i <= j + 3));
  const rows: string[] = [];
  for (let y = -8; y <= 8; y += 1) {
    let row = '';
    for (let x = -8; x <= 7; x += 1) {
      const [i, j] = [Math.abs(x), Math.abs(y)];
      if (petal(i, j)) row += '1';
      else if (i + j === 0 || (i === 8 && j % 4 === 0)) row += '2';
      else if (i === 8 && j <= 2) row += '1';
      else if (j === 8) row += i % 2 === 0 ? '2' : '1';
      else row += '.';
    }
    rows.push(row);
  }
  return rows;
};

const rgb = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A colour moved towards another by a share from 0 to 1. */
const mix = (from: string, to: string, share: number): string => {
  const target = rgb(to);
  return `#${rgb(from)
    .map((value, index) =>
      Math.round(value + ((target[index] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
};
const darker = (hex: string, share: number): string => mix(hex, '#10161c', share);
const lighter = (hex: string, share: number): string => mix(hex, '#ffffff', share);

const stitchPattern = (id: string, hex: string): string => {
  const { width, height } = CELL;
  const leg = (dx: number, dy: number, { tone, wide }: { tone: string; wide: number }) =>
    `<path d="M${dx} ${dy}Q${dx + 2.4} ${dy + 5.4} ${dx + 5} ${dy + 8.4}M${dx + 10} ${dy}Q${dx + 7.6} ${dy + 5.4} ${dx + 5} ${dy + 8.4}" stroke="${tone}" stroke-width="${wide}" fill="none" stroke-linecap="round"/>`;
  const legs = [-height, 0, height].flatMap((dy) => [
    leg(0, dy - 1.2, { tone: darker(hex, 0.12), wide: 4.6 }),
    leg(0, dy - 1.6, { tone: hex, wide: 3.6 }),
    leg(0.2, dy - 2, { tone: lighter(hex, 0.16), wide: 1.1 }),
  ]);
  return `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse"><rect width="${width}" height="${height}" fill="${darker(hex, 0.34)}"/>${legs.join('')}</pattern>`;
};

const runs = (rows: Chart, mark: string): string => {
  const path: string[] = [];
  rows.forEach((row, y) => {
    for (const match of row.matchAll(new RegExp(`${mark}+`, 'g'))) {
      path.push(
        `M${match.index * CELL.width} ${y * CELL.height}h${match[0].length * CELL.width}v${CELL.height}h-${match[0].length * CELL.width}z`,
      );
    }
  });
  return path.join('');
};

const chartPattern = (id: string, rows: Chart): string => {
  const [{ length } = ''] = rows;
  const [width, height] = [length * CELL.width, rows.length * CELL.height];
  return `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse"><rect width="${width}" height="${height}" fill="url(#k0)"/><path d="${runs(rows, '1')}" fill="url(#k1)"/><path d="${runs(rows, '2')}" fill="url(#k2)"/></pattern>`;
};

const blank = (count: number, width: number): Chart => Array.from({ length: count }, () => '.'.repeat(width));
const widen = (rows: Chart, width: number): Chart =>
  rows.map((row) => row.repeat(Math.ceil(width / row.length)).slice(0, width));

const charts: Readonly<Record<string, () => Chart>> = {
  star: () => [...starChart(), ...blank(2, 16), ...widen(CHARTS.waves, 16), ...blank(2, 16)],
  peerie: () => [
    ...widen(CHARTS.waves, 8),
    ...blank(2, 8),
    ...CHARTS.cross,
    ...blank(2, 8),
    ...widen(CHARTS.dots, 8),
    ...blank(2, 8),
    ...CHARTS.peaks,
    ...blank(2, 8),
    ...CHARTS.hearts,
    ...blank(2, 8),
  ],
  sheep: () => CHARTS.sheep,
  lattice: () => CHARTS.lattice,
  stripe: () => CHARTS.stripes,
};

const ribPattern = (hex: string): string =>
  `<pattern id="rib" width="16" height="${CELL.height}" patternUnits="userSpaceOnUse"><rect width="16" height="${CELL.height}" fill="${darker(hex, 0.44)}"/><rect x="1" width="12" height="${CELL.height}" rx="4" fill="url(#k0)"/><path d="M1.6 0v9M12.6 0v9" stroke="${darker(hex, 0.3)}" stroke-width="1.4"/></pattern>`;

const cablePattern = (hex: string): string => {
  const strand = (d: string) =>
    `<path d="${d}" fill="none" stroke="${darker(hex, 0.4)}" stroke-width="19" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${hex}" stroke-width="15" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${lighter(hex, 0.2)}" stroke-width="4" stroke-linecap="round" stroke-dasharray="5 4"/>`;
  // Each strand passes over the other once per repeat; drawn shifted by a repeat both ways so that tiles join.
  const rope = (x: number) =>
    [-72, 0, 72]
      .map(
        (y) =>
          strand(`M${x + 12} ${y}C${x + 12} ${y + 20} ${x - 12} ${y + 16} ${x - 12} ${y + 36}`) +
          strand(`M${x - 12} ${y}C${x - 12} ${y + 20} ${x + 12} ${y + 16} ${x + 12} ${y + 36}`) +
          strand(`M${x + 12} ${y + 36}C${x + 12} ${y + 56} ${x - 12} ${y + 52} ${x - 12} ${y + 72}`) +
          strand(`M${x - 12} ${y + 36}C${x - 12} ${y + 56} ${x + 12} ${y + 52} ${x + 12} ${y + 72}`),
      )
      .join('');
  return `<pattern id="fabric" width="120" height="72" patternUnits="userSpaceOnUse"><rect width="120" height="72" fill="url(#k0)"/><rect x="4" width="52" height="72" fill="${darker(hex, 0.28)}"/>${rope(30)}<path d="M62 0v72M58.5 0v72" stroke="${darker(hex, 0.4)}" stroke-width="2"/></pattern>`;
};

const fabricPattern = (stitch: string, hex: string): string => {
  if (stitch === 'plain')
    return '<pattern id="fabric" width="10" height="9" patternUnits="userSpaceOnUse"><rect width="10" height="9" fill="url(#k0)"/></pattern>';
  if (stitch === 'rib')
    return '<pattern id="fabric" width="16" height="9" patternUnits="userSpaceOnUse"><rect width="16" height="9" fill="url(#rib)"/></pattern>';
  if (stitch === 'cable') return cablePattern(hex);
  return chartPattern('fabric', charts[stitch]?.() ?? []);
};

interface Piece {
  d: string;
  turn?: string;
  fill?: string;
  scale?: number;
}

/** A piece of knitting: an outline filled with the fabric, turned as the piece lies, with light along its edges. */
const piece = (name: string, { d, turn = '', fill = 'fabric', scale = 1 }: Piece): string => {
  const placed = `${turn} scale(${scale})`.trim();
  return `<clipPath id="c-${name}"><path d="${d}"/></clipPath><g clip-path="url(#c-${name})"><g transform="${placed}"><rect x="-1600" y="-1600" width="3200" height="3200" fill="url(#${fill})"/></g></g><path d="${d}" fill="url(#light)"/><path d="${d}" fill="none" stroke="#10161c" stroke-opacity=".22" stroke-width="2"/>`;
};

const mirrored = (markup: string): string => `<g transform="matrix(-1 0 0 1 600 0)">${markup}</g>`;

const GARMENT = { scale: 0.82 };

const sleeves = (scale: number): string => {
  const sleeve = piece('sleeve', {
    d: 'M172 178C138 196 124 226 114 262L58 520L122 540L184 340Z',
    turn: 'rotate(13.5 120 380)',
    scale,
  });
  const cuff = piece('cuff', {
    d: 'M57 518L47 566Q78 584 112 584L124 538Q88 534 57 518Z',
    turn: 'rotate(13.5 90 550)',
    fill: 'rib',
    scale: 0.8,
  });
  return sleeve + cuff + mirrored(sleeve.replaceAll('c-sleeve', 'c-sleeve2') + cuff.replaceAll('c-cuff', 'c-cuff2'));
};

const torso = (scale: number): string =>
  piece('torso', {
    d: 'M236 138C210 152 190 164 166 180L176 330L170 586L430 586L424 330L434 180C410 164 390 152 364 138Q300 214 236 138Z',
    turn: 'translate(300 186)',
    scale,
  }) + piece('hem', { d: 'M170 584H430L428 626Q300 640 172 626Z', turn: 'translate(300 0)', fill: 'rib', scale: 0.9 });

// The inside of the back, seen through the neckline.
const inside = (d: string): string =>
  `<path d="${d}" fill="url(#k0)"/><path d="${d}" fill="#10161c" fill-opacity=".5"/><path d="M250 133Q300 124 350 133" fill="none" stroke="#10161c" stroke-opacity=".35" stroke-width="7"/>`;

const neckBack = inside('M232 140Q300 106 368 140Q300 250 232 140Z');
const openFront = inside('M232 140Q300 106 368 140L300 306Z');

const crewNeck = piece('neck', {
  d: 'M226 142Q232 132 244 130Q300 206 356 130Q368 132 374 142Q300 248 226 142Z',
  fill: 'rib',
  turn: 'translate(300 0)',
  scale: 0.72,
});

const SHAPES: Readonly<Record<string, (yarn: Yarn) => string>> = {
  jumper: () => sleeves(GARMENT.scale) + neckBack + torso(GARMENT.scale) + crewNeck,
  rollneck: () =>
    sleeves(GARMENT.scale) +
    torso(GARMENT.scale) +
    piece('roll', {
      d: 'M232 156Q222 96 236 66Q300 48 364 66Q378 96 368 156Q300 196 232 156Z',
      fill: 'rib',
      turn: 'translate(300 0)',
      scale: 0.8,
    }) +
    piece('fold', {
      d: 'M226 160Q224 124 234 110Q300 132 366 110Q376 124 374 160Q300 204 226 160Z',
      fill: 'rib',
      turn: 'translate(304 0)',
      scale: 0.9,
    }),
  vest: () =>
    openFront +
    piece('torso', {
      d: 'M236 138L196 158C206 220 200 280 172 316L168 586L432 586L428 316C400 280 394 220 404 158L364 138L300 262Z',
      turn: 'translate(300 160)',
      scale: GARMENT.scale,
    }) +
    piece('hem', { d: 'M168 584H432L430 626Q300 640 170 626Z', turn: 'translate(300 0)', fill: 'rib', scale: 0.9 }) +
    piece('vneck', {
      d: 'M222 144L240 134L300 244L360 134L378 144L300 282Z',
      fill: 'rib',
      turn: 'translate(300 0)',
      scale: 0.6,
    }) +
    piece('arm', { d: 'M200 156C212 222 204 284 172 318L160 300C186 272 192 222 184 166Z', fill: 'rib', scale: 0.6 }) +
    mirrored(
      piece('arm2', {
        d: 'M200 156C212 222 204 284 172 318L160 300C186 272 192 222 184 166Z',
        fill: 'rib',
        scale: 0.6,
      }),
    ),
  cardigan: () =>
    sleeves(GARMENT.scale) +
    openFront +
    piece('torso', {
      d: 'M236 138C210 152 190 164 166 180L176 330L170 586L430 586L424 330L434 180C410 164 390 152 364 138L300 300Z',
      turn: 'translate(300 186)',
      scale: GARMENT.scale,
    }) +
    piece('hem', { d: 'M170 584H430L428 626Q300 640 172 626Z', turn: 'translate(300 0)', fill: 'rib', scale: 0.9 }) +
    piece('band', {
      d: 'M222 144Q228 132 242 132L306 288L316 300V634Q300 637 284 634V312Z',
      fill: 'rib',
      turn: 'translate(300 0)',
      scale: 0.7,
    }) +
    piece('band2', {
      d: 'M378 144Q372 132 358 132L300 276L312 300Z',
      fill: 'rib',
      turn: 'translate(300 0)',
      scale: 0.7,
    }) +
    [330, 390, 450, 510, 570]
      .map(
        (y) =>
          `<circle cx="300" cy="${y + 1.5}" r="9" fill="#10161c" fill-opacity=".4"/><circle cx="300" cy="${y}" r="8.5" fill="#6b4a31"/><circle cx="300" cy="${y}" r="6" fill="#86603f"/><path d="M297.5 ${y}h5" stroke="#3b2717" stroke-width="2.4" stroke-linecap="round" stroke-dasharray="1 3"/>`,
      )
      .join(''),
  beanie: () =>
    piece('crown', {
      d: 'M128 452C120 260 206 150 300 150C394 150 480 260 472 452Z',
      turn: 'translate(300 150)',
      scale: 1.05,
    }) +
    piece('brim', {
      d: 'M112 436Q300 402 488 436Q500 500 486 560Q300 596 114 560Q100 500 112 436Z',
      fill: 'rib',
      turn: 'translate(300 0)',
      scale: 1.25,
    }),
  bobble: (yarn) =>
    piece('crown', {
      d: 'M128 482C120 320 206 220 300 220C394 220 480 320 472 482Z',
      turn: 'translate(300 282)',
      scale: 1.05,
    }) +
    piece('brim', {
      d: 'M116 470Q300 438 484 470Q494 520 482 572Q300 606 118 572Q106 520 116 470Z',
      fill: 'rib',
      turn: 'translate(300 0)',
      scale: 1.25,
    }) +
    bobble(yarn.accent),
  scarf: () =>
    piece('left', {
      d: 'M196 236L284 262L262 600L150 590Z',
      turn: 'rotate(6 200 400) translate(206 240)',
      scale: 0.9,
    }) +
    piece('right', {
      d: 'M330 262L398 226L452 540L352 556Z',
      turn: 'rotate(-9 390 400) translate(390 240)',
      scale: 0.9,
    }) +
    piece('loop', {
      d: 'M168 214C160 118 440 118 432 214C436 300 380 326 300 326C220 326 164 300 168 214ZM232 196C250 232 350 232 368 196C350 160 250 160 232 196Z',
      turn: 'rotate(4) translate(300 150)',
      scale: 0.9,
    }) +
    '<path d="M232 196C250 232 350 232 368 196C350 160 250 160 232 196Z" fill="#10161c" fill-opacity=".3"/>' +
    fringe({ from: [150, 590], to: [262, 600] }) +
    fringe({ from: [352, 556], to: [452, 540] }),
  mittens: () => {
    const hand = (name: string) =>
      piece(`thumb${name}`, {
        d: 'M236 478C256 436 284 396 300 352C314 318 352 326 350 366C346 420 318 486 262 528Z',
        turn: 'rotate(26 300 420)',
        scale: 0.8,
      }) +
      piece(`hand${name}`, {
        d: 'M118 512C104 380 100 280 122 212C142 156 244 156 266 212C286 280 282 380 270 512Z',
        turn: 'translate(134 200)',
        scale: 0.95,
      }) +
      piece(`cuff${name}`, {
        d: 'M112 506Q194 522 276 506L282 620Q194 638 106 620Z',
        fill: 'rib',
        turn: 'translate(194 0)',
        scale: 0.9,
      });
    return `<g transform="rotate(-7 190 400) translate(-32 6)">${hand('a')}</g><g transform="matrix(-1 0 0 1 600 0) rotate(-7 190 400) translate(-32 30)">${hand('b')}</g>`;
  },
  socks: () => {
    const sock = (name: string) =>
      piece(`leg${name}`, {
        d: 'M196 190H322L318 430C322 470 348 492 400 512C452 532 462 596 412 606C350 616 270 590 232 552C196 516 198 470 200 420Z',
        turn: 'translate(259 190)',
        scale: 0.8,
      }) +
      piece(`heel${name}`, {
        d: 'M199 440C194 490 206 540 246 564C276 530 262 462 199 440Z',
        fill: 'k2',
        turn: 'rotate(30)',
        scale: 0.8,
      }) +
      piece(`toe${name}`, {
        d: 'M392 509C462 530 466 600 410 606C394 608 376 606 362 603C356 566 368 530 392 509Z',
        fill: 'k2',
        turn: 'rotate(70)',
        scale: 0.8,
      }) +
      piece(`top${name}`, {
        d: 'M190 130Q259 120 328 130L326 208Q259 218 192 208Z',
        fill: 'rib',
        turn: 'translate(259 0)',
        scale: 0.85,
      });
    return `<g transform="translate(66 -26) rotate(4 300 400)">${sock('b')}</g><g transform="translate(-74 40) rotate(-3 300 400)">${sock('a')}</g>`;
  },
  throw: () =>
    piece('back', {
      d: 'M120 170Q300 130 482 176L500 520Q310 480 104 540Z',
      turn: 'rotate(-2) translate(120 180)',
      scale: 0.9,
    }) +
    piece('front', {
      d: 'M104 300Q250 270 330 320T500 296L508 590Q420 630 312 596T92 606Z',
      turn: 'rotate(3) translate(104 306)',
      scale: 1,
    }) +
    '<path d="M104 300Q250 270 330 320T500 296" fill="none" stroke="#10161c" stroke-opacity=".28" stroke-width="9"/>' +
    fringe({ from: [92, 606], to: [312, 596], long: 34 }) +
    fringe({ from: [312, 596], to: [508, 590], long: 34 }),
};

const bobble = (hex: string): string => {
  const threads: string[] = [];
  for (let index = 0; index < 150; index += 1) {
    // The golden angle spreads the threads evenly without any chance in it: pictures stay the same at every request.
    const angle = index * 2.39996 + scattered(index, 5) * 0.9;
    const reach = 14 + 60 * Math.sqrt((index + 1) / 150) + scattered(index, 6) * 6;
    const [x, y] = [300 + Math.cos(angle) * reach, 176 + Math.sin(angle) * reach * 0.94];
    const tone = [hex, lighter(hex, 0.16), darker(hex, 0.18), hex][Math.floor(scattered(index, 7) * 4)];
    threads.push(
      `<path d="M${(300 + Math.cos(angle) * reach * 0.4).toFixed(1)} ${(176 + Math.sin(angle) * reach * 0.4).toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}" stroke="${tone}" stroke-width="9" stroke-linecap="round"/>`,
    );
  }
  return `<circle cx="300" cy="178" r="66" fill="${darker(hex, 0.3)}"/>${threads.reverse().join('')}`;
};

const fringe = ({ from, to, long = 44 }: { from: Point; to: Point; long?: number }): string => {
  const count = Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 11);
  const lines = Array.from({ length: count }, (_, index) => {
    const share = (index + 0.5) / count;
    const [x, y] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const sway = ((index * 7) % 5) - 2;
    return `M${x.toFixed(1)} ${(y - 3).toFixed(1)}q${sway} ${long / 2} ${sway * 1.5} ${long - ((index * 3) % 7)}`;
  }).join('');
  return `<path d="${lines}" fill="none" stroke="#10161c" stroke-opacity=".3" stroke-width="7" stroke-linecap="round"/><path d="${lines}" fill="none" stroke="FRINGE" stroke-width="4.6" stroke-linecap="round"/>`;
};

const definitions = (yarn: Yarn, stitch: string): string => {
  const soft = stitch === 'lattice';
  return [
    stitchPattern('k0', yarn.hex),
    stitchPattern('k1', soft ? lighter(yarn.hex, 0.3) : yarn.light),
    stitchPattern('k2', soft ? darker(yarn.hex, 0.2) : yarn.accent),
    ribPattern(yarn.hex),
    fabricPattern(stitch, yarn.hex),
    '<linearGradient id="light" x1="0" x2="1" y1="0" y2=".25"><stop offset="0" stop-color="#10161c" stop-opacity=".26"/><stop offset=".24" stop-color="#fff" stop-opacity=".1"/><stop offset=".55" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#10161c" stop-opacity=".3"/></linearGradient>',
    `<radialGradient id="room" cx=".42" cy=".32" r=".95"><stop offset="0" stop-color="${mix(yarn.hex, '#fbf7ef', 0.9)}"/><stop offset="1" stop-color="${mix(yarn.hex, '#e9e0d0', 0.72)}"/></radialGradient>`,
    '<radialGradient id="shade"><stop offset="0" stop-color="#10161c" stop-opacity=".36"/><stop offset="1" stop-color="#10161c" stop-opacity="0"/></radialGradient>',
  ].join('');
};

interface Frame {
  width?: number;
  height?: number;
  defs: string;
  body: string;
}

const frame = ({ width = 600, height = 720, defs, body }: Frame): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs>${defs}</defs>${body}</svg>`;

const ROOM = '<rect width="600" height="720" fill="url(#room)"/>';

const VIEWS: Readonly<Record<string, (what: { product: Product; yarn: Yarn }) => string>> = {
  front: ({ product, yarn }) =>
    `${ROOM}<ellipse cx="306" cy="640" rx="270" ry="46" fill="url(#shade)"/><g transform="translate(0 ${product.shape === 'throw' ? -20 : 6})">${SHAPES[product.shape]?.(yarn)}</g>`.replaceAll(
      'FRINGE',
      yarn.hex,
    ),
  detail: ({ product }) =>
    `<g transform="rotate(-8 300 360) scale(1.9)"><rect x="-400" y="-400" width="1200" height="1200" fill="url(#${product.stitch === 'rib' ? 'rib' : 'fabric'})"/></g><rect width="600" height="720" fill="url(#light)" fill-opacity=".7"/><g transform="translate(396 566) rotate(-8)"><rect x="4" y="6" width="150" height="84" fill="#10161c" fill-opacity=".35"/><rect width="150" height="84" fill="#f7f1e4"/><path d="M8 8h134v68H8z" fill="none" stroke="#1f4e5f" stroke-width="1.5" stroke-dasharray="6 4"/><path d="M52 52l14-22 9 12 7-9 16 19z" fill="#1f4e5f"/><path d="M40 60h70" stroke="#b4532a" stroke-width="3"/></g>`,
  yarn: ({ yarn }) => {
    const strands = Array.from({ length: 13 }, (_, index) => {
      const offset = -150 + index * 25;
      return `<path d="M${-210} ${offset}Q0 ${offset - 70} 210 ${offset}" fill="none" stroke="${[yarn.hex, lighter(yarn.hex, 0.14), darker(yarn.hex, 0.16)][index % 3]}" stroke-width="21"/>`;
    }).join('');
    const needle = (angle: number) =>
      `<g transform="translate(300 380) rotate(${angle})"><rect x="-9" y="-330" width="18" height="600" rx="9" fill="#c79a62"/><rect x="-9" y="-330" width="6" height="600" rx="3" fill="#e0bd8c"/><circle cx="0" cy="-334" r="19" fill="#8a5a3a"/></g>`;
    return `${ROOM}<ellipse cx="310" cy="590" rx="250" ry="50" fill="url(#shade)"/>${needle(34)}${needle(-26)}<clipPath id="ball"><circle cx="300" cy="400" r="186"/></clipPath><g clip-path="url(#ball)"><rect width="600" height="720" fill="${darker(yarn.hex, 0.3)}"/><g transform="translate(300 470) rotate(-38)">${strands}</g><g transform="translate(352 330) rotate(24) scale(.86)">${strands}</g><g transform="translate(214 330) rotate(78) scale(.62)">${strands}</g></g><circle cx="300" cy="400" r="186" fill="url(#light)"/><path d="M430 536C500 590 520 622 470 640S330 640 300 662" fill="none" stroke="${darker(yarn.hex, 0.2)}" stroke-width="11" stroke-linecap="round"/><path d="M430 534C500 588 520 620 470 638S330 638 300 660" fill="none" stroke="${yarn.hex}" stroke-width="7" stroke-linecap="round"/>`;
  },
};

/** Numbers from 0 to 1 that look thrown, the same ones at every request. */
const scattered = (index: number, seed: number): number => {
  const wave = Math.sin(index * 127.1 + seed * 311.7) * 43758.5453;
  return wave - Math.floor(wave);
};

const landscape = (): string => {
  const [columns, rows] = [112, 50];
  const [width, height] = [columns * CELL.width, rows * CELL.height];
  // Silhouettes step from cell to cell, as a picture knitted into cloth does.
  const ridge = (id: string, heightAt: (x: number) => number) => {
    let path = `M0 ${height}`;
    for (let x = 0; x < columns; x += 1) path += `V${Math.round(heightAt(x)) * CELL.height}h${CELL.width}`;
    return `<path d="${path}V${height}z" fill="url(#${id})"/>`;
  };
  const peak = (at: number, top: number, slope: number) => (x: number) => top + Math.abs(x - at) * slope;
  const lowest =
    (...peaks: ((x: number) => number)[]) =>
    (x: number) =>
      Math.min(...peaks.map((one) => one(x))) + ((x * 7) % 3) * 0.4;
  const sun = Array.from({ length: 13 }, (_, row) => {
    const half = Math.round(Math.sqrt(49 - (row - 6) ** 2));
    return `M${(78 - half) * CELL.width} ${(5 + row) * CELL.height}h${half * 2 * CELL.width}v${CELL.height}h-${half * 2 * CELL.width}z`;
  }).join('');
  const flakes = Array.from({ length: 46 }, (_, index) => {
    const [x, y] = [Math.floor(scattered(index, 1) * columns), Math.floor(scattered(index, 2) * 26)];
    return `M${x * CELL.width} ${y * CELL.height}h${CELL.width}v${CELL.height}h-${CELL.width}z`;
  }).join('');
  const snow = (at: number, top: number, slope: number) => {
    const cells: string[] = [];
    for (let x = at - 7; x <= at + 7; x += 1) {
      const from = Math.round(top + Math.abs(x - at) * slope + ((x * 7) % 3) * 0.4);
      const deep = Math.round(4.6 - Math.abs(x - at) * 0.62 + (scattered(x, 8) > 0.5 ? 1 : 0));
      if (deep > 0) {
        cells.push(`M${x * CELL.width} ${from * CELL.height}h${CELL.width}v${deep * CELL.height}h-${CELL.width}z`);
      }
    }
    return `<path d="${cells.join('')}" fill="url(#snow)"/>`;
  };
  const trees = (base: number) =>
    [4, 9, 13, 20, 27, 92, 97, 103, 108]
      .map((x, index) => {
        const tall = 7 + ((index * 5) % 4);
        const cells = Array.from({ length: tall }, (_, row) => {
          const half = Math.floor((row % 3) + row / 3);
          return `M${(x - half) * CELL.width} ${(base - tall + row) * CELL.height}h${(half * 2 + 1) * CELL.width}v${CELL.height}h-${(half * 2 + 1) * CELL.width}z`;
        });
        return `<path d="${cells.join('')}" fill="url(#tree)"/>`;
      })
      .join('');
  const water = Array.from({ length: 30 }, (_, index) => {
    const [x, y] = [Math.floor(scattered(index, 3) * (columns - 8)), 37 + Math.floor(scattered(index, 4) * 7)];
    const long = 2 + (index % 5);
    return `M${x * CELL.width} ${y * CELL.height}h${long * CELL.width}v${CELL.height}h-${long * CELL.width}z`;
  }).join('');
  const defs = [
    stitchPattern('sky', '#e7c9a0'),
    stitchPattern('sky2', '#dfae86'),
    stitchPattern('sun', '#f6e7c4'),
    stitchPattern('far', '#7f93a0'),
    stitchPattern('mid', '#3f6478'),
    stitchPattern('near', '#23455a'),
    stitchPattern('snow', '#f4efe4'),
    stitchPattern('sea', '#2f5d70'),
    stitchPattern('glint', '#d9a877'),
    stitchPattern('shore', '#1b3140'),
    stitchPattern('tree', '#142631'),
  ].join('');
  const fill = (id: string, y: number, tall: number) =>
    `<rect y="${y * CELL.height}" width="${width}" height="${tall * CELL.height}" fill="url(#${id})"/>`;
  const body = [
    fill('sky', 0, rows),
    ridge('sky2', (x) => 20 + Math.sin(x / 9) * 2),
    `<path d="${sun}" fill="url(#sun)"/>`,
    `<path d="${flakes}" fill="url(#snow)"/>`,
    ridge('far', lowest(peak(30, 15, 0.6), peak(58, 19, 0.5), peak(96, 13, 0.55))),
    snow(30, 15, 0.6),
    snow(96, 13, 0.55),
    ridge('mid', lowest(peak(12, 18, 0.7), peak(46, 22, 0.75), peak(108, 20, 0.62))),
    snow(12, 18, 0.7),
    snow(46, 22, 0.75),
    fill('sea', 36, rows - 36),
    `<path d="${water}" fill="url(#glint)"/>`,
    ridge('near', lowest(peak(-4, 27, 0.42), peak(116, 26, 0.4))),
    ridge('shore', (x) => 44 + Math.sin(x / 14) * 1.6),
    trees(45),
  ].join('');
  return frame({ width, height, defs, body });
};

/** A strip of fair isle, repeated along headers and footers. */
const band = (): string => {
  const rows = [
    ...widen(CHARTS.waves, 16),
    ...blank(1, 16),
    ...starChart(),
    ...blank(1, 16),
    ...widen(CHARTS.waves, 16),
  ];
  const yarn = yarnOf('fjord');
  return frame({
    width: 16 * CELL.width,
    height: rows.length * CELL.height,
    defs:
      stitchPattern('k0', yarn.hex) +
      stitchPattern('k1', yarn.light) +
      stitchPattern('k2', yarn.accent) +
      chartPattern('band', rows),
    body: `<rect width="100%" height="100%" fill="url(#band)"/>`,
  });
};

/** The SVG behind `/picture/<name>.svg`, or undefined for a name that no product, colour and view has. */
export const picture = (name: string): string | undefined => {
  if (name === 'landscape') return landscape();
  if (name === 'band') return band();
  const [id = '', colour = '', view = ''] = name.split('.');
  const product = productById(id);
  const draw = Object.hasOwn(VIEWS, view) ? VIEWS[view] : undefined;
  if (!product?.colours.includes(colour) || draw === undefined) return undefined;
  const yarn = yarnOf(colour);
  return frame({ defs: definitions(yarn, product.stitch), body: draw({ product, yarn }) });
};
