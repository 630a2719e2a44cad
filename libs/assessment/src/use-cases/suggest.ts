import { Injectable } from '@nestjs/common';
import { textOf } from '#document';
import { ArticleReader, contentOf, type RevisionRow, revisionById } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { privateWords } from '#quality';
import { LanguageModel, ModelFailed, type SuggestionRequest } from '../assist/language-model.js';
import { withSentence } from '../assist/suggestion-text.js';
import { AssistDisabled, AssistTextPrivate, AssistUnavailable } from '../domain/refusals.js';
import { insertSuggestion, type SuggestionRow } from '../persistence/suggestions.js';

export interface SuggestInput {
  readonly revisionId: string;
  readonly task: 'plainSentence' | 'summary';
  /** Where the sentence stands, for `plainSentence`. */
  readonly path?: string | null;
  readonly quote?: string | null;
}

type Suggested =
  | SuggestionRow
  | AssistDisabled
  | AssistUnavailable
  | AssistTextPrivate
  | InvalidInput
  | NotFound
  | NotAllowed;

/** Asks the language model for a proposal and keeps it as a tracked change. The text stays as it is until a person accepts. */
@Injectable()
export class Suggest {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly model: LanguageModel,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: SuggestInput): Promise<Suggested> {
    const revision = isId(input.revisionId) ? await revisionById(this.database.client, input.revisionId) : null;
    const article = revision && (await this.articles.articlesByIds([revision.articleId]))[0];
    if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) {
      return new NotFound('There is no such revision at your sites. Open the article from the list.');
    }
    const refused = this.policy.mayAt(actor, 'article.edit', article.siteId);
    if (refused) return refused;
    const { name } = this.model;
    if (name === null) return new AssistDisabled();
    const original = originalOf(revision, input);
    if (typeof original !== 'string') return original;
    if (privateWords(original).length > 0) return new AssistTextPrivate();
    // Outside of any transaction: a service may take seconds to answer.
    const proposal = await this.proposed({ task: input.task, locale: revision.locale, text: original });
    if (typeof proposal !== 'string') return proposal;
    return this.database.transaction(async (tx) => {
      const row = await insertSuggestion(tx, {
        revision,
        siteId: article.siteId,
        task: input.task,
        path: input.path ?? null,
        original,
        proposal: proposal.trim(),
        model: name,
        askedById: actor.userId,
        at: this.clock.now(),
      });
      await this.audit.record(tx, actor, 'suggestion.made', { type: 'revision', id: revision.id }, article.siteId, {
        suggestionId: row.id,
      });
      return row;
    });
  }

  private async proposed(request: SuggestionRequest): Promise<string | AssistUnavailable> {
    try {
      return await this.model.suggest(request);
    } catch (error) {
      if (error instanceof ModelFailed) return new AssistUnavailable();
      throw error;
    }
  }
}

function originalOf(revision: RevisionRow, { task, path, quote }: SuggestInput): string | InvalidInput {
  const content = contentOf(revision);
  if (task === 'summary') return textOf(content.document);
  if (path && quote && withSentence(content, { path, quote }, quote)) return quote;
  return new InvalidInput(
    'quote',
    'These words do not stand in that block in one piece. Mark one sentence, then ask again.',
  );
}
