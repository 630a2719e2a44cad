import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { systemActor, type Tx } from '#platform';
import { CloseTask, OpenTask, type TaskOrder } from '#tasks';
import { PieceReader } from '../persistence/piece-reader.js';
import { TranslationReader } from '../persistence/translation-reader.js';
import { pieceTasks, sameReason, translationTasks } from './wanted-tasks.js';

interface KnownTask {
  readonly key: string;
  readonly siteId: string;
  readonly isOpen: boolean;
  readonly detail: NonNullable<TaskOrder['detail']>;
}

const BY = systemActor('followUp');

/** Keeps the tasks about shared pieces and translations as the texts around an article ask for. */
@Injectable()
export class FollowUpTasks {
  constructor(
    private readonly pieces: PieceReader,
    private readonly translations: TranslationReader,
    private readonly open: OpenTask,
    private readonly close: CloseTask,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Opens what this article gives reason for, as a piece, as a text that shows one, and as a source of translations, and
   * closes what it gives no reason for any more. What a person ticked off is not asked of them again for the same reason.
   */
  async settle(tx: Tx, articleId: string): Promise<void> {
    // One at a time: of a piece and of a text that shows it, the later one must see what the earlier one wrote.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('editing follow-up', 0))::text`;
    const wanted = [
      ...pieceTasks(await this.pieces.toRenewAround(articleId, tx)),
      ...(await this.wantedTranslations(tx, articleId)),
    ];
    const known = await knownTasks(tx, articleId);
    const over = known.filter(({ key, isOpen }) => isOpen && !wanted.some((order) => order.key === key));
    const missing = wanted.filter((order) => !known.some((task) => answers(task, order)));
    await this.close.many(
      tx,
      over.map(({ key }) => key),
      BY,
      'The text is up to date.',
    );
    const opened = await this.open.many(tx, missing);
    const added = missing.filter(({ key }) => opened.includes(key));
    for (const siteId of new Set([...added, ...over].map((it) => it.siteId))) {
      const countOf = (of: readonly { siteId: string }[]) => of.filter((it) => it.siteId === siteId).length;
      const data = { opened: countOf(added), closed: countOf(over) };
      await this.audit.record(tx, BY, 'tasks.followed-up', { type: 'article', id: articleId }, siteId, data);
    }
  }

  private async wantedTranslations(tx: Tx, articleId: string): Promise<TaskOrder[]> {
    const texts = await this.translations.counting(articleId, tx);
    if (texts.length === 0) return [];
    const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { siteId: true } });
    return translationTasks(article.siteId, texts);
  }
}

/** The open tasks around an article, and those that a person ticked off. */
function knownTasks(tx: Tx, articleId: string): Promise<KnownTask[]> {
  return tx.$queryRaw<KnownTask[]>`
    SELECT key, site_id AS "siteId", closed_at IS NULL AS "isOpen", detail FROM task
    WHERE kind IN ('pieceUpdated', 'translationStale')
      AND (article_id = ${articleId}::uuid OR (subject_type = 'article' AND subject_id = ${articleId}::uuid))
      AND (closed_at IS NULL OR closed_by_id IS NOT NULL)`;
}

function answers(task: KnownTask, order: TaskOrder): boolean {
  return task.key === order.key && (task.isOpen || sameReason(task.detail, order.detail ?? {}));
}
