/** A place in a chart, in the units of its axes. */
export type Point = readonly [x: number, y: number];

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly (readonly [at: number, text: string])[];
  /** Default: false. */
  readonly isLogarithmic?: boolean;
}

export interface Line {
  readonly points: readonly Point[];
  readonly colour: string;
  readonly isDashed?: boolean;
  /** In pixels. Default: 2. */
  readonly width?: number;
}

export interface Words {
  readonly at: Point;
  readonly text: string;
  readonly colour: string;
  /** Which of its ends is there. Default: `start`. */
  readonly anchor?: "start" | "middle" | "end";
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Closed and filled, behind all else. */
  readonly areas: readonly { readonly points: readonly Point[]; readonly colour: string }[];
  readonly lines: readonly Line[];
  readonly dots: readonly { readonly at: Point; readonly colour: string }[];
  readonly words: readonly Words[];
}

const WIDTH = 760;
const HEIGHT = 440;
const PLOT = { left: 76, right: 740, top: 44, bottom: 380 };
const INK = "#24292f";
const GRID = "#d0d7de";

/** Colours that are told apart by those who do not see red or green, too (after Okabe and Ito, darkened for words). */
export const COLOURS = {
  ours: "#0072b2",
  bad: "#d55e00",
  good: "#009e73",
  between: "#b0508a",
  other: "#b8730a",
  sky: "#3a8fc4",
  grey: "#57606a",
} as const;

/** The chart as SVG, on white so that it can be read on a dark page. The same chart gives the same text. */
export function drawChart({ title, x, y, areas, lines, dots, words }: Chart): string {
  const toX = scale(x, PLOT.left, PLOT.right);
  const toY = scale(y, PLOT.bottom, PLOT.top);
  const place = ([atX, atY]: Point): string => `${pixels(toX(atX))},${pixels(toY(atY))}`;
  const path = (points: readonly Point[]): string => `M${points.map(place).join("L")}`;
  const plot = `x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.right - PLOT.left}" height="${PLOT.bottom - PLOT.top}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="${INK}">`,
    `<title>${escape(title)}</title>`,
    `<clipPath id="plot"><rect ${plot}/></clipPath>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="26" font-size="15" font-weight="600">${escape(title)}</text>`,
    '<g clip-path="url(#plot)">',
    ...areas.map(({ points, colour }) => `<path d="${path(points)}Z" fill="${colour}" fill-opacity="0.14"/>`),
    "</g>",
    ...x.ticks.map(([at, text]) => {
      const left = pixels(toX(at));
      return `<path d="M${left},${PLOT.top}V${PLOT.bottom}" stroke="${GRID}"/><text x="${left}" y="${PLOT.bottom + 18}" text-anchor="middle">${escape(text)}</text>`;
    }),
    ...y.ticks.map(([at, text]) => {
      const top = toY(at);
      return `<path d="M${PLOT.left},${pixels(top)}H${PLOT.right}" stroke="${GRID}"/><text x="${PLOT.left - 8}" y="${pixels(top + 4)}" text-anchor="end">${escape(text)}</text>`;
    }),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 16}" text-anchor="middle">${escape(x.label)}</text>`,
    `<text transform="translate(18,${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(y.label)}</text>`,
    '<g clip-path="url(#plot)" fill="none" stroke-linejoin="round">',
    ...lines.map(({ points, colour, isDashed = false, width = 2 }) => {
      const dashes = isDashed ? ' stroke-dasharray="6 4"' : "";
      return `<path d="${path(points)}" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
    }),
    "</g>",
    ...dots.map(({ at: [atX, atY], colour }) => {
      return `<circle cx="${pixels(toX(atX))}" cy="${pixels(toY(atY))}" r="4.5" fill="${colour}"/>`;
    }),
    ...words.map(({ at: [atX, atY], text, colour, anchor = "start" }) => {
      return `<text x="${pixels(toX(atX))}" y="${pixels(toY(atY))}" text-anchor="${anchor}" fill="${colour}" stroke="#fff" stroke-width="3" paint-order="stroke">${escape(text)}</text>`;
    }),
    "</svg>",
    "",
  ].join("\n");
}

function scale({ from, to, isLogarithmic = false }: Axis, start: number, end: number): (value: number) => number {
  const along = isLogarithmic ? Math.log : (value: number): number => value;
  return (value) => start + ((along(value) - along(from)) / (along(to) - along(from))) * (end - start);
}

/** To a tenth: finer differences, such as of one processor's logarithms to another's, are nobody's. */
function pixels(value: number): string {
  return String(Number(value.toFixed(1)));
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
