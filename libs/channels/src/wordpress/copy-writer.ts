import type { ArticlePage, ArticlePages } from '../article-pages.js';
import type { CopyRow, DriftKind } from '../domain/copy.js';
import type { Copies, CopyClaim } from '../persistence/copies.js';
import { withRemoteFiles } from './media-files.js';
import { remoteTerms } from './post-terms.js';
import { blockOf, digestOf, driftOf, markerOf, type RemotePost, saysTheSame } from './post-text.js';
import type { PostFields, Posts } from './posts.js';
import type { WordPressClient } from './wordpress-client.js';
import { WordPressFailure } from './wordpress-failure.js';

/** A request that nobody heard the end of may still be at work there for this long. */
const UNCERTAIN_MS = 60_000;

export interface CopyTools {
  readonly client: WordPressClient;
  readonly posts: Posts;
  readonly copies: Copies;
  readonly now: Date;
  /** False once another worker may have the delivery. */
  readonly isHeld: () => boolean;
}

/**
 * Brings one copy at WordPress to a state. Every step can be the last one, and the next attempt goes on behind it: the
 * post is made as a draft and its number kept before anybody can read it; a post without a kept number is found by its
 * marker. Right before each change the claim is asked again, so that an attempt that slept too long changes nothing.
 */
export class CopyWriter {
  constructor(
    private readonly tools: CopyTools,
    private readonly claim: CopyClaim,
    private readonly copy: CopyRow,
  ) {}

  /** Makes the page public. A sentence on how it went. @throws WordPressFailure */
  async publish(page: ArticlePage, pages: ArticlePages): Promise<string> {
    const { posts } = this.tools;
    const before = await this.find();
    const { fields: sent, missing } = await this.fieldsOf(page, pages);
    await this.stillMine();
    const stored = before
      ? await posts.change(before.id, { ...sent, status: keptStatus(before) })
      : await this.make(sent);
    if (!saysTheSame(sent, stored)) await this.takeBack(stored);
    await this.stillMine();
    const live = stored.status === 'publish' ? stored : await posts.change(stored.id, { status: 'publish' });
    await this.told('live', live);
    return [sentence(live), overwritten(this.copy, before), missingWords(missing)].filter(Boolean).join(' ');
  }

  /** Takes every copy off. @throws WordPressFailure */
  async withdraw(): Promise<string> {
    const { posts } = this.tools;
    const kept = this.copy.remoteId ? await posts.byId(this.copy.remoteId) : null;
    const found = await posts.withMarker(markerOf(this.claim.articleId, this.claim.locale));
    const all = [
      ...(kept && kept.status !== 'trash' && !found.some(({ id }) => id === kept.id) ? [kept] : []),
      ...found,
    ];
    let last: RemotePost | null = null;
    for (const post of all) {
      await this.stillMine();
      last = post.status === 'draft' ? post : await posts.change(post.id, { status: 'draft' });
    }
    if (!last) this.certain();
    await this.told('withdrawn', last);
    return last ? 'It is a draft there now, and nobody can read it.' : 'There was no copy of it to take off.';
  }

  /** The post that is the copy; others with its marker came from an answer that was lost, and are thrown away. */
  private async find(): Promise<RemotePost | null> {
    const { posts, copies } = this.tools;
    const kept = this.copy.remoteId ? await posts.byId(this.copy.remoteId) : null;
    if (kept && kept.status !== 'trash') return kept;
    const [first = null, ...others] = await posts.withMarker(markerOf(this.claim.articleId, this.claim.locale));
    for (const other of others) {
      await this.stillMine();
      await posts.throwAway(other.id);
    }
    if (first) await copies.found(this.claim, String(first.id));
    else this.certain();
    return first;
  }

  private async make(fields: PostFields): Promise<RemotePost> {
    const { posts, copies } = this.tools;
    if (!(await copies.making(this.claim))) throw await this.lostTo();
    const made = await posts.makeDraft(fields).catch(async (error) => {
      // An answer that says no is an answer: nothing was made.
      if (error instanceof WordPressFailure && error.result.status && error.result.outcome === 'rejected') {
        await copies.found(this.claim, null);
      }
      throw error;
    });
    await copies.found(this.claim, String(made.id));
    return made;
  }

