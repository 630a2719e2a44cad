import type { DropKind } from '../draft/draft.js';
import { type Element, namesOf } from './dom.js';
import type { Size } from './measure.js';

export interface Verdict {
  readonly kind: DropKind;
  readonly reason: string;
}

const FORM_PARTS = new Set([
  'form',
  'input',
  'select',
  'textarea',
  'button',
  'datalist',
  'option',
  'optgroup',
  'dialog',
]);
const VECTORS = new Set(['svg', 'math', 'canvas', 'map', 'area', 'progress', 'meter']);

/** Names of parts that themes and plug-ins put beside an article. A name counts when it is whole or begins a longer one. */
const NAMED: readonly { readonly names: readonly string[]; readonly kind: DropKind; readonly what: string }[] = [
  {
    names: ['breadcrumb', 'breadcrumbs', 'yoast-breadcrumbs'],
    kind: 'navigation',
    what: 'The path of the page in its site',
  },
  {
    names: [
      'share',
      'sharing',
      'social',
      'sharedaddy',
      'addtoany',
      'addthis',
      'ssba',
      'social-share',
      'share-buttons',
      'heateor',
    ],
    kind: 'boilerplate',
    what: 'Buttons that share the page',
  },
  {
    names: [
      'related',
      'related-posts',
      'related-articles',
      'jp-relatedposts',
      'yarpp',
      'recent-posts',
      'read-next',
      'more-posts',
      'you-may-also-like',
    ],
    kind: 'relatedLink',
    what: 'Teasers of other articles',
  },
  {
    names: ['comments', 'comment-respond', 'comment-list', 'respond', 'disqus'],
    kind: 'boilerplate',
    what: 'Readers’ comments',
  },
  {
    names: ['newsletter', 'subscribe', 'signup', 'sign-up', 'optin', 'mc4wp', 'mailchimp', 'popup', 'modal'],
    kind: 'form',
    what: 'A newsletter form',
  },
  {
    names: ['cookie', 'cookies', 'cookie-notice', 'gdpr', 'consent'],
    kind: 'boilerplate',
    what: 'A notice about cookies',
  },
  {
    names: ['ad', 'ads', 'adsbygoogle', 'advert', 'advertisement', 'banner-ad', 'sponsored', 'ad-container'],
    kind: 'boilerplate',
    what: 'Advertising',
  },
  { names: ['sidebar', 'widget', 'widget-area'], kind: 'boilerplate', what: 'A side column of the site' },
  {
    names: ['post-navigation', 'nav-links', 'pagination', 'pager', 'post-nav', 'page-links'],
    kind: 'navigation',
    what: 'Links to the pages around it',
  },
  {
    names: ['toc', 'ez-toc-container', 'toc_container', 'table-of-contents', 'lwptoc', 'wp-block-table-of-contents'],
    kind: 'navigation',
    what: 'A table of contents, which is made from the headings anew',
  },
  {
    names: ['author-box', 'author-bio', 'about-author', 'post-author'],
    kind: 'boilerplate',
    what: 'A note about the author',
  },
  {
    names: ['entry-meta', 'post-meta', 'entry-footer', 'cat-links', 'tags-links', 'post-tags', 'byline', 'posted-on'],
    kind: 'boilerplate',
    what: 'The line with author, date and terms',
  },
  { names: ['skip-link', 'screen-reader-shortcut'], kind: 'navigation', what: 'A link for jumping over the menu' },
];

const HIDDEN_NAMES = new Set([
  'screen-reader-text',
  'sr-only',
  'visually-hidden',
  'visuallyhidden',
  'hidden',
  'd-none',
]);

/** A part that holds more than this share of the article is the article, whatever its name says. */
const TOO_MUCH = 0.4;

/** Whether an element inside the article does not belong to it, and why. Null keeps it. */
export function verdictOn(element: Element, sizeOf: (element: Element) => Size, whole: number): Verdict | null {
  const { tag, attrs } = element;
  if (FORM_PARTS.has(tag)) return { kind: 'form', reason: 'A form or a button, which does nothing in an article.' };
  if (VECTORS.has(tag))
    return { kind: 'vector', reason: 'A drawing or formula in the markup, which an article cannot hold.' };
  if (tag === 'del' || tag === 's' || tag === 'strike') {
    return { kind: 'struckOut', reason: 'Struck out in the source. Without its line it would read as advice.' };
  }
  const size = sizeOf(element);
  if (isHidden(element)) return { kind: 'hidden', reason: 'Hidden from readers in the source.' };
  if (size.text > whole * TOO_MUCH) return null;
  if (tag === 'nav' || attrs.role === 'navigation') return { kind: 'navigation', reason: 'A menu of the site.' };
  if (tag === 'noscript') return { kind: 'boilerplate', reason: 'Shown only where scripts do not run.' };
  const named = byName(element);
  if (named) return named;
  if ((tag === 'aside' || tag === 'footer') && size.prose === 0 && size.linked * 2 > size.text) {
    return { kind: 'boilerplate', reason: 'Links beside the article.' };
  }
  return null;
}

function byName(element: Element): Verdict | null {
  // Short inline parts carry such names too, but they stand in the middle of a sentence.
  if (!/^(?:div|section|aside|ul|ol|footer|header|table|p|nav|span|ins|figure)$/.test(element.tag)) return null;
  const names = namesOf(element);
  const found = NAMED.find((one) =>
    one.names.some((name) => names.some((own) => own === name || own.startsWith(`${name}__`))),
  );
  return found ? { kind: found.kind, reason: `${found.what}, by the name "${names.join(' ').slice(0, 80)}".` } : null;
}

/** A folded part opens when a reader asks for it: it belongs to the article. */
const FOLDED = /accordion|collaps|panel|toggle|faq|(?:^|[-_ ])tab/;

function isHidden(element: Element): boolean {
  const { attrs } = element;
  if (attrs.role === 'tabpanel' || attrs.role === 'region' || FOLDED.test(namesOf(element).join(' '))) return false;
  if (attrs.hidden !== undefined && attrs.hidden !== 'until-found') return true;
  if (attrs['aria-hidden'] === 'true') return true;
  const style = (attrs.style ?? '').toLowerCase().replace(/\s+/g, '');
  if (/(?:^|;)(?:display:none|visibility:hidden|mso-hide:all)/.test(style)) return true;
  return namesOf(element).some((name) => HIDDEN_NAMES.has(name));
}
