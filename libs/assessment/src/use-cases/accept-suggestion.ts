import { Injectable } from '@nestjs/common';
import { contentOf, newestRevision, type RevisionRow, SaveRevision } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, NotFound, type Refusal } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { withSentence } from '../assist/suggestion-text.js';
import { decideSuggestion, type SuggestionRow, suggestionById } from '../persistence/suggestions.js';

/**
 * A person takes a suggestion over. The change is saved as that person's own edit, by the same way as every save: they
 * count as a contributor, and the text needs a review.
 */
@Injectable()
export class AcceptSuggestion {
  constructor(
    private readonly database: Database,
    private readonly saveRevision: SaveRevision,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, suggestionId: string): Promise<RevisionRow | Refusal> {
    const { client } = this.database;
    const suggestion = isId(suggestionId) ? await suggestionById(client, suggestionId) : null;
    if (!suggestion || this.policy.mayAt(actor, 'article.edit', suggestion.siteId)) return gone();
    if (suggestion.decidedAt)
      return new InvalidInput('suggestionId', 'This suggestion was decided on already. Ask for a new one.');
    const newest = await newestRevision(client, suggestion.articleId, suggestion.locale);
    const content = newest && changed(newest, suggestion);
    if (!content) return new InvalidInput('suggestionId', 'The passage was changed since. Ask for a new suggestion.');
    const saved = await this.saveRevision.run(actor, {
      articleId: newest.articleId,
      baseRevisionId: newest.id,
      baseContentHash: newest.contentHash,
      reason: `Accepted a suggestion of ${suggestion.model}`.slice(0, 500),
      ...content,
    });
    if (isRefusal(saved)) return saved;
    // Killed here, the save stands as this edit of theirs and the suggestion stays open: accepting it again finds no passage.
    await this.database.transaction(async (tx) => {
      await decideSuggestion(tx, suggestion.id, { byId: actor.userId, at: this.clock.now(), revisionId: saved.id });
      await this.audit.record(tx, actor, 'suggestion.accepted', { type: 'revision', id: saved.id }, suggestion.siteId, {
        suggestionId: suggestion.id,
      });
    });
    return saved;
  }
}

function changed(newest: RevisionRow, { task, path, original, proposal }: SuggestionRow) {
  const content = contentOf(newest);
  if (task === 'summary') return { ...content, summary: proposal.slice(0, 500) };
  return withSentence(content, { path: path ?? '', quote: original }, proposal);
}

function gone(): NotFound {
  return new NotFound('There is no such suggestion at your sites. Open the article from the list.');
}
