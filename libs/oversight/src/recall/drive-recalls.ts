import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { type Actor, Database, systemActor, type Tx } from '#platform';
import { publicationById, TakeDown } from '#publishing';
import { Recalls } from '../persistence/recalls.js';
import { RecallRecords } from './recall-records.js';
import { RecallTasks } from './recall-tasks.js';

/** What a recall still has to do: take its text off everywhere, and end when the correction is live. Each step once. */
@Injectable()
export class DriveRecalls {
  constructor(
    private readonly database: Database,
    private readonly recalls: Recalls,
    private readonly takeDown: TakeDown,
    private readonly tasks: RecallTasks,
    private readonly records: RecallRecords,
    private readonly clock: Clock,
  ) {}

  /** Takes recalled text off every site where it is live, each in a transaction of its own; how many there were. */
  async takeOff(actor: Actor, recallId: string | null = null): Promise<number> {
    let count = 0;
    for (const target of await this.recalls.stillLive(recallId)) {
      count += Number(await this.database.transaction((tx) => this.takeOffOne(tx, actor, target)));
    }
    return count;
  }

  /** Ends those open recalls whose correction is live; how many there were. */
  async settle(articleId: string | null = null): Promise<number> {
    let count = 0;
    for (const { recallId, publicationId } of await this.recalls.corrections(articleId)) {
      count += Number(
        await this.database.transaction(async (tx) => {
          if (!(await this.recalls.correct(tx, recallId, publicationId, this.clock.now()))) return false;
          await this.tasks.close(tx, systemActor('reviewClock'), recallId);
          await this.records.corrected(tx, (await this.recalls.byId(recallId, tx))!, publicationId);
          return true;
        }),
      );
    }
    return count;
  }

  private async takeOffOne(
    tx: Tx,
    actor: Actor,
    { publicationId, recallId }: { publicationId: string; recallId: string },
  ): Promise<boolean> {
    const recall = (await this.recalls.byId(recallId, tx))!;
    const publication = (await publicationById(tx, publicationId))!;
    if (publication.state !== 'live') return false;
    const reason = `Recalled: ${recall.reason}`;
    const ended = await this.takeDown.run(tx, actor, { publication, reason, at: this.clock.now() });
    if (ended) await this.tasks.takenOff(tx, publication);
    return ended !== null;
  }
}
