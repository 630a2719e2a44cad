import { type PublicTerm, publicLogo, type SiteDetails, type SiteSnapshot, type SnapshotCard } from '#delivery';
import { type Article, type Site, signUpChoices, type Translation, type View } from '#pages';

/** What the pages of one site share while they are written. */
export interface SiteView {
  readonly site: Site;
  readonly snapshot: SiteSnapshot;
  /** Where the API is reached from outside: the sign-up form goes there. */
  readonly publicUrl: string;
  /** Path of the site's address, without a slash at its end. */
  readonly base: string;
  /** Every language of each article, by its id. */
  readonly languages: ReadonlyMap<string, readonly Translation[]>;
  /** Names of the stored files that go along. */
  readonly media: ReadonlySet<string>;
}

const STORED = /\/media\/([0-9a-f]{64}\.[a-z]{3,4})/g;

export function siteView(snapshot: SiteSnapshot, publicUrl: string): SiteView {
  const { site, cards } = snapshot;
  const languages = new Map<string, Translation[]>();
  for (const { id, locale, slug } of cards) languages.set(id, [...(languages.get(id) ?? []), { locale, slug }]);
  const media = new Set((site.logo?.files ?? []).map(({ name }) => name));
  for (const { pictures = [] } of cards) {
    for (const [, name] of JSON.stringify(pictures).matchAll(STORED)) media.add(name!);
  }
  return { site: publicSite(site), snapshot, publicUrl, base: basePath(site.url), languages, media };
}

/** Without its generation and its id: a page says neither, and must not change with them. */
function publicSite({ id: _id, generation: _generation, url, ...site }: SiteDetails): Site {
  const { accentColor, callToAction: label, callToActionUrl } = site;
  const callToAction = label && callToActionUrl ? { label, url: callToActionUrl } : null;
  return { ...site, url: url.replace(/\/+$/, ''), accentColor, callToAction, logo: null };
}

/** The site as pages in a language show it: its logo stands beside them, with words in that language. */
export function siteIn({ site, snapshot, base }: SiteView, locale: string): Site {
  const stored = snapshot.site.logo;
  const logo = publicLogo(stored, base, locale);
  if (!stored || !logo) return site;
  const { src, width, height, alt = '', decorative } = logo;
  const files = stored.files.map(({ format, name, width: wide }) => {
    return { type: `image/${format}`, width: wide, src: `${base}/media/${name}` };
  });
  return { ...site, logo: { src, width, height, alt: decorative ? '' : alt, files } };
}

function basePath(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, '') : '';
}

/** How a page in a language is seen: as a file, by somebody unknown. Its form offers what that of the reference site does. */
export function viewIn({ base, publicUrl, snapshot }: SiteView, locale: string): View {
  const { site, terms } = snapshot;
  const choices = signUpChoices(terms.get(locale) ?? [], [site.locale, ...site.otherLocales]);
  const signUp = `${publicUrl}/newsletter/sign-up`;
  return { locale, path: '', base, assets: base, largeText: false, hasServer: false, signUp, choices };
}

type Text = Omit<Article, 'translations' | 'reviewState' | 'handoutUrl' | 'related' | 'terms'> & {
  readonly id: string;
  readonly terms: readonly PublicTerm[];
  readonly reviewState: SnapshotCard['reviewState'];
};

const REVIEW_STATES = { current: 'CURRENT', overdue: 'OVERDUE', underReview: 'UNDER_REVIEW' } as const;

/** An article as its pages show it, with pictures that stand beside them. */
export function articleOf(view: SiteView, text: Text): Article {
  const prefix = `${view.publicUrl}/media/`;
  const html = text.html.replaceAll(STORED_ADDRESS, (address, start: string, name: string) =>
    start === prefix && view.media.has(name) ? `${view.base}/media/${name}` : address,
  );
  const others = (view.languages.get(text.id) ?? []).filter(({ locale }) => locale !== text.locale);
  const paper = [view.site.slug, text.locale, text.slug].map(encodeURIComponent).join('/');
  const handoutUrl = `${view.publicUrl}/handout/${paper}.pdf`;
  const terms = text.terms.map(aboutTerm);
  return { ...text, html, handoutUrl, terms, translations: others, reviewState: REVIEW_STATES[text.reviewState] };
}

/** With the names that the public schema has for kinds and code systems: pages are written in its words. */
function aboutTerm({ kind, label, synonyms, codes }: PublicTerm): NonNullable<Article['terms']>[number] {
  const upper = codes.map(({ system, code }) => ({ system: system.toUpperCase(), code }));
  return { kind: KINDS[kind], label, synonyms, codes: upper };
}

const KINDS = { topic: 'TOPIC', bodyRegion: 'BODY_REGION', condition: 'CONDITION', audience: 'AUDIENCE' } as const;

const STORED_ADDRESS = /(https?:\/\/[^\s"',<>]*?\/media\/)([0-9a-f]{64}\.[a-z]{3,4})/g;
