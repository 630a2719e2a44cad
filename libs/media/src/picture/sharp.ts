import type SharpFactory from 'sharp';

type Sharp = typeof SharpFactory;

/**
 * The readers that uploads may reach, by libvips' own names. Every other one, SVG, PDF and ImageMagick first of all, is
 * locked: the bytes were looked at before, and this holds if that was wrong.
 */
const READERS = ['JpegBuffer', 'PngBuffer', 'WebpBuffer', 'HeifBuffer', 'NsgifBuffer'].map(
  (name) => `VipsForeignLoad${name}`,
);

let loaded: Promise<Sharp> | undefined;

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: READERS });
  // Each picture comes once: a cache would only hold its memory.
  sharp.cache(false);
  return sharp;
}

/** The picture library. Loaded on first use: a process that meets no picture starts without it. */
export function pictures(): Promise<Sharp> {
  loaded ??= load();
  return loaded;
}
