import { Inject, Injectable } from '@nestjs/common';
import { withPieces } from '#document';
import { hideMedia, picturesFor, publicFilesOf, showMedia } from '#media';
import { SETTINGS, type Settings, type Tx } from '#platform';
import { type LivePublication, PublicationProjection } from '#publishing';
import { articlePayload, type PayloadSite, provenanceOf } from '../domain/payload.js';

type Withdrawn = Parameters<PublicationProjection['withdrawn']>[1];

/** Keeps the read model in step with the ledger: it writes in the very transaction that publishes or withdraws. */
@Injectable()
export class DeliveryProjection extends PublicationProjection {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>) {
    super();
  }

  /**
   * Writes the article as the public reads it, and takes its tombstone away.
   *
   * @throws when the database refuses: the publication is not live with this content
   */
  async wentLive(tx: Tx, publication: LivePublication): Promise<void> {
    const { siteId, articleId, locale } = publication;
    const key = { siteId_articleId_locale: { siteId, articleId, locale } };
    const site = await siteOf(tx, siteId);
    // With the pictures of the exercises and safety blocks that it shows.
    const files = publicFilesOf(withPieces(publication.content, publication.pieces));
    const asOf = publication.approval.approvedAt;
    const pictures = await picturesFor(tx, files.mediaIds, { asOf, publicUrl: this.settings.publicUrl });
    const payload = articlePayload(publication, site, pictures);
    const row = {
      slug: publication.slug,
      publicationId: publication.id,
      revisionId: publication.revisionId,
      revisionNumber: publication.revisionNumber,
      contentHash: publication.contentHash,
      topic: publication.topic,
      title: publication.content.title,
      payload: JSON.parse(JSON.stringify(payload)),
      publishedAt: publication.liveFrom,
      sequence: publication.sequence,
      ...datesOf(publication),
    };
    await tx.deliveryArticle.upsert({ where: key, create: { siteId, articleId, locale, ...row }, update: row });
    await tx.deliveryTombstone.deleteMany({ where: { siteId, articleId, locale } });
    await showMedia(tx, publication, { ...files, publicationId: publication.id, at: publication.liveFrom });
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

/** The dates by which the row itself says how long it may be served. */
function datesOf({ approval }: LivePublication) {
  const { id: approvalId, reviewDueAt, graceEndsAt, whenOverdue } = approval;
  return { approvalId, reviewDueAt, serveUntil: whenOverdue === 'withdraw' ? graceEndsAt : null };
}

/** From the public view: what this room may know of a site is what everybody may. */
async function siteOf(tx: Tx, siteId: string): Promise<PayloadSite> {
  const sites = await tx.$queryRaw<PayloadSite[]>`
    SELECT emergency_number AS "emergencyNumber", url FROM delivery.site WHERE id = ${siteId}::uuid`;
  if (!sites[0]) throw new Error(`There is no site ${siteId}.`);
  return sites[0];
}
