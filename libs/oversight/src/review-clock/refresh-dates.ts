import { Injectable } from '@nestjs/common';
import { Database, systemActor } from '#platform';
import { RefreshGround } from '#publishing';

/** Brings the dates that readers are told of one live publication up to date, in a transaction of its own. */
@Injectable()
export class RefreshDates {
  constructor(
    private readonly database: Database,
    private readonly refresh: RefreshGround,
  ) {}

  /** False when it is not live any more. */
  run(publicationId: string): Promise<boolean> {
    return this.database.transaction((tx) => this.refresh.run(tx, systemActor('reviewClock'), publicationId));
  }
}
