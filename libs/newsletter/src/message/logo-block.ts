import { escapeHtml } from '#mail';
import type { SiteLogo } from '#media';

/** In pixels of the page. The files are twice as wide, for fine screens. */
const LARGEST = { width: 200, height: 56 } as const;

/** How large a logo is shown: whole, and no larger than its file. */
function shownSize({ width, height }: SiteLogo): { width: number; height: number } {
  const scale = Math.min(1, LARGEST.width / width, LARGEST.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The clinic's logo at the head of a message. Its address is the same in every message, so that loading it says nothing
 * about who reads. It stands on white in the dark too: most logos are drawn for paper, and a transparent one would vanish.
 * Mailboxes that load no pictures show its words, or the name of the clinic.
 */
export function logoBlock(logo: SiteLogo, siteName: string): string {
  const { width, height } = shownSize(logo);
  const style = 'display:block;border:0;max-width:100%;background-color:#ffffff;color:#1d2524;font-weight:600';
  const words = escapeHtml(logo.alt?.trim() || siteName);
  const image = `<img src="${escapeHtml(logo.src)}" width="${width}" height="${height}" alt="${words}" style="${style}" />`;
  return `<mj-text css-class="logo" padding="0 0 14px">${image}</mj-text>`;
}
