import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { Database, type JobContext, type JobRequest, type Sweep, systemActor } from '#platform';
import { LICENCE_DAYS, licenceDay } from '../domain/licence-days.js';
import { Licences, type TextOnLicence } from '../persistence/licences.js';
import { LicenceTasks } from './licence-tasks.js';

const DAY_MS = 86_400_000;

/**
 * Looks ahead to the ends of licences that live texts stand on: a task for each text, and letters 60, 30 and 7 days
 * before. What was asked and told stands in the rows of tasks and letters, so it may be late, be killed or run twice.
 */
@Injectable()
export class WatchLicences implements Sweep {
  readonly name = 'oversight.watch-licences';
  readonly everyMs = 3_600_000;

  constructor(
    private readonly database: Database,
    private readonly licences: Licences,
    private readonly tasks: LicenceTasks,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    const now = this.clock.now();
    const texts = await this.licences.endingBy(now, new Date(now.getTime() + LICENCE_DAYS[0] * DAY_MS));
    for (const group of groupsOf(texts)) {
      if (signal.aborted) break;
      await this.warn(group, now);
    }
    return [];
  }

  private async warn(texts: readonly TextOnLicence[], now: Date): Promise<void> {
    const { credentialId, validUntil, ownerSiteId } = texts[0]!;
    const day = licenceDay(validUntil, now);
    if (day === null) return;
    await this.database.transaction(async (tx) => {
      const opened = await this.tasks.ask(tx, texts);
      const told = await this.tasks.tell(tx, day, texts);
      if (opened + told === 0) return;
      const subject = { type: 'credential', id: credentialId } as const;
      await this.audit.record(tx, systemActor('reviewClock'), 'licence.ending', subject, ownerSiteId, {
        day,
        texts: texts.length,
      });
    });
  }
}

/** The texts of each licence and site together. They come in that order. */
function groupsOf(texts: readonly TextOnLicence[]): TextOnLicence[][] {
  const groups = new Map<string, TextOnLicence[]>();
  for (const text of texts) {
    const key = `${text.credentialId} ${text.ownerSiteId}`;
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  return [...groups.values()];
}
