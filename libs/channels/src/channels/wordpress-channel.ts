import { Injectable, Optional } from '@nestjs/common';
import { LedgerClock } from '#platform';
import { ArticlePages } from '../article-pages.js';
import type { AttemptResult } from '../domain/attempt.js';
import type { CopyRow, Drift } from '../domain/copy.js';
import { DestinationRefused } from '../domain/refusals.js';
import { GuardedHttp } from '../http/guarded-http.js';
import { Copies, type CopyClaim } from '../persistence/copies.js';
import { CopyWriter, superseded } from '../wordpress/copy-writer.js';
import { driftOf } from '../wordpress/post-text.js';
import { Posts } from '../wordpress/posts.js';
import { expectData, WordPressClient } from '../wordpress/wordpress-client.js';
import { WordPressFailure } from '../wordpress/wordpress-failure.js';
import type { Channel, ChannelAddress, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';

/** All calls of an attempt together. What is done by then stays done, and the next attempt goes on behind it. */
const ATTEMPT_MS = 20_000;
const USERNAME = /^[^\s:\p{Cc}](?:[^:\p{Cc}]{0,58}[^\s:\p{Cc}])?$/u;
/** 24 letters and digits, in groups as WordPress shows them or without spaces. */
const PASSWORD = /^[A-Za-z0-9]{16,64}$/;
const NEEDED = ['publish_posts', 'edit_published_posts', 'upload_files', 'delete_posts'] as const;

/** Keeps posts of a WordPress site the same as what is live here, by its REST interface and an application password. */
@Injectable()
export class WordPressChannel implements Channel {
  readonly kind = 'wordpress';
  readonly makesSecret = false;

  constructor(
    private readonly http: GuardedHttp,
    private readonly copies: Copies,
    private readonly clock: LedgerClock,
    @Optional() private readonly pages?: ArticlePages,
  ) {}

  check({ url: given, settings, secret }: GivenDestination): CheckedDestination | DestinationRefused {
    const url = this.http.check(given);
    if (url instanceof DestinationRefused) return url;
    if (url.protocol !== 'https:' && !this.http.isAllowed(url)) {
      return new DestinationRefused(
        'Enter the address with https: the application password must not travel in the open.',
      );
    }
    if (url.search || url.hash || /\/wp-(?:json|admin|login)/.test(url.pathname)) {
      return new DestinationRefused(
        'Enter the address of the front page of the WordPress site, such as https://www.example.org/.',
      );
    }
    const username = settings.username?.trim() ?? '';
    if (!USERNAME.test(username)) {
      return new DestinationRefused(
        'Enter the WordPress user as username: up to 60 characters, without a colon.',
        'username',
      );
    }
    const password = secret?.replace(/\s+/g, '') ?? '';
    if (!PASSWORD.test(password)) {
      return new DestinationRefused(
        'Enter an application password as WordPress shows it in the profile of the user: letters and digits in groups of four. The password for signing in does not work.',
        'secret',
      );
    }
    return { url: url.href, settings: { username }, secret: password };
  }

  async tell(message: ChannelMessage): Promise<AttemptResult> {
    const client = this.clientFor(message);
    try {
      return { outcome: 'accepted', excerpt: await this.act(client, message) };
    } catch (error) {
      if (error instanceof WordPressFailure) return error.result;
      throw error;
    }
  }

  async look(address: ChannelAddress, copies: readonly CopyRow[]): Promise<(Drift | null)[] | AttemptResult> {
    try {
      const ids = copies.flatMap(({ remoteId }) => remoteId ?? []);
      const found = await new Posts(this.clientFor(address)).byIds(ids);
      return copies.map((copy) => driftOf(copy, found.find(({ id }) => String(id) === copy.remoteId) ?? null));
    } catch (error) {
      if (error instanceof WordPressFailure) return error.result;
      throw error;
    }
  }

  private async act(client: WordPressClient, message: ChannelMessage): Promise<string> {
    const { event, destinationId, siteId } = message;
    if (event.type === 'test.sent') return mayDo(client);
    if (event.type === 'site.changed') return 'Posts carry nothing of the site itself: there is nothing to change.';
    const { articleId, locale } = event.data;
    if (!this.pages) throw new Error('This process has no pages to send.');
    const page = event.type === 'article.published' ? await this.pages.live({ siteId, articleId, locale }) : null;
    // What is not live any more is not told: the delivery of what came after it tells that.
    if (event.type === 'article.published' && page?.sequence !== BigInt(event.data.sequence)) throw superseded();
    const claim: CopyClaim = {
      ...{ destinationId, articleId, locale, publicationId: message.publicationId! },
      contentHash: event.data.contentHash,
      sequence: BigInt(event.data.sequence),
      holder: `${message.deliveryId}-${message.attempt}`,
    };
    const copy = await this.copies.claim(claim);
    if (!copy) throw superseded();
    const tools = {
      client,
      posts: new Posts(client),
      copies: this.copies,
      now: await this.clock.now(),
      isHeld: message.isHeld,
    };
    const writer = new CopyWriter(tools, claim, copy);
    return page ? writer.publish(page, this.pages) : writer.withdraw();
  }

  private clientFor({ url, settings, secrets }: ChannelAddress): WordPressClient {
    const access = { url, username: settings.username ?? '', password: secrets[0] ?? '' };
    return new WordPressClient(this.http, access, AbortSignal.timeout(ATTEMPT_MS));
  }
}

/** A sentence on who we are there. @throws WordPressFailure when the user may not do what is needed */
async function mayDo(client: WordPressClient): Promise<string> {
  const query = { context: 'edit', _fields: 'id,name,capabilities' };
  const me = expectData(await client.get<{ name: string; capabilities?: Record<string, boolean> }>('users/me', query));
  const lacking = NEEDED.filter((it) => me.capabilities?.[it] !== true);
  if (lacking.length === 0) return `Signed in there as ${me.name.slice(0, 100)}, who may publish.`;
  const excerpt = `The WordPress user lacks ${lacking.join(', ')}. Give it the role of an editor there.`;
  throw new WordPressFailure({ outcome: 'rejected', excerpt });
}
