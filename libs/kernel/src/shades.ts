/** Contrast of words with what is behind them: WCAG 2.2, success criterion 1.4.3. */
const ENOUGH = 4.5;

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** What our pages have behind words: its page in the light, its panels in the dark. */
const LIGHT_PAGE: Rgb = [246, 247, 246];
const DARK_PANEL: Rgb = [26, 33, 32];

const rgbOf = (color: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((part, at) => Math.round(part + (to[at]! - part) * share)) as unknown as Rgb;
}

/** WCAG 2.2, definition of relative luminance. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

/** The nearest shade that can be read on every ground, on the way to black or white. */
function readable(color: Rgb, towards: Rgb, grounds: readonly Rgb[]): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mixed(color, towards, share);
    if (grounds.every((ground) => contrast(hexOf(shade), hexOf(ground)) >= ENOUGH)) return shade;
  }
  return towards;
}

/** A colour for words and lines, and its pale form for what is behind them. */
export interface Shades {
  readonly accent: string;
  readonly wash: string;
}

/** A clinic's colour as it stands on a page or in a mail: as chosen where it can be read, else the nearest shade that can. */
export function shadesOf(color: string): { readonly light: Shades; readonly dark: Shades } {
  const chosen = rgbOf(color);
  const lightWash = mixed(chosen, WHITE, 0.9);
  const darkWash = mixed(DARK_PANEL, chosen, 0.15);
  return {
    light: { accent: hexOf(readable(chosen, BLACK, [lightWash, LIGHT_PAGE])), wash: hexOf(lightWash) },
    dark: { accent: hexOf(readable(chosen, WHITE, [darkWash, DARK_PANEL])), wash: hexOf(darkWash) },
  };
}
