import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { Consents } from '../persistence/consents.js';
import { Interests } from '../persistence/interests.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

const WORDING = 'Asked to be erased.';

/**
 * Erases a person: address, keyed hash, language and interests go. What stays names nobody: a row that the ledgers of
 * issues and of consent count, and the keyed hash among the suppressed, so that an old list cannot bring them back. Whoever
 * is about to be written to is skipped at the gate. A complaint stays a complaint.
 */
@Injectable()
export class ForgetPerson {
  constructor(
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly interests: Interests,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
  ) {}

  /** In the caller's transaction. The id of who was erased; null when nobody has this hash at the site. */
  async run(tx: Tx, { siteId, emailHash }: { siteId: string; emailHash: string }): Promise<string | null> {
    await this.suppressions.add(tx, siteId, emailHash, 'erased');
    const [id] = await this.subscribers.idsByHash([{ siteId, emailHash }], tx);
    const person = id && (await this.subscribers.lock(tx, id));
    if (!person || !(await this.subscribers.erase(tx, person.id, this.clock.now()))) return null;
    await this.interests.set(tx, person.id, []);
    if (person.state !== 'unsubscribed') {
      const entry = { kind: 'withdrawn' as const, wording: WORDING, formUrl: null, at: this.clock.now() };
      await this.consents.record(tx, { subscriberId: person.id, ...entry });
    }
    await this.consents.forgetInterests(tx, person.id);
    return person.id;
  }
}
