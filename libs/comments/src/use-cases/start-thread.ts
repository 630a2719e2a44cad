import { Injectable } from '@nestjs/common';
import { type AnchorPlace, anchorAt } from '#document';
import { contentOf, lockArticle, revisionById } from '#editing';
import { InvalidInput, isId, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { commentFault } from '../domain/comment-text.js';
import { atHome, type PlacedThread } from '../domain/place.js';
import { CommentedTextChanged } from '../domain/refusals.js';
import { CommentGround, threadNotFound } from './comment-ground.js';
import { ThreadWriter } from './thread-writer.js';

export interface StartThreadInput {
  readonly revisionId: string;
  /** The text as the writer saw it: an autosave may have written over it since. */
  readonly contentHash: string;
  readonly place: AnchorPlace;
  readonly text: string;
  readonly mentions?: readonly string[] | null;
}

type Started = PlacedThread | CommentedTextChanged | InvalidInput | NotFound | NotAllowed;

/** Says something about a place of a text. The revision is pinned: what was commented on stays as it was. */
@Injectable()
export class StartThread {
  constructor(
    private readonly database: Database,
    private readonly ground: CommentGround,
    private readonly threads: ThreadWriter,
  ) {}

  async run(actor: StaffActor, input: StartThreadInput): Promise<Started> {
    if (!isId(input.revisionId)) return threadNotFound();
    const mentions = [...new Set(input.mentions ?? [])];
    const fault = commentFault(input.text, mentions);
    if (fault) return fault;
    return this.database.transaction((tx) => this.start(tx, actor, input, mentions));
  }

  private async start(tx: Tx, actor: StaffActor, input: StartThreadInput, mentions: string[]): Promise<Started> {
    const found = await revisionById(tx, input.revisionId);
    if (!found) return threadNotFound();
    const site = await this.ground.siteOf(tx, actor, found.articleId);
    if (isRefusal(site)) return site;
    const stranger = await this.ground.mentionFault(tx, site.siteId, mentions);
    if (stranger) return stranger;
    // A save that holds the lock may write over the working copy: commented on is what stands there afterwards.
    await lockArticle(tx, found.articleId);
    const revision = (await revisionById(tx, found.id))!;
    if (revision.contentHash !== input.contentHash) return new CommentedTextChanged();
    const anchor = anchorAt(contentOf(revision), input.place);
    if (!anchor) return new InvalidInput('place', 'There is nothing to comment on at this place. Select some words.');
    return atHome(await this.threads.start(tx, actor, { revision, ...site, anchor, text: input.text, mentions }));
  }
}
