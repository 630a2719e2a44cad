import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PublicSite, type PublishedArticle, ReadModel, type Witness } from '#delivery';
import { Refusal } from '#kernel';
import { isStoredName, MediaStorage } from '#media';
import { LOGGER, type Logger } from '#platform';
import { KeyRequired, sendKeyRequired } from '../access/access.js';
import { KeyDoor } from '../access/key-door.js';
import { sendFault } from '../media/answers.js';
import { FITS, handoutDocument, MOST_PAGES, type Paper } from './handout-document.js';
import { printPdf } from './print-pdf.js';

/** Printed handouts that a process keeps: most are asked for again within a day. */
const MOST_KEPT = 40;

/** A drawing larger than this is left out rather than slow everybody down. */
const MOST_DRAWING_BYTES = 3_000_000;

/** For an answer that nobody keeps. */
const NOBODY: Witness = { saw: () => undefined };

type Params = Readonly<Record<'site' | 'locale' | 'file', string>>;

/** `GET /handout/<site>/<locale>/<slug>.pdf`: a live article on paper, A4 or with `?paper=letter` US Letter. */
@Injectable()
export class HandoutEdge {
  private readonly printed = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly readers: ReadModel,
    private readonly storage: MediaStorage,
    private readonly door: KeyDoor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const { site: siteSlug, locale, file } = request.params as Params;
      const refused = (await this.door.accessOf(request.raw)).to(siteSlug, 'read');
      if (refused instanceof KeyRequired) return sendKeyRequired(reply, refused);
      const slug = file.endsWith('.pdf') ? file.slice(0, -4) : '';
      const article = await this.readers.articleBySlug({ site: siteSlug, locale, slug }, [], NOBODY);
      const site = article instanceof Refusal ? null : await this.readers.site(siteSlug, NOBODY);
      reply.header('cache-control', 'no-cache');
      if (article instanceof Refusal || !site) {
        const { code, message } =
          article instanceof Refusal ? article : { code: 'NOT_FOUND', message: 'There is no such site.' };
        return reply.code(code === 'ARTICLE_WITHDRAWN' ? 410 : 404).send({ code, message });
      }
      const paper = /^letter$/i.test(String((request.query as { paper?: unknown }).paper ?? '')) ? 'LETTER' : 'A4';
      return await this.send(request, reply, article, site, paper);
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    article: PublishedArticle,
    site: PublicSite,
    paper: Paper,
  ): Promise<FastifyReply> {
    // Everything that is printed on it: the same name means the same paper.
    const { contentHash, html, provenance, pageUrl, title } = article;
    const shown = [paper, contentHash, html, provenance, pageUrl, title, site.name, site.phone];
    const name = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 27);
    const etag = `"${name}"`;
    if (request.headers['if-none-match'] === etag) return reply.code(304).header('etag', etag).send();
    const bytes = await this.print(name, article, site, paper);
    return reply
      .headers({
        etag,
        'content-disposition': `inline; filename="${article.slug.replace(/[^\w-]/g, '')}.pdf"`,
        'x-robots-tag': 'noindex',
        'content-security-policy': "default-src 'none'; sandbox",
      })
      .type('application/pdf')
      .send(bytes);
  }

  private print(name: string, article: PublishedArticle, site: PublicSite, paper: Paper): Promise<Buffer> {
    const known = this.printed.get(name);
    if (known) return known;
    const printing = this.drawingsOf(article).then((drawings) => printFitting(article, site, { paper, drawings }));
    this.printed.set(name, printing);
    // What failed is tried again by whoever asks next.
    printing.catch(() => this.printed.delete(name));
    for (const oldest of this.printed.keys()) {
      if (this.printed.size <= MOST_KEPT) break;
      this.printed.delete(oldest);
    }
    return printing;
  }

  private async drawingsOf({ pictures = [] }: PublishedArticle): Promise<ReadonlyMap<string, string>> {
    const drawings = new Map<string, string>();
    for (const { src } of pictures) {
      const name = src.slice(src.lastIndexOf('/') + 1);
      const type = /\.png$/.test(name) ? 'image/png' : /\.jpe?g$/.test(name) ? 'image/jpeg' : undefined;
      const stored = type && isStoredName(name) ? await this.storage.stream(name) : null;
      if (!stored || stored.bytes > MOST_DRAWING_BYTES) continue;
      const chunks: Buffer[] = [];
      for await (const chunk of stored.stream) chunks.push(chunk as Buffer);
      drawings.set(src, `data:${type};base64,${Buffer.concat(chunks).toString('base64')}`);
    }
    return drawings;
  }
}

/** The first form of a handout that has no more pages than it should; the smallest where none has. */
async function printFitting(
  article: PublishedArticle,
  site: PublicSite,
  shown: { readonly paper: Paper; readonly drawings: ReadonlyMap<string, string> },
): Promise<Buffer> {
  let smallest: Buffer | undefined;
  for (const fit of FITS) {
    const { bytes, pages } = await printPdf(handoutDocument(article, site, { ...shown, fit }));
    if (pages <= MOST_PAGES) return bytes;
    smallest = bytes;
  }
  return smallest!;
}
