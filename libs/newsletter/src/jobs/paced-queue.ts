import type { Pacer } from '../mail/pacer.js';
import type { LeasedRecipient } from '../persistence/ledger.js';

/** Somebody whose turn at their domain comes later. */
export interface Postponed {
  readonly id: string;
  readonly seconds: number;
}

/**
 * The people of a run who were not begun with, in their order. Who would be one too many for their domain is set aside,
 * so that nobody else waits for them and no line is idle.
 */
export class PacedQueue {
  private waiting: { readonly person: LeasedRecipient; readonly domain: string | undefined }[] = [];
  private aside = new Map<string, number>();
  private postponed: Postponed[] = [];

  constructor(private readonly pacer: Pick<Pacer, 'domain'>) {}

  /** @param domainOf the domain of a person, when it is known */
  add(
    leased: readonly LeasedRecipient[],
    domainOf: (person: LeasedRecipient) => string | undefined = () => undefined,
  ): void {
    this.waiting.push(...leased.map((person) => ({ person, domain: domainOf(person) })));
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Who was not begun with, and is not set aside. */
  get rest(): string[] {
    return this.waiting.map(({ person }) => person.id);
  }

  /** Who is next; undefined when nobody is left, or only people who wait for their domain. */
  next(): LeasedRecipient | undefined {
    for (let first = this.waiting.shift(); first; first = this.waiting.shift()) {
      const { person, domain } = first;
      const wait = domain === undefined ? 0 : this.pacer.domain(domain);
      if (wait === 0) return person;
      this.setAside(person, domain!, wait);
    }
    return undefined;
  }

  /** Nothing was begun with this one after all. */
  putBack(person: LeasedRecipient): void {
    this.waiting.unshift({ person, domain: undefined });
  }

  /** Who was set aside since this was last asked. */
  takePostponed(): readonly Postponed[] {
    const taken = this.postponed;
    this.postponed = [];
    this.aside = new Map();
    return taken;
  }

  /** One behind the other, as the domain's pace lets them: the first waits for the pace, each more as long again. */
  private setAside({ id }: LeasedRecipient, domain: string, wait: number): void {
    const before = this.aside.get(domain) ?? 0;
    this.aside.set(domain, before + 1);
    this.postponed.push({ id, seconds: Math.min(3_600, Math.ceil((wait * (before + 1)) / 1_000)) });
  }
}
