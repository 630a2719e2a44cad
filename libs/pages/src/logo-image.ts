import type { Logo } from './content.js';
import { type Html, html } from './html.js';

/** In pixels of the page: beside two links on a phone, and no taller than the head of a page. */
const LARGEST = { width: 180, height: 40 } as const;
/** Fine screens have so many dots for a pixel of the page. */
const DENSITY = 2;

/**
 * The logo at the head of a page, by the smallest file that is sharp on fine screens. One with words says what it shows and
 * stands for the clinic's name; one without stands beside it.
 */
export function logoImage({ src, width, height, alt, files }: Logo): Html {
  const scale = Math.min(1, LARGEST.width / width, LARGEST.height / height);
  const shown = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const plain = files.filter(({ type }) => type === 'image/png' || type === 'image/jpeg');
  const sharp = plain.filter((file) => file.width >= shown.width * DENSITY).sort((a, b) => a.width - b.width);
  return html`<img class="logo" src="${sharp[0]?.src ?? src}" width="${shown.width}" height="${shown.height}" alt="${alt}">`;
}
