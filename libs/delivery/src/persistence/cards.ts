import { Recent } from '#kernel';
import type { ArticlePayload } from '../domain/payload.js';
import { reviewState } from '../domain/review-state.js';
import { published, type Speaker } from './published.js';
import { rowsIn } from './questions.js';
import type { PublishedArticle } from './rows.js';

/** Bytes of stored text, of each of the two halves in which cards are remembered. */
const MAX_BYTES = 4_000_000;

/** Lists that are remembered as a whole; each is some tens of kilobytes. */
const MOST_LISTS = 32;

interface Card {
  readonly payload: ArticlePayload;
  /** As it was answered last. */
  shown: PublishedArticle | undefined;
}

interface List {
  readonly text: string;
  readonly shown: readonly PublishedArticle[];
}

const isSame = (shown: PublishedArticle, site: Speaker, state: string): boolean =>
  shown.reviewState === state && shown.siteId === site.id && shown.siteGeneration === site.generation;

/**
 * Reads cards from the text in which the database keeps them, and remembers what the newest of them say, by all of their
 * bytes: the same bytes mean the same card. After a publication every list of its site is asked for anew, and all cards in
 * it but one are what they were.
 */
export class Cards {
  private readonly cards = new Recent<Card>(MAX_BYTES);
  private readonly lists = new Map<string, List>();

  /**
   * The cards of a list, in their order. A list whose bytes are those of the last time is not taken apart again: to
   * compare them is a hundredth of that.
   *
   * @param question under which a list of before is looked for; whatever it is, only equal bytes count
   */
  readList(question: string, text: string | null, site: Speaker, now: Date): readonly PublishedArticle[] {
    const known = this.lists.get(question);
    const isKnown =
      known?.text === text && known?.shown.every((it) => isSame(it, site, reviewState(it.provenance, now)));
    if (known && isKnown) return known.shown;
    const shown = rowsIn(text).map((it) => this.read(it, site, now));
    this.lists.delete(question);
    if (text !== null) this.lists.set(question, { text, shown });
    if (this.lists.size > MOST_LISTS) this.lists.delete(this.lists.keys().next().value!);
    return shown;
  }

  /** What a site says with a card at an instant. The answer is shared: nobody may change it. */
  private read(text: string, site: Speaker, now: Date): PublishedArticle {
    const card = this.cards.find(text) ?? this.take(text);
    const state = reviewState(card.payload.provenance, now);
    if (!card.shown || !isSame(card.shown, site, state)) {
      card.shown = Object.freeze(published({ ...card.payload }, site, now));
    }
    return card.shown;
  }

  private take(text: string): Card {
    const card = { payload: JSON.parse(text) as ArticlePayload, shown: undefined };
    // A copy: the text itself is a piece of the whole list, and would keep all of it.
    this.cards.put(Buffer.from(text).toString(), card, text.length);
    return card;
  }
}
