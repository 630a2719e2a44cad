import { Injectable } from '@nestjs/common';
import { ArticleReader, revisionById } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, type InvalidInput, isId, isRefusal, type NotAllowed, NotFound, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { type GivenSheet, readSheet, type Sheet } from '../domain/checklists/answers.js';
import { scoresOf } from '../domain/checklists/scores.js';
import { ContentChanged } from '../domain/refusals.js';
import { insertSheet, type SheetRow } from '../persistence/checklist-sheets.js';

export interface AnswerChecklistInput extends GivenSheet {
  readonly revisionId: string;
  /** The content the rater read. */
  readonly contentHash: string;
}

type Answered = SheetRow | ContentChanged | InvalidInput | NotFound | NotAllowed;

/** Keeps one named rater's answers about one exact content. Answering again adds a sheet; the newest counts. */
@Injectable()
export class AnswerChecklist {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: AnswerChecklistInput): Promise<Answered> {
    if (!isId(input.revisionId)) return revisionNotFound();
    const sheet = readSheet(input);
    if (isRefusal(sheet)) return sheet;
    return this.database.transaction(async (tx) => {
      const revision = await revisionById(tx, input.revisionId);
      const article = revision && (await this.articles.articlesByIds([revision.articleId], tx))[0];
      if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return revisionNotFound();
      const refused = this.policy.mayAt(actor, 'checklist.answer', article.siteId);
      if (refused) return refused;
      if (revision.contentHash !== input.contentHash) return new ContentChanged(revision.contentHash);
      const row = sheetRow(sheet, { ...revision, revisionId: revision.id }, actor.userId, this.clock.now());
      await insertSheet(tx, row);
      await this.audit.record(tx, actor, 'checklist.answered', { type: 'revision', id: revision.id }, article.siteId, {
        sheetId: row.id,
        instrument: row.instrument,
        contentHash: row.contentHash,
      });
      return row;
    });
  }
}

/** What a sheet is about. */
interface About {
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly contentHash: string;
}

/** A sheet as it is kept: who answered, about what, with the figures of its instrument. */
export function sheetRow(sheet: Sheet, about: About, raterId: string, answeredAt: Date): SheetRow {
  const { instrument, answers, openAnswers } = sheet;
  const { articleId, locale, revisionId, contentHash } = about;
  const scores = scoresOf(instrument, answers);
  const { name, version } = instrument;
  return {
    ...{ id: newId(), articleId, locale, revisionId, contentHash, raterId, instrument: name, version },
    ...{ answers, openAnswers, scores, answeredAt },
  };
}

function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Open the article from the list.');
}
