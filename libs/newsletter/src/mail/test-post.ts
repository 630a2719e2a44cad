import { Injectable } from '@nestjs/common';
import { People, type SiteRow } from '#identity';
import { Clock, newId } from '#kernel';
import { MailServerUnavailable } from '#mail';
import { CompiledIssue, type ReadyMessage } from '../message/compiled-issue.js';
import type { IssueText } from '../message/html-part.js';
import { longDate } from '../message/words.js';
import { SmtpPool } from './smtp-pool.js';

const NO_LINE = 'the mail server cannot be reached.';

/** Hands messages over that nobody subscribed to: tests of an issue, to staff. */
@Injectable()
export class TestPost {
  constructor(
    private readonly people: People,
    private readonly pool: SmtpPool,
    private readonly clock: Clock,
  ) {}

  /** Why it did not get away, at the first of them; null when the mail server took all. */
  async send(text: IssueText, locale: string, site: SiteRow, personIds: readonly string[]): Promise<string | null> {
    const at = this.clock.now();
    const compiled = await CompiledIssue.compile(newId(), at, text);
    for (const personId of personIds) {
      const message = compiled.message({
        deliveryId: newId(),
        email: await this.people.emailOf(personId),
        // Nobody subscribed, so there is nothing to leave.
        unsubscribeUrl: site.url,
        since: longDate(at, locale, site.timeZone),
      });
      const fault = await this.handOver(message);
      if (fault) return fault;
    }
    return null;
  }

  private async handOver({ from, to, pieces }: ReadyMessage): Promise<string | null> {
    const line = await this.pool.acquire().catch((error: unknown) => {
      if (error instanceof MailServerUnavailable) return null;
      throw error;
    });
    if (!line) return NO_LINE;
    try {
      const outcome = await line.send({ from, to }, pieces);
      return outcome.kind === 'handedOver' ? null : 'the mail server did not take it.';
    } finally {
      this.pool.release(line);
    }
  }
}
