/** A file that is to be made of a picture. */
export interface Recipe {
  readonly format: RenditionFormat;
  readonly width: number;
  readonly height: number;
  /** `fit` or `card-x-y`. */
  readonly variant: string;
}

export type RenditionFormat = 'avif' | 'webp' | 'jpeg' | 'png';

/** A point of a picture, from 0 (left, top) to 1: what must stay in sight when it is cut. */
export interface FocalPoint {
  readonly x: number;
  readonly y: number;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly fallbackFormat: 'jpeg' | 'png';
}

/** A phone, a phone with a fine screen or a text column, a wide column with a fine screen. */
const WIDTHS: readonly number[] = [480, 960, 1600];

/** The proportions that social sites and messengers cut cards to (ogp.me names none; 1.91 : 1 is what they show). */
const CARD = { width: 1200, height: 630 };

export const FIT = 'fit';

/** The name of a card's cut. Another focal point is another file: what is in a page already stays as it was. */
export function cardVariant({ x, y }: FocalPoint): string {
  return `card-${Math.round(x * 1000)}-${Math.round(y * 1000)}`;
}

/** The focal point in a variant's name; undefined for a picture that is shown whole. */
export function focalPointOf(variant: string): FocalPoint | undefined {
  const match = /^card-(\d+)-(\d+)$/.exec(variant);
  return match ? { x: Number(match[1]) / 1000, y: Number(match[2]) / 1000 } : undefined;
}

/** Whole pictures in every format at every width that needs no enlarging; a small one at its own width. */
export function fitRecipes({ width, height, fallbackFormat }: Picture): Recipe[] {
  const smaller = WIDTHS.filter((it) => it <= width);
  const widths = smaller.length > 0 ? smaller : [width];
  return widths.flatMap((it) =>
    (['avif', 'webp', fallbackFormat] as const).map((format) => ({
      format,
      width: it,
      height: Math.max(1, Math.round((height * it) / width)),
      variant: FIT,
    })),
  );
}

/** The card, around the focal point: never larger than what the picture holds. */
export function cardRecipe(picture: Picture, focal: FocalPoint): Recipe {
  const { width, height } = largestCut(picture, CARD);
  const scale = Math.min(1, CARD.width / width);
  return {
    format: 'jpeg',
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    variant: cardVariant(focal),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in its own pixels. */
export interface Cut extends Size {
  readonly left: number;
  readonly top: number;
}

function largestCut(picture: Size, shape: Size): Size {
  const ratio = shape.width / shape.height;
  const wide = picture.width / picture.height > ratio;
  return {
    width: wide ? Math.max(1, Math.round(picture.height * ratio)) : picture.width,
    height: wide ? picture.height : Math.max(1, Math.round(picture.width / ratio)),
  };
}

/** The largest part of a picture in a card's proportions with the focal point as near to its middle as the edges allow. */
export function cardCut(picture: Size, focal: FocalPoint): Cut {
  const { width, height } = largestCut(picture, CARD);
  const from = (length: number, cut: number, at: number) =>
    Math.min(Math.max(Math.round(length * at - cut / 2), 0), length - cut);
  return { width, height, left: from(picture.width, width, focal.x), top: from(picture.height, height, focal.y) };
}
