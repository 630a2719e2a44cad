import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { ARTICLE_RIGHTS, type Rights } from '../domain/rights.js';
import { type ImportRecordRow, recordById } from '../persistence/import-records.js';

export interface StateRightsInput {
  readonly importRecordId: string;
  readonly rights: Rights;
  /** By what: the licence, who gave consent, who wrote it. */
  readonly note: string;
}

/** Says who owns the words of an import. Until somebody does they are unknown, and the text is not published. */
@Injectable()
export class StateRights {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: StaffActor,
    input: StateRightsInput,
  ): Promise<ImportRecordRow | InvalidInput | NotFound | NotAllowed> {
    const note = input.note.trim();
    if (!ARTICLE_RIGHTS.includes(input.rights))
      return new InvalidInput('rights', 'Choose one of the rights that are offered.');
    if (note.length < 3 || note.length > 500 || /\p{Cc}/u.test(note)) {
      return new InvalidInput(
        'note',
        'Say in 3 to 500 characters what the rights stand on: the licence, who gave consent, who wrote it.',
      );
    }
    if (!isId(input.importRecordId)) return importNotFound();
    return this.database.transaction(async (tx) => {
      const record = await recordById(tx, input.importRecordId);
      if (!record || this.policy.mayAt(actor, 'article.read', record.siteId)) return importNotFound();
      const refused = this.policy.mayAt(actor, 'article.edit', record.siteId);
      if (refused) return refused;
      const stated = input.rights !== 'unknown';
      const data = {
        rights: input.rights,
        rightsNote: note,
        rightsStatedById: stated ? actor.userId : null,
        rightsStatedAt: stated ? this.clock.now() : null,
      };
      await tx.importRecord.update({ where: { id: record.id }, data });
      const subject = { type: 'article' as const, id: record.articleId };
      await this.audit.record(tx, actor, 'import.rights-stated', subject, record.siteId, {
        importRecordId: record.id,
        rights: input.rights,
      });
      return (await recordById(tx, record.id))!;
    });
  }
}

/** For an import that does not exist or is another site's: the two look alike. */
export function importNotFound(): NotFound {
  return new NotFound('There is no such import at your sites. Look for it at the article it made.');
}
