import { Inject, Injectable } from '@nestjs/common';
import { withPieces } from '#document';
import { hideMedia, picturesFor, publicFilesOf, showMedia } from '#media';
import { SETTINGS, type Settings, type Tx } from '#platform';
import { type LivePublication, PublicationProjection } from '#publishing';
import { type ArticlePayload, articlePayload, type PayloadSite, provenanceOf } from '../domain/payload.js';

type Withdrawn = Parameters<PublicationProjection['withdrawn']>[1];

/** Keeps the read model in step with the ledger: it writes in the very transaction that publishes or withdraws. */
@Injectable()
export class DeliveryProjection extends PublicationProjection {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>) {
    super();
  }

  /**
   * Writes the articles as the public reads them, and takes their tombstones away. Six statements and those of the files.
   *
   * @throws when the database refuses: a publication is not live with this content
   */
  async wentLive(tx: Tx, publications: readonly LivePublication[]): Promise<void> {
    const sites = await sitesOf(tx, [...new Set(publications.map(({ siteId }) => siteId))]);
    const rows = [];
    for (const publication of publications) rows.push(await this.rowOf(tx, publication, sites));
    const places = [
      publications.map(({ siteId }) => siteId),
      publications.map(({ articleId }) => articleId),
      publications.map(({ locale }) => locale),
    ] as const;
    // First out, then in: two articles that change places would meet in the unique address otherwise.
    await tx.$executeRaw`
      DELETE FROM delivery_article d USING unnest(${places[0]}::uuid[], ${places[1]}::uuid[], ${places[2]}::text[])
        AS gone (site_id, article_id, locale)
      WHERE (d.site_id, d.article_id, d.locale) = (gone.site_id, gone.article_id, gone.locale)`;
    await addRows(tx, rows);
    await tx.$executeRaw`
      DELETE FROM delivery_tombstone t USING unnest(${places[0]}::uuid[], ${places[1]}::uuid[], ${places[2]}::text[])
        AS gone (site_id, article_id, locale)
      WHERE (t.site_id, t.article_id, t.locale) = (gone.site_id, gone.article_id, gone.locale)`;
    for (const publication of publications) {
      const files = filesOf(publication);
      await showMedia(tx, publication, { ...files, publicationId: publication.id, at: publication.liveFrom });
    }
  }

  private async rowOf(tx: Tx, publication: LivePublication, sites: ReadonlyMap<string, PayloadSite>): Promise<Row> {
    const { siteId, articleId, locale, slug, revisionId, revisionNumber, contentHash, topic, sequence } = publication;
    const asOf = publication.approval.approvedAt;
    const { publicUrl } = this.settings;
    const pictures = await picturesFor(tx, filesOf(publication).mediaIds, { asOf, publicUrl });
    const payload = articlePayload(publication, sites.get(siteId)!, pictures);
    return {
      ...{ siteId, articleId, locale, slug, revisionId, revisionNumber, contentHash, topic },
      sequence: String(sequence),
      publicationId: publication.id,
      title: publication.content.title,
      payload,
      publishedAt: publication.liveFrom,
      ...datesOf(publication),
    };
  }

  /** Writes the new dates into the row; the rendered text stays as it is. One statement. */
  async groundChanged(tx: Tx, publication: LivePublication): Promise<void> {
    const { approvalId, reviewDueAt, serveUntil } = datesOf(publication);
    await tx.$executeRaw`
      UPDATE delivery_article
      SET payload = jsonb_set(payload, '{provenance}', ${JSON.stringify(provenanceOf(publication))}::jsonb),
          approval_id = ${approvalId}::uuid, review_due_at = ${reviewDueAt}, serve_until = ${serveUntil}
      WHERE publication_id = ${publication.id}::uuid`;
  }

  /** Takes the article away and leaves a tombstone, so that its address says so and a mirror can follow. */
  async withdrawn(tx: Tx, publication: Withdrawn): Promise<void> {
    const { siteId, articleId, locale, slug, sequence, at } = publication;
    const key = { siteId_articleId_locale: { siteId, articleId, locale } };
    const row = { slug, sequence, withdrawnAt: at };
    await tx.deliveryArticle.deleteMany({ where: { siteId, articleId, locale } });
    await tx.deliveryTombstone.upsert({ where: key, create: { siteId, articleId, locale, ...row }, update: row });
    await hideMedia(tx, publication, at);
  }
}

/** A row as JSON carries it. */
interface Row extends ReturnType<typeof datesOf> {
  readonly siteId: string;
  readonly locale: string;
  readonly slug: string;
  readonly articleId: string;
  readonly publicationId: string;
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly contentHash: string;
  readonly topic: string;
  readonly title: string;
  readonly payload: ArticlePayload;
  readonly publishedAt: Date;
  /** A whole number as text. */
  readonly sequence: string;
}

// One text for all rows: a query builder would walk every node of every document, which takes as long as to render it.
async function addRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO delivery_article (site_id, locale, slug, article_id, publication_id, revision_id, revision_number,
      content_hash, topic, title, payload, published_at, sequence, approval_id, review_due_at, serve_until)
    SELECT "siteId", locale, slug, "articleId", "publicationId", "revisionId", "revisionNumber", "contentHash", topic,
      title, payload, "publishedAt", sequence, "approvalId", "reviewDueAt", "serveUntil"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS it ("siteId" uuid, locale text, slug text,
      "articleId" uuid, "publicationId" uuid, "revisionId" uuid, "revisionNumber" int, "contentHash" text, topic text,
      title text, payload jsonb, "publishedAt" timestamptz, sequence bigint, "approvalId" uuid, "reviewDueAt" timestamptz,
      "serveUntil" timestamptz)`;
}

/** With the pictures of the exercises and safety blocks that it shows. */
function filesOf(publication: LivePublication) {
  return publicFilesOf(withPieces(publication.content, publication.pieces));
}

/** The dates by which the row itself says how long it may be served. */
function datesOf({ approval, endsAt }: LivePublication) {
  const { id: approvalId, reviewDueAt, graceEndsAt, whenOverdue } = approval;
  const ends = [whenOverdue === 'withdraw' ? graceEndsAt : null, endsAt].filter((end) => end !== null);
  const serveUntil = ends.length > 0 ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null;
  return { approvalId, reviewDueAt, serveUntil };
}

/** From the public view: what this room may know of a site is what everybody may. */
async function sitesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PayloadSite>> {
  const sites = await tx.$queryRaw<(PayloadSite & { id: string })[]>`
    SELECT id, emergency_number AS "emergencyNumber", url FROM delivery.site WHERE id = ANY(${[...ids]}::uuid[])`;
  const missing = ids.find((id) => !sites.some((site) => site.id === id));
  if (missing) throw new Error(`There is no site ${missing}.`);
  return new Map(sites.map(({ id, ...site }) => [id, site]));
}
