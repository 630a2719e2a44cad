import { Injectable } from '@nestjs/common';
import { refusedAtTheDoor } from '../domain/refused-at-the-door.js';
import { MailEvents } from '../persistence/mail-events.js';
import { TakeMailEvents } from './take-mail-events.js';

const SOME = 200;

/**
 * Takes what mail servers refused while we handed over like any other report: a mailbox that does not exist gets nothing
 * more. Read from the ledger and not kept beside the sending, so that a killed worker forgets nobody.
 */
@Injectable()
export class NoteRefusals {
  constructor(
    private readonly events: MailEvents,
    private readonly take: TakeMailEvents,
  ) {}

  /** Safe to run twice and by two at once: a report counts once. Answers how many were noted. */
  async run(): Promise<number> {
    let noted = 0;
    for (;;) {
      const refused = await this.events.refusedAtTheDoor(SOME);
      if (refused.length === 0) return noted;
      await this.take.run(refused.map(refusedAtTheDoor));
      noted += refused.length;
    }
  }
}
