import type { RenderedWords } from '#delivery';
import type { SiteRow } from '#identity';
import { draftPage, type Site, type View } from '#pages';
import { previewWords } from './preview-words.js';

/** Where style sheet and fonts of a page are served to its frame. */
const ASSETS_BELOW = '/preview';

interface Shown {
  readonly site: SiteRow;
  readonly words: RenderedWords;
  readonly locale: string;
  readonly topic: string;
  /** Address of the page, once it is live. */
  readonly url: string;
  readonly number: number;
  /** It was found to be wrong, and must not be followed. */
  readonly isRecalled: boolean;
}

/** The page of an article on the clinic's site, as it would be if this revision were live: by the site's own templates. */
export function webPage(shown: Shown): string {
  return page(shown);
}

/** The printed page: no header, no way on, larger type, on a sheet of paper. What is for print is shown on the screen too. */
export function handoutPage(shown: Shown): string {
  return page(shown, HANDOUT_STYLE);
}

function page({ site, words, locale, topic, url, number, isRecalled }: Shown, style?: string): string {
  const { unreviewed, recalled } = previewWords(locale);
  const view: View = {
    ...{ locale, path: '', base: site.url, assets: ASSETS_BELOW },
    ...{ largeText: false, hasServer: false, signUp: null },
  };
  const standing = unreviewed.replace('{number}', String(number));
  const draft = { ...words, locale, topic, pageUrl: url };
  return draftPage(asPublic(site), draft, view, { standing, warning: isRecalled ? recalled : null, style });
}

function asPublic({ callToAction: label, callToActionUrl: url, ...site }: SiteRow): Site {
  return { ...site, callToAction: label && url ? { label, url } : null };
}

const HANDOUT_STYLE = `
:root { color-scheme: only light; }
html { background: #e2e7e5; }
body { max-width: 210mm; min-height: 297mm; margin: 16px auto; padding: 18mm; background: #fff; color: #111; font-size: 14pt; box-sizing: border-box; }
header.top, footer.bottom, nav.contents, .questions, .crumbs, .help-link, .skip, a.button { display: none; }
.printed { display: block; }
main, .article { max-width: none; margin: 0; padding: 0; }
@media print { html { background: none; } body { margin: 0; padding: 0; } }
`;
