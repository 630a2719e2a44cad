import { z } from 'zod';

const SCHEMA = z.object({
  version: z.literal(1),
  /** Whose place this is: two sites in one place would delete each other's pages. */
  siteId: z.string(),
  generation: z.string().regex(/^\d{1,19}$/),
  /** SHA-256 by path. */
  files: z.record(z.string(), z.string()),
  /** A change was begun and its end was never written down: what stands there may be of either state. */
  begun: z.boolean().optional(),
});

/** What stands in a folder or bucket, written beside the files themselves. */
export type Manifest = z.infer<typeof SCHEMA>;

/** Reads a manifest; null for one that says nothing sure: then everything is written again. */
export function parseManifest(text: string): Manifest | null {
  try {
    return SCHEMA.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The manifest as text: the same for the same files. */
export function manifestText(manifest: Manifest): string {
  const files = Object.fromEntries(Object.entries(manifest.files).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...manifest, files })}\n`;
}
