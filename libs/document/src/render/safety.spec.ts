import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { arbitraryContent, HOSTILE } from '../arbitrary.fixture.js';
import type { ArticleContent, DocumentNode } from '../types.js';
import { renderEmailHtml } from './render-email-html.js';
import { renderHtml } from './render-html.js';

const SEED = 20_261_122;
const SCHEMES = ['https', 'http', 'mailto', 'tel'];

/** A second opinion that knows nothing of our renderer: it drops what is not on this list. */
const ALLOWED = {
  allowedTags:
    'a,article,aside,blockquote,br,dd,dfn,div,dl,dt,em,figcaption,figure,h1,h2,h3,h4,h5,h6,img,li,nav,ol,p,picture,section,source,span,strong,sup,table,tbody,td,th,tr,ul'.split(
      ',',
    ),
  allowedAttributes: {
    '*': ['class', 'id', 'style', 'aria-labelledby', 'aria-label', 'title'],
    a: ['href'],
    img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading'],
    source: ['type', 'srcset', 'sizes'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start'],
  },
  allowedSchemes: SCHEMES,
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowedEmptyAttributes: ['alt', 'title', 'id', 'href', 'aria-label', 'aria-labelledby'],
  selfClosing: ['img', 'br', 'source'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
};
const sanitised = (html: string) => sanitizeHtml(html, ALLOWED);

/** Both write a quotation mark in text in their own way. */
const alike = (html: string) => html.replaceAll('&quot;', '"');

const openings = (html: string) => html.match(/<[a-z][^>]*>/gi)?.map(alike) ?? [];

function expectHarmless(html: string): void {
  expect(openings(sanitised(html))).toEqual(openings(html));
  const tags = html.match(/<[^>]*>/g) ?? [];
  for (const tag of tags) {
    const bare = tag.replace(/"[^"]*"/g, '""');
    expect(bare).toMatch(/^<\/?[a-z0-9]+( [a-z-]+="")*( \/)?>$/);
    expect(bare).not.toMatch(/^<(script|iframe|object|embed|svg|form|style|link|meta|base)| on[a-z]+=/i);
    for (const [, address] of tag.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      expect(address).toMatch(/^(https?:|mailto:|tel:|\/(?!\/)|#)/i);
    }
    for (const [, set] of tag.matchAll(/ srcset="([^"]*)"/g)) {
      for (const file of set!.split(', ')) expect(file).toMatch(/^(https?:\/\/|\/(?!\/))\S+ -?\d+w$/i);
    }
  }
}

const address = fc.constantFrom(
  'javascript:alert(1)',
  'JAVASCRIPT:x',
  ' javascript:x',
  'data:text/html,x',
  '//e.example',
  'vbscript:x',
  'java\nscript:x',
  '/\\e',
  'https://ok.example/"onclick="x',
);
const anything = fc.oneof(
  fc.constant('m'),
  fc.constantFrom(...HOSTILE),
  address,
  fc.string(),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
);
const types = [
  'heading',
  'paragraph',
  'image',
  'videoLink',
  'exercise',
  'warning',
  'callToAction',
  'orderedList',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'faq',
  'faqItem',
  'faqQuestion',
  'faqAnswer',
  'steps',
  'step',
  'safetyBlock',
  'sharedExercise',
  'tableOfContents',
  'patientStory',
  'script',
  'constructor',
  '<b>',
  'text',
  'hardBreak',
];
const names = [
  'level',
  'href',
  'src',
  'url',
  'start',
  'colspan',
  'rowspan',
  'label',
  'alt',
  'title',
  'name',
  'mediaId',
  'kind',
  'urgency',
  'definition',
  'referenceKey',
  'caption',
  'onclick',
];
const attrs = fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 6 });

/** Documents that no parser has seen: wrong types, unknown blocks, addresses that run code. */
const { node } = fc.letrec<{ node: DocumentNode }>((tie) => ({
  node: fc.record(
    {
      type: fc.constantFrom(...types),
      attrs,
      text: fc.oneof(fc.constantFrom(...HOSTILE), fc.string()),
      marks: fc.array(
        fc.record({ type: fc.constantFrom('link', 'strong', 'glossaryTerm', 'citation', '<i>'), attrs }),
        { maxLength: 3 },
      ),
      content: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'n' }),
    },
    { requiredKeys: ['type'] },
  ) as fc.Arbitrary<DocumentNode>,
}));

/** What a store could say of a picture if somebody else had written it. */
const file = fc.record({
  src: fc.oneof(address, fc.constantFrom('https://a.example/a,b.jpg', '/m.jpg'), fc.constantFrom(...HOSTILE)),
  width: fc.constantFrom(480, 960),
});
const source = fc.record({
  src: fc.oneof(address, fc.constant('https://a.example/m.jpg')),
  width: fc.constantFrom(0, 480),
  height: fc.constantFrom(0, 320),
  files: fc.array(file, { maxLength: 2 }),
  sources: fc.array(
    fc.record({
      type: fc.constantFrom('image/webp', '"><script>', 'text/html'),
      files: fc.array(file, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  alt: fc.constantFrom(...HOSTILE),
  credit: fc.constantFrom(...HOSTILE),
});

const options = fc.record({
  media: source.map((it) => new Map([['m', it]])),
  emergencyNumber: fc.constantFrom('911', '"><script>', '1 1 2'),
  headingOffset: fc.constantFrom(0, 1, 9, -9, Number.NaN),
  idPrefix: fc.constantFrom('s-', '"><script>', ''),
  withTitle: fc.boolean(),
  baseUrl: fc.constantFrom(undefined, 'https://clinic.example'),
});

describe(`no document renders executable markup (seed ${SEED})`, () => {
  it('on a page and in an e-mail, when it was parsed', () => {
    fc.assert(
      fc.property(arbitraryContent, options, (content, given) => {
        for (const html of [renderHtml(content, given), renderEmailHtml(content, given)]) {
          expectHarmless(html);
          expect(alike(sanitised(html))).toBe(alike(html));
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('nor when it came another way', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), fc.constantFrom(...HOSTILE), options, (blocks, title, given) => {
        const stored: DocumentNode = { type: 'image', attrs: { mediaId: 'm' } };
        const document = { type: 'doc', content: [...blocks, stored] };
        const content: ArticleContent = {
          locale: 'en',
          title,
          summary: title,
          document,
          references: [{ key: title, kind: 'web', title, url: 'javascript:alert(1)', doi: title, pmid: title }],
        };
        expectHarmless(renderHtml(content, given));
        expectHarmless(renderEmailHtml(content, given));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('and an e-mail loads nothing', () => {
    fc.assert(
      fc.property(arbitraryContent, options, (content, given) => {
        const bare = renderEmailHtml(content, given).replace(/>[^<]*</g, '><');
        expect(bare).not.toMatch(/<img|<link|<style| src=| class=| id=|url\(/i);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
