import { describe, expect, it } from '@jest/globals';
import { SaxesParser } from 'saxes';
import sharp from 'sharp';
import { articlePayload, type PublicSite, type PublishedArticle } from '#delivery';
import { type ArticleContent, build as b } from '#document';
import { codeIn, type Tagged, tagsOf, textsOf } from '../../../../test/support/pdf-picture.js';
import { fixtureContent } from '../../../../test/support/published-fixture.js';
import { FITS, handoutDocument } from './handout-document.js';
import { printPdf } from './print-pdf.js';

const SITE = { name: 'Harbor Physio', phone: '+1 555 0100', timeZone: 'UTC', locale: 'en-US' } as PublicSite;
const DRAWING = 'https://clinic.example/media/tilt.png';
const AT = new Date('2026-11-20T10:00:00Z');

function published(content: ArticleContent, slug = 'back'): PublishedArticle {
  const approval = { approverName: 'Maya Okafor', credentialTitle: 'DPT', approvedAt: AT, lastReviewedAt: AT };
  const publication = {
    ...{ articleId: 'a', locale: content.locale, slug, topic: 'back', revisionNumber: 3, contentHash: 'ab'.repeat(32) },
    ...{ content, pieces: {}, liveFrom: AT, approval: { ...approval, reviewDueAt: AT, graceEndsAt: AT } },
  };
  const payload = articlePayload(publication as never, { emergencyNumber: '911', url: 'https://clinic.example' });
  const drawn = `<img src="${DRAWING}" alt="A person on their back"><dl class="dose">`;
  const html = payload.html.replace('<dl class="dose">', drawn);
  return { ...payload, html, pageUrl: `https://clinic.example/${content.locale}/${slug}` } as PublishedArticle;
}

async function drawings(): Promise<Map<string, string>> {
  const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#0f6b62' } })
    .png()
    .toBuffer();
  return new Map([[DRAWING, `data:image/png;base64,${png.toString('base64')}`]]);
}

async function print(content: ArticleContent, { paper = 'A4' as 'A4' | 'LETTER', fit = FITS[0]!, slug = 'back' } = {}) {
  const article = published(content, slug);
  const { bytes } = await printPdf(handoutDocument(article, SITE, { paper, fit, drawings: await drawings() }));
  return { article, bytes: new Uint8Array(bytes).buffer };
}

const flat = (it: Tagged): Tagged[] => [it, ...(it.children ?? []).flatMap(flat)];

describe('a printed handout', () => {
  it.each([
    ['A4', 'en-US', 'back-pain-after-a-run', FITS[0]!],
    ['LETTER', 'es-US', 'dolor-de-espalda-despues-de-correr-que-hacer-en-las-primeras-semanas-y-cuando', FITS[0]!],
    ['A4', 'en-US', 'a%20b'.repeat(30), FITS[3]!],
    ['LETTER', 'en-US', 'x', FITS[1]!],
  ] as const)('leads back to the live page by its code: %s, %s, %s', async (paper, locale, slug, fit) => {
    const { article, bytes } = await print(fixtureContent('Back pain', locale), { paper, slug, fit });
    expect(await codeIn(bytes)).toBe(article.pageUrl);
  });

  it('tells a screen reader what is a heading, a warning, a list, a table and a picture', async () => {
    const steps = b.doc(b.ol('Sit down.', 'Stand up.'), b.p('Then rest.'));
    const { document, ...rest } = fixtureContent();
    const both = { ...rest, document: { ...document, content: [...document.content!, ...steps.content!] } };
    const { article, bytes } = await print(both as ArticleContent);
    const parts = (await tagsOf(bytes)).flatMap(flat);
    const roles = parts.map(({ role }) => role);
    const order = ['H1', 'Sect', 'H2', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Lbl', 'Link'];
    expect(order.filter((role) => !roles.includes(role))).toEqual([]);
    const firsts = ['H1', 'Sect', 'Table', 'Figure', 'Lbl', 'Link'].map((role) => roles.indexOf(role));
    expect(firsts).toEqual([...firsts].sort((one, other) => one - other));
    expect(roles.filter((role) => role === 'TH')).toHaveLength(3);
    const pictures = parts.filter(({ role }) => role === 'Figure');
    expect(pictures.map(({ alt }) => alt)).toEqual([
      'A person on their back',
      expect.stringContaining(article.pageUrl),
    ]);
  });

  it('leaves no text without a tag, and reads a table that goes over a page once', async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      b.exercise(`Exercise ${n}`, { sets: 3, reps: 10 }, 'Lie on your back and breathe. '.repeat(8)),
    );
    const content = { ...fixtureContent(), document: b.doc(...many) } as ArticleContent;
    const { bytes } = await print(content);
    const pages = await textsOf(bytes);
    expect(pages.length).toBeGreaterThan(1);
    for (const texts of pages) expect(texts.filter(({ tag }) => tag === null)).toEqual([]);
    // The number of each page, and the heads of the table again on every page but the first.
    const unread = pages.map((texts) => texts.filter(({ tag }) => tag === 'Artifact').map(({ text }) => text));
    expect(unread[0]).toHaveLength(1);
    expect(unread[1]!.length).toBeGreaterThan(1);
    const heads = (await tagsOf(bytes))
      .flatMap(flat)
      .filter(({ role, children }) => role === 'TH' && children.length > 0);
    expect(heads).toHaveLength(3);
  });

  it.each(['Strength & balance', 'Dolor de espalda: ¿qué hacer?', ') /S /JavaScript (<script>x</script>\u0001'])(
    'says of itself as XML that it is called %j',
    async (title) => {
      const { bytes } = await print({ ...fixtureContent(), title });
      const file = Buffer.from(bytes).toString('utf8');
      const xml = file.slice(file.indexOf('<x:xmpmeta'), file.indexOf('</x:xmpmeta>') + 12);
      const texts: string[] = [];
      const parser = new SaxesParser({ xmlns: true });
      parser.on('text', (text) => texts.push(text));
      parser.on('error', (error) => {
        throw error;
      });
      parser.write(xml).close();
      expect(texts).toContain(title.replace('\u0001', ''));
    },
  );

  it('ends no page with a heading', async () => {
    for (let lines = 14; lines < 30; lines += 2) {
      const filler = Array.from({ length: lines }, () => b.p('Walk a little.'));
      const rest = [b.h(2, 'The next part'), b.h(3, 'And its first'), b.p('Rest when you need to. '.repeat(20))];
      const { bytes } = await print({ ...fixtureContent(), document: b.doc(...filler, ...rest) } as ArticleContent);
      for (const texts of await textsOf(bytes)) {
        const read = texts.filter(({ tag }) => tag !== 'Artifact').map(({ text }) => text);
        expect([lines, read.at(-1)]).not.toEqual([lines, expect.stringMatching(/The next part|And its first/)]);
      }
    }
  });
});
