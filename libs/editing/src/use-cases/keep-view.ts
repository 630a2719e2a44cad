import { Injectable } from '@nestjs/common';
import { Policy, Sites } from '#identity';
import { Clock, InvalidInput, isId, NotAllowed, NotFound } from '#kernel';
import type { StaffActor } from '#platform';
import { TooManyViews } from '../domain/refusals.js';
import { type SavedViewRow, SavedViews } from '../persistence/saved-views.js';

export interface KeepViewInput {
  /** Slug of the site whose list it is; left out for all of the person's sites. */
  readonly site?: string | null;
  readonly name: string;
  readonly query: string;
}

type Kept = SavedViewRow | TooManyViews | InvalidInput | NotFound | NotAllowed;

const LONGEST_NAME = 60;
const LONGEST_QUERY = 1_000;
/** More than these nobody finds anything in. */
const MOST_VIEWS = 50;

/** Keeps a list under a name for one person. It changes no article, so no audit line tells of it. */
@Injectable()
export class KeepView {
  constructor(
    private readonly views: SavedViews,
    private readonly sites: Sites,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** The same name writes the view anew. */
  async run(actor: StaffActor, { site, name, query }: KeepViewInput): Promise<Kept> {
    const refused = await this.mayKeep(actor, site);
    if (refused) return refused;
    const called = name.trim().replace(/\s+/g, ' ');
    if (called.length < 1 || called.length > LONGEST_NAME) {
      return new InvalidInput('name', `Give the view a name of 1 to ${LONGEST_NAME} characters.`);
    }
    if (query.length > LONGEST_QUERY || query !== new URLSearchParams(query).toString()) {
      return new InvalidInput(
        'query',
        `Send what the address of the list asks for, at most ${LONGEST_QUERY} characters.`,
      );
    }
    if ((await this.views.countBeside(actor.userId, called)) >= MOST_VIEWS) return new TooManyViews(MOST_VIEWS);
    return this.views.put(actor.userId, called, query, this.clock.now());
  }

  /** Takes a view away. One of somebody else looks like one that does not exist. */
  async remove(actor: StaffActor, id: string): Promise<SavedViewRow | NotFound> {
    const taken = isId(id) ? await this.views.take(actor.userId, id) : null;
    return taken ?? new NotFound('You have no such view. Reload the list to see those you have.');
  }

  private async mayKeep(actor: StaffActor, slug: string | null | undefined): Promise<NotFound | NotAllowed | null> {
    if (slug) {
      const site = await this.sites.bySlug(slug);
      return site
        ? this.policy.mayAt(actor, 'view.keep', site.id)
        : new NotFound('There is no such site. Choose one of yours.');
    }
    if (this.policy.sitesFor(actor, 'view.keep').length > 0) return null;
    return new NotAllowed('You have no role at any site yet. An administrator of a site can give you one.');
  }
}
