import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { knownTopic, setArticleTerms, type TermKind, termsFault } from '#taxonomy';
import type { ArticleArchived } from '../domain/refusals.js';
import { isStricter, RISK_CLASSES, type RiskClass } from '../domain/risk-class.js';
import { type ArticleRow, articleById, changeArticle } from '../persistence/articles.js';
import { articleToEdit } from './article-to-edit.js';
import { contentTypeFault, topicFault } from './create-article.js';

/** What is left out, or null, stays as it is. A list takes the place of the terms of its kind. */
export interface ClassifyArticleInput {
  readonly articleId: string;
  readonly topic?: string | null;
  readonly bodyRegionIds?: readonly string[] | null;
  readonly conditionIds?: readonly string[] | null;
  readonly audienceIds?: readonly string[] | null;
  readonly riskClass?: RiskClass | null;
  readonly contentType?: string | null;
}

type Classified = ArticleRow | ArticleArchived | InvalidInput | NotFound | NotAllowed;

const LISTS = [
  ['bodyRegionIds', 'bodyRegion'],
  ['conditionIds', 'condition'],
  ['audienceIds', 'audience'],
] as const satisfies readonly (readonly [keyof ClassifyArticleInput, TermKind])[];

/**
 * Says what an article is about, for whom, of what kind, and how much harm a mistake in it could do. A stricter risk
 * class is announced, because approvals given under the milder one last too long; a milder one takes a reviewer. What
 * is live stays as it was published.
 */
@Injectable()
export class ClassifyArticle {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: ClassifyArticleInput): Promise<Classified> {
    const fault = inputFault(input);
    if (fault) return fault;
    return this.database.transaction(async (tx) => {
      const wish = { policy: this.policy, actor, operation: 'article.classify' } as const;
      const locked = await articleToEdit(tx, wish, input.articleId);
      if (isRefusal(locked)) return locked;
      const article = (await articleById(tx, locked.id))!;
      return (await this.obstacle(tx, actor, article, input)) ?? this.classify(tx, actor, article, input);
    });
  }

  private async obstacle(
    tx: Tx,
    actor: StaffActor,
    { id: articleId, siteId, riskClass }: ArticleRow,
    input: ClassifyArticleInput,
  ): Promise<InvalidInput | NotAllowed | null> {
    if (input.riskClass && isStricter(riskClass, input.riskClass)) {
      const refused = this.policy.mayAt(actor, 'article.lowerRisk', siteId);
      if (refused) return refused;
    }
    for (const [field, kind] of LISTS) {
      const termIds = input[field];
      const fault = termIds ? await termsFault(tx, { siteId, articleId, kind, termIds, field }) : null;
      if (fault) return fault;
    }
    return null;
  }

  private async classify(
    tx: Tx,
    actor: StaffActor,
    before: ArticleRow,
    input: ClassifyArticleInput,
  ): Promise<ArticleRow> {
    const { id, siteId } = before;
    const topic = await this.topicFor(tx, actor, before, input.topic);
    const riskClass = input.riskClass ?? before.riskClass;
    const contentType = input.contentType ?? before.contentType;
    let changed = topic !== before.topic || riskClass !== before.riskClass || contentType !== before.contentType;
    for (const [field, kind] of LISTS) {
      const termIds = input[field];
      if (termIds && (await setArticleTerms(tx, id, kind, termIds))) changed = true;
    }
    if (!changed) return before;
    const after = await changeArticle(tx, id, { topic, riskClass, contentType });
    await this.audit.record(tx, actor, 'article.classified', { type: 'article', id }, siteId, {
      riskClass,
      riskClassBefore: before.riskClass,
      contentType,
    });
    await this.outbox.append(tx, { kind: 'article.classified', payload: { articleId: id, siteId } });
    if (isStricter(riskClass, before.riskClass)) {
      await this.outbox.append(tx, {
        kind: 'article.risk-raised',
        payload: { articleId: id, siteId, from: before.riskClass, to: riskClass },
      });
    }
    return after;
  }

  private async topicFor(
    tx: Tx,
    actor: StaffActor,
    { id, siteId, topic }: ArticleRow,
    text: string | null | undefined,
  ) {
    if (!text) return topic;
    const known = await knownTopic(tx, { siteId, text, actorId: actor.userId, at: this.clock.now() });
    await setArticleTerms(tx, id, 'topic', [known.termId]);
    return known.label;
  }
}

function inputFault({ topic, contentType, riskClass, ...lists }: ClassifyArticleInput): InvalidInput | null {
  const wrong = LISTS.find(([field]) => lists[field]?.some((id) => !isId(id)));
  if (wrong) return new InvalidInput(wrong[0], 'One of these is not a term at this site. Choose from the list.');
  if (riskClass && !RISK_CLASSES.includes(riskClass)) {
    return new InvalidInput('riskClass', `Choose one of ${RISK_CLASSES.join(', ')}.`);
  }
  return (topic === null || topic === undefined ? null : topicFault(topic)) ?? contentTypeFault(contentType);
}
