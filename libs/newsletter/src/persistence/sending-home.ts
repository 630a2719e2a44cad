import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/**
 * Names the database that the ledger stands in: its server, the line of its history, itself and the table. A copy that was
 * restored, and a replica that took over, differ in one of them; a restart does not.
 */
const MARKER = `SELECT concat_ws('.', (SELECT system_identifier FROM pg_control_system()),
  (SELECT timeline_id FROM pg_control_checkpoint()), (SELECT oid FROM pg_database WHERE datname = current_database()),
  'issue_recipient'::regclass::oid) AS marker`;

/** Where mail was last sent from. */
@Injectable()
export class SendingHome {
  /**
   * Notes this database as the one that sends, where none is noted. With the freezing of an issue, so that a backup which
   * has the issue knows whose it was, even when nothing had ever been sent before.
   */
  async note(tx: Tx): Promise<string> {
    const [here] = await tx.$queryRawUnsafe<{ marker: string }[]>(MARKER);
    const { marker } = here!;
    await tx.$executeRaw`INSERT INTO sending_home (marker) VALUES (${marker}) ON CONFLICT (id) DO NOTHING`;
    return marker;
  }

  /** Notes this database as the one that sends. True when it was another one before. */
  async moveIn(tx: Tx): Promise<boolean> {
    const marker = await this.note(tx);
    const changed = await tx.$executeRaw`
      UPDATE sending_home SET marker = ${marker}, noted_at = now() WHERE marker <> ${marker}`;
    return changed > 0;
  }
}
