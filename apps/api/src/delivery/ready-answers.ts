import type { IncomingMessage } from 'node:http';
import type { SiteGenerations, Witness } from '#delivery';
import type { Clock } from '#kernel';
import { AnswerCache, type ReadyAnswer } from './answer-cache.js';

/** A question that may be answered from memory, on its way through the engine because it is not there yet. */
export class OpenQuestion implements Witness {
  readonly sites = new Map<string, number>();
  /** The instant at which the answer grows old by itself; undefined when no such instant is known. */
  until: Date | undefined;
  private readonly articles = new Set<string>();
  private complete = true;

  constructor(
    readonly key: string,
    /** Changes whenever everything that was known is forgotten. */
    readonly epoch: number,
  ) {}

  saw(site: { id: string; generation: string } | null, until?: Date | null, articleId?: string): void {
    if (articleId) this.articles.add(articleId);
    if (until && (!this.until || until < this.until)) this.until = until;
    if (!site) {
      this.complete = false;
      return;
    }
    // Two statements may have seen two states. The answer is as old as the older one.
    const generation = Number(site.generation);
    this.sites.set(site.id, Math.min(generation, this.sites.get(site.id) ?? generation));
  }

  /** What a shared cache in front of us may drop the answer by: its sites, and the one article it is about. */
  get surrogateKey(): string {
    const articles = this.articles.size === 1 ? [...this.articles] : [];
    return [...[...this.sites.keys()].map((id) => `site-${id}`), ...articles.map((id) => `article-${id}`)].join(' ');
  }

  /** An answer to GET under the names above. */
  named(answer: ReadyAnswer): ReadyAnswer {
    const key = answer.etag === undefined ? '' : this.surrogateKey;
    return key === '' ? answer : { ...answer, headers: [...answer.headers, 'surrogate-key', key] };
  }

  /** Whether it is known what makes the answer old. */
  get isDated(): boolean {
    return this.complete && this.sites.size > 0;
  }
}

type Take = (ready: ReadyAnswer | undefined) => void;

/** Who waits for the same answer, and whose question is to bring it. */
interface Flight {
  readonly leader: OpenQuestion;
  readonly waiting: (() => void)[];
}

/**
 * Answers that are kept as ready bytes, and the rule by which one may be given:
 *
 * - An answer carries the generation of its sites that its own SQL statements saw, in the same snapshot as the data.
 * - It is given only while `SiteGenerations` knows every commit older than 250 ms, and only if no newer generation of a
 *   site of it is known. So no process ever gives an answer that another commit has made old for more than 250 ms; most
 *   often it is the millisecond that a notification takes.
 * - On the process that publishes nothing old is given once the mutation has answered: its answer waits until the
 *   commit is known here (`caughtUp`).
 * - An answer that was being made while its site changed is not kept, since the newer generation is known by then; if
 *   the news comes after it was kept, the news drops it.
 * - Equal questions that come while the first of them is being answered wait for it, and then for nothing more: if the
 *   rules above forbid its answer to them, each goes its own way.
 * - An answer that says where a review stands is given until the next date of that review, and not a moment longer.
 * - When the connection that brings the news is lost, everything is forgotten, and nothing is given until it is back.
 */
export class ReadyAnswers {
  private readonly open = new WeakMap<IncomingMessage, OpenQuestion>();
  private readonly flights = new Map<string, Flight>();
  private epoch = 0;
  private started = false;

  constructor(
    private readonly generations: SiteGenerations,
    private readonly cache: AnswerCache,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the ready answer to `take`, or nothing when this question has to go to the engine. The first question of all
   * starts the connection that brings the news: a process that nobody asks needs none.
   */
  ask(request: IncomingMessage, key: string, take: Take): void {
    if (!this.started) this.start();
    const ready = this.cache.find(key, this.clock.now());
    if (ready && this.generations.isCurrent()) take(ready);
    else if (ready) void this.askAgain(request, key, take);
    else this.begin(request, key, take);
  }

  /** It is there, and only whether it is still so has to be asked: that is less work than to make it anew. */
  private async askAgain(request: IncomingMessage, key: string, take: Take): Promise<void> {
    await this.generations.refresh();
    const ready = this.find(key);
    if (ready) take(ready);
    else this.begin(request, key, take);
  }

  private begin(request: IncomingMessage, key: string, take: Take): void {
    const question = new OpenQuestion(key, this.epoch);
    const goOn = (): void => {
      this.open.set(request, question);
      take(undefined);
    };
    const flight = this.flights.get(key);
    if (flight && this.generations.isCurrent()) {
      flight.waiting.push(() => {
        const brought = this.find(key);
        if (brought) take(brought);
        else goOn();
      });
      return;
    }
    if (!flight) this.flights.set(key, { leader: question, waiting: [] });
    goOn();
  }

  /** Lets go on who waits for the answer to this question. It has to be called however the question ends. */
  settle(question: OpenQuestion): void {
    const flight = this.flights.get(question.key);
    if (flight?.leader !== question) return;
    this.flights.delete(question.key);
    for (const goOn of flight.waiting) goOn();
  }

  /** What is on its way under this request; undefined for a question that is never kept. */
  opened(request: IncomingMessage): OpenQuestion | undefined {
    return this.open.get(request);
  }

  /** Keeps an answer, if it is known what makes it old and nothing has. */
  keep(question: OpenQuestion, answer: ReadyAnswer): void {
    if (!question.isDated || question.epoch !== this.epoch || !this.generations.isCurrent()) return;
    for (const [siteId, generation] of question.sites) this.generations.learn(siteId, generation);
    const old = [...question.sites].some(([siteId, generation]) => this.generations.of(siteId)! > generation);
    if (!old) this.cache.keep(question.key, answer, question.sites, question.until);
  }

  /** Afterwards nothing is given that a commit from before the call has made old. */
  async caughtUp(): Promise<void> {
    await this.generations.catchUp();
  }

  /** The ready answer under a key, if it may be given at this instant. */
  now(key: string): ReadyAnswer | undefined {
    return this.started ? this.find(key) : undefined;
  }

  private find(key: string): ReadyAnswer | undefined {
    return this.generations.isCurrent() ? this.cache.find(key, this.clock.now()) : undefined;
  }

  private start(): void {
    this.started = true;
    this.generations.start({
      changed: (siteId, generation) => this.cache.dropOlder(siteId, generation),
      lost: () => {
        this.epoch += 1;
        this.cache.clear();
      },
    });
  }
}
