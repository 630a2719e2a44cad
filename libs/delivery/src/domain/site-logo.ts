/** A site's logo as it is kept: everybody may load its files. */
export interface StoredLogo {
  readonly id: string;
  readonly alt: string | null;
  /** By language tag (BCP 47). */
  readonly altTexts: Readonly<Record<string, string>>;
  readonly decorative: boolean;
  readonly credit: string | null;
  /** After it the clinic may no longer show it; ISO 8601. */
  readonly rightsUntil: string | null;
  /** Of the whole picture, the narrowest first. Names are those that the API serves. */
  readonly files: readonly {
    readonly format: 'avif' | 'webp' | 'jpeg' | 'png';
    readonly name: string;
    readonly width: number;
    readonly height: number;
  }[];
}

interface LogoFile {
  readonly src: string;
  readonly width: number;
}

/** A logo as a page loads it. Addresses are absolute, widths in pixels. */
export interface PublicLogo {
  readonly id: string;
  readonly alt?: string;
  readonly decorative: boolean;
  readonly credit?: string;
  /** The largest file that every browser shows, and its size. */
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly files: readonly LogoFile[];
  readonly sources: readonly { readonly type: string; readonly files: readonly LogoFile[] }[];
  readonly card: null;
}

/** Newest format first: a browser takes the first it knows. */
const NEWER = ['avif', 'webp'] as const;

/** The site without a logo whose rights have ended, and when those of the one it has will end; null for never. */
export function withLogoAt<S extends { readonly logo: StoredLogo | null }>(
  site: S,
  now: Date,
): { readonly site: S; readonly until: Date | null } {
  const until = site.logo?.rightsUntil ? new Date(site.logo.rightsUntil) : null;
  return until && until <= now ? { site: { ...site, logo: null }, until: null } : { site, until };
}

/**
 * A logo with its words in a language: those of the language, or of its first part, or else its first ones. Null where
 * there is none, or no file of it that every browser shows.
 *
 * @param start what stands before `/media/` in the addresses of its files
 */
export function publicLogo(logo: StoredLogo | null, start: string, locale: string | null): PublicLogo | null {
  const files = (logo?.files ?? []).map((file) => ({ ...file, src: `${start}/media/${file.name}` }));
  const fallback = files.filter(({ format }) => format === 'jpeg' || format === 'png');
  const largest = fallback.at(-1);
  if (!logo || !largest) return null;
  const alt = wordsIn(logo, locale ?? '');
  return {
    id: logo.id,
    decorative: logo.decorative,
    ...(alt && { alt }),
    ...(logo.credit && { credit: logo.credit }),
    ...{ src: largest.src, width: largest.width, height: largest.height },
    files: fallback.map(({ src, width }) => ({ src, width })),
    sources: NEWER.map((newer) => ({
      type: `image/${newer}`,
      files: files.filter(({ format }) => format === newer).map(({ src, width }) => ({ src, width })),
    })),
    card: null,
  };
}

function wordsIn({ alt, altTexts }: StoredLogo, locale: string): string | null {
  return altTexts[locale] ?? altTexts[locale.split('-')[0]!] ?? alt;
}
