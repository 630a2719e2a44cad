import { Injectable } from '@nestjs/common';
import { spellerFor } from '#dictionaries';
import { canonicalJson } from '#document';
import { ArticleReader, contentOf, type RevisionRow } from '#editing';
import { References } from '#evidence';
import { ImportRecords } from '#importing';
import { Clock } from '#kernel';
import { MediaAssets } from '#media';
import type { Tx } from '#platform';
import { type CheckContext, readingTargetOf, redFlagTopicOf, type SourceStatus, shortHash } from '#quality';
import { TermReader } from '#taxonomy';
import { undescribedFiles } from './domain/undescribed-files.js';

/** What the checks know about a revision beside its text, and the fingerprint of that knowledge. */
export interface KnownContext {
  readonly context: CheckContext;
  readonly basis: string;
}

/** Gathers what stands around texts: topic, audience, origin, what became of sources, descriptions of pictures, dictionary. */
@Injectable()
export class CheckContexts {
  constructor(
    private readonly articles: ArticleReader,
    private readonly imports: ImportRecords,
    private readonly evidence: References,
    private readonly media: MediaAssets,
    private readonly terms: TermReader,
    private readonly clock: Clock,
  ) {}

  /** By revision id; five statements at most for any number of revisions. */
  async of(revisions: readonly RevisionRow[], tx?: Tx): Promise<ReadonlyMap<string, KnownContext>> {
    const about = await this.articlesOf([...new Set(revisions.map(({ articleId }) => articleId))], tx);
    const sources = await this.sourcesOf(revisions, tx);
    const pictures = await this.picturesOf(revisions, tx);
    const known = revisions.map(async (revision): Promise<[string, KnownContext]> => {
      const speller = await spellerFor(revision.locale);
      const context: CheckContext = {
        ...about.get(revision.articleId),
        ...(speller ? { speller } : {}),
        sources: sources.get(revision.id) ?? new Map(),
        describedPictures: pictures.get(revision.id) ?? new Set(),
        year: this.clock.now().getUTCFullYear(),
      };
      return [revision.id, { context, basis: basisOf(context) }];
    });
    return new Map(await Promise.all(known));
  }

  private async articlesOf(
    ids: readonly string[],
    tx?: Tx,
  ): Promise<ReadonlyMap<string, Pick<CheckContext, 'origin' | 'redFlagTopic' | 'readingTarget'>>> {
    const articles = await this.articles.articlesByIds(ids, tx);
    const origins = new Map((await this.imports.origins(ids, tx)).map((origin) => [origin.articleId, origin]));
    const audiences = await this.terms.audiencesOf(ids, tx);
    return new Map(
      articles.map(({ id, topic }) => {
        const found = origins.get(id);
        const redFlagTopic = redFlagTopicOf(topic);
        const readingTarget = readingTargetOf(audiences.flatMap((it) => (it.articleId === id ? [it.key] : [])));
        const { rightsUnknown, bylineMissing, namesPeople } = found ?? {};
        const people = namesPeople ? { namesPeople } : {};
        const origin = found
          ? { origin: { rightsUnknown: rightsUnknown!, bylineMissing: bylineMissing!, ...people } }
          : {};
        return [id, { readingTarget, ...origin, ...(redFlagTopic ? { redFlagTopic } : {}) }];
      }),
    );
  }

  private async sourcesOf(
    revisions: readonly RevisionRow[],
    tx?: Tx,
  ): Promise<ReadonlyMap<string, Map<string, SourceStatus>>> {
    const found = new Map<string, Map<string, SourceStatus>>();
    const ids = revisions.map(({ id }) => id);
    for (const { revisionId, key, status } of await this.evidence.troublesOf(ids, tx)) {
      const of = found.get(revisionId) ?? new Map<string, SourceStatus>();
      found.set(revisionId, of.set(key, status as SourceStatus));
    }
    return found;
  }

  private async picturesOf(revisions: readonly RevisionRow[], tx?: Tx): Promise<ReadonlyMap<string, Set<string>>> {
    const asked = new Map(revisions.map((revision) => [revision.id, undescribedFiles(contentOf(revision))]));
    const ids = [...new Set([...asked.values()].flat())];
    const described = new Set(ids.length === 0 ? [] : await this.media.described(ids, tx));
    return new Map([...asked].map(([id, files]) => [id, new Set(files.filter((file) => described.has(file)))]));
  }
}

/** Moves with whatever may move a finding: the same text is then looked at again. */
function basisOf({ speller, sources, describedPictures, ...rest }: CheckContext): string {
  const told = {
    ...rest,
    speller: speller?.version ?? null,
    sources: [...(sources ?? [])].map(([key, status]) => `${key} ${status}`).sort(),
    describedPictures: [...(describedPictures ?? [])].sort(),
  };
  return shortHash(canonicalJson(told));
}
