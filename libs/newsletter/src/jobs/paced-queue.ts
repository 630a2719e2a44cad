import type { Pacer } from '../mail/pacer.js';
import type { LeasedRecipient } from '../persistence/ledger.js';

/** Somebody whose turn at their domain comes later. */
export interface Postponed {
  readonly id: string;
  readonly seconds: number;
}

/**
 * The people of one lease who were not begun with, in their order. Who would be one too many for their domain is set aside,
 * so that nobody else waits for them and no line is idle.
 */
export class PacedQueue {
  private readonly waiting: LeasedRecipient[];
  private readonly aside = new Map<string, number>();
  readonly postponed: Postponed[] = [];

  /** @param domainOf the domain of a person, when it is known */
  constructor(
    leased: readonly LeasedRecipient[],
    private readonly pacer: Pick<Pacer, 'domain'>,
    private readonly domainOf: (person: LeasedRecipient) => string | undefined,
  ) {
    this.waiting = [...leased];
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Who is next; undefined when nobody is left, or only people who wait for their domain. */
  next(): LeasedRecipient | undefined {
    for (let person = this.waiting.shift(); person; person = this.waiting.shift()) {
      const domain = this.domainOf(person);
      const wait = domain === undefined ? 0 : this.pacer.domain(domain);
      if (wait === 0) return person;
      this.setAside(person, domain!, wait);
    }
    return undefined;
  }

  /** Nothing was begun with this one after all. */
  putBack(person: LeasedRecipient): void {
    this.waiting.unshift(person);
  }

  /** One behind the other, as the domain's pace lets them: the first waits for the pace, each more as long again. */
  private setAside({ id }: LeasedRecipient, domain: string, wait: number): void {
    const before = this.aside.get(domain) ?? 0;
    this.aside.set(domain, before + 1);
    this.postponed.push({ id, seconds: Math.min(3_600, Math.ceil((wait * (before + 1)) / 1_000)) });
  }
}