  /** @throws WordPressFailure while an earlier request may still be making a post that no search finds yet */
  private certain(): void {
    const { makingSince } = this.copy;
    const left = makingSince ? UNCERTAIN_MS - (this.tools.now.getTime() - makingSince.getTime()) : 0;
    if (left <= 0) return;
    const excerpt = 'WordPress may still be making the post that was asked for last. We look again in a minute.';
    throw new WordPressFailure({ outcome: 'throttled', excerpt, retryAfterMs: left });
  }

  private async fieldsOf(page: ArticlePage, pages: ArticlePages): Promise<{ fields: PostFields; missing: string[] }> {
    const { client } = this.tools;
    const { articleId, locale, sequence, contentHash } = this.claim;
    const html = await withRemoteFiles(client, pages, page);
    const categories = await remoteTerms(client, 'categories', [page.topic]);
    const tags = await remoteTerms(client, 'tags', page.terms);
    const marker = `${markerOf(articleId, locale)}${sequence}:${contentHash}`;
    const fields: PostFields = {
      ...{ title: page.title, excerpt: page.summary, slug: page.slug, content: blockOf(html, marker) },
      ...{ categories: categories.ids, tags: tags.ids },
    };
    return { fields, missing: [...categories.missing, ...tags.missing] };
  }

  /** What WordPress stored is not what was approved: nobody may read it. */
  private async takeBack(stored: RemotePost): Promise<never> {
    if (stored.status === 'publish') await this.tools.posts.change(stored.id, { status: 'draft' });
    const excerpt =
      'WordPress changed the text while it stored it, so it was not published there. Look for a plug-in that filters posts, or give the user the role of an editor.';
    throw new WordPressFailure({ outcome: 'rejected', excerpt });
  }

  private async stillMine(): Promise<void> {
    if (!(await this.tools.copies.holds(this.claim)) || !this.tools.isHeld()) throw await this.lostTo();
  }

  /** To a newer state, which makes this one needless; or to another attempt of the same, which may yet fail. */
  private async lostTo(): Promise<WordPressFailure> {
    const copy = await this.tools.copies.byKey(this.claim);
    if (copy && copy.sequence > this.claim.sequence) return superseded();
    const excerpt = 'This attempt took too long. Another one goes on with it.';
    return new WordPressFailure({ outcome: 'failedHere', excerpt });
  }

  private async told(state: 'live' | 'withdrawn', post: RemotePost | null): Promise<void> {
    const isOurs = await this.tools.copies.told(this.claim, {
      state,
      remoteId: post ? String(post.id) : null,
      remoteUrl: post?.link ?? this.copy.remoteUrl,
      remoteDigest: post ? digestOf(post) : null,
    });
    if (isOurs) return;
    // We slept between the question and the change: what is there now may be older than what others told.
    await this.tools.copies.lookSoon(this.claim);
    throw await this.lostTo();
  }
}

/** The copy is told a newer state: this one is done with. */
export function superseded(): WordPressFailure {
  return new WordPressFailure({
    outcome: 'accepted',
    excerpt: 'A newer state of the article is told there. Nothing was changed.',
  });
}

/** A post that is public stays so while its text is replaced; any other is a draft until its text was looked at. */
function keptStatus({ status }: RemotePost): 'publish' | 'draft' {
  return status === 'publish' ? 'publish' : 'draft';
}

function sentence({ id, link }: RemotePost): string {
  return `It is live there as post ${id} at ${link}.`;
}

const FOUND: Readonly<Record<DriftKind, string>> = {
  edited: 'Its text had been changed there; WordPress keeps that among its revisions.',
  moved: 'Its address had been changed there.',
  unpublished: 'It had been taken off there.',
  deleted: 'It had been deleted there.',
  republished: 'It had been made public there.',
};

/** What had become of the copy meanwhile, when our text took its place. */
function overwritten(copy: CopyRow, before: RemotePost | null): string {
  if (copy.state !== 'live') return '';
  // Asked of the state before: what the claim names now was not told yet.
  const drift = driftOf({ ...copy, sequence: 0n }, before);
  return drift ? `${FOUND[drift.kind]} The approved text took its place.` : '';
}

function missingWords(missing: readonly string[]): string {
  if (missing.length === 0) return '';
  return `The WordPress user may not make categories or tags, so these are missing: ${missing.join(', ')}.`;
}
