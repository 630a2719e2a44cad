import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { decideSuggestion, type SuggestionRow, suggestionById } from '../persistence/suggestions.js';

/** A person decides that a suggestion is not taken. The text stays as it is. */
@Injectable()
export class DeclineSuggestion {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  run(actor: StaffActor, suggestionId: string): Promise<SuggestionRow | InvalidInput | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const suggestion = isId(suggestionId) ? await suggestionById(tx, suggestionId) : null;
      if (!suggestion || this.policy.mayAt(actor, 'article.read', suggestion.siteId)) {
        return new NotFound('There is no such suggestion at your sites. Ask for a new one.');
      }
      const refused = this.policy.mayAt(actor, 'article.edit', suggestion.siteId);
      if (refused) return refused;
      const decision = { byId: actor.userId, at: this.clock.now(), revisionId: null };
      if (!(await decideSuggestion(tx, suggestion.id, decision))) {
        return new InvalidInput('suggestionId', 'This suggestion was decided on already. Ask for a new one.');
      }
      const about = { type: 'revision' as const, id: suggestion.revisionId };
      await this.audit.record(tx, actor, 'suggestion.declined', about, suggestion.siteId, { suggestionId });
      return (await suggestionById(tx, suggestion.id))!;
    });
  }
}
