import { z } from 'zod';

/** Raised when an older release could not read what this one writes. */
export const FORMAT = 1;
export const MANIFEST = 'manifest.json';

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestShape = z.object({
  format: z.literal(FORMAT),
  product: z.string().max(40),
  exportedAt: z.iso.datetime(),
  /** The migrations of the database it came from. */
  migrations: z.array(z.string().regex(/^\d{14}_\w{1,100}$/)).max(10_000),
  /** True when the addresses of staff are in it. */
  withEmails: z.boolean(),
  tables: z.array(
    z.object({
      table: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
      columns: z
        .array(z.string().regex(/^[a-z][a-z0-9_]{0,59}$/))
        .min(1)
        .max(200),
      rows: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
      sha256: SHA256,
    }),
  ),
  media: z.array(z.object({ name: z.string().regex(/^[0-9a-f]{64}\.[a-z]{3,4}$/), bytes: z.int().nonnegative() })),
});

/** What an export holds. It is the last file that is written, and the first that is read. */
export type Manifest = z.infer<typeof manifestShape>;
export type TableEntry = Manifest['tables'][number];

/** The manifest in this text; null when it is none. A newer format answers 'newer'. */
export function parseManifest(text: string): Manifest | 'newer' | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT) return 'newer';
  const parsed = manifestShape.safeParse(value);
  return parsed.success ? parsed.data : null;
}

export const tableFile = (table: string) => `tables/${table}.jsonl`;
export const mediaFile = (name: string) => `media/${name}`;
