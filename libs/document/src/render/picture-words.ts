import type { Attributes } from '../types.js';
import type { PictureSource } from './options.js';

/**
 * What is said of a picture where it stands. Alternative text and "decorative" are one statement: the article's own
 * counts as a whole, or the file's does; `spareAlt` counts when both are silent.
 */
export function pictureWords(stored: PictureSource | undefined, attrs: Attributes, spareAlt?: string): Attributes {
  const silent = attrs.decorative !== true && !attrs.alt;
  const decorative = silent ? (stored?.decorative ?? false) : attrs.decorative;
  const alt = silent && !decorative ? (stored?.alt ?? spareAlt) : attrs.alt;
  return {
    ...attrs,
    alt: alt ?? null,
    decorative: decorative ?? false,
    credit: attrs.credit ?? stored?.credit ?? null,
  };
}
