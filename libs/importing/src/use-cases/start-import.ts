import { Injectable } from '@nestjs/common';
import { topicFault } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, type InvalidInput, type NotAllowed, type Refusal } from '#kernel';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor } from '#platform';
import { formatOf } from '../domain/source/format.js';
import { unknownType } from '../domain/source/read-file.js';
import { sha256Of } from '../domain/source/unit.js';
import { EmptyFile, FileTooLarge } from '../domain/text/refusals.js';
import { type BatchRow, ImportBatches, insertBatch } from '../persistence/import-batches.js';

export interface StartImportInput {
  readonly siteId: string;
  readonly topic: string;
  readonly locale: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What one upload may hold; a larger export is imported at the prompt, where it is read from the disk. */
const LARGEST_UPLOAD = 20_000_000;

/** Keeps an uploaded file for the worker to read. The same bytes while they are read are the same upload. */
@Injectable()
export class StartImport {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly batches: ImportBatches,
  ) {}

  async run(actor: StaffActor, input: StartImportInput): Promise<BatchRow | InvalidInput | NotAllowed | Refusal> {
    const { siteId, fileName, bytes } = input;
    const refused = this.policy.mayAt(actor, 'article.import', siteId) ?? topicFault(input.topic);
    if (refused) return refused;
    if (!formatOf(fileName)) return unknownType(fileName);
    if (bytes.length === 0) return new EmptyFile(fileName);
    if (bytes.length > LARGEST_UPLOAD) return new FileTooLarge(fileName, bytes.length, LARGEST_UPLOAD);
    const sha256 = sha256Of(bytes);
    try {
      return await this.write(actor, input, sha256);
    } catch (error) {
      const open = isUniqueViolation(error) ? await this.batches.openOf(siteId, sha256) : null;
      if (open) return open;
      throw error;
    }
  }

  private write(
    actor: StaffActor,
    { siteId, topic, locale, fileName, bytes }: StartImportInput,
    sha256: string,
  ): Promise<BatchRow> {
    return this.database.transaction(async (tx) => {
      const given = { siteId, topic: topic.trim(), locale, fileName, sha256, source: bytes };
      const batch = await insertBatch(tx, { ...given, requestedById: actor.userId, at: this.clock.now() });
      await this.audit.record(tx, actor, 'import.requested', { type: 'site', id: siteId }, siteId, {
        batchId: batch.id,
        sha256,
      });
      await this.outbox.append(tx, { kind: 'import.requested', payload: { batchId: batch.id } });
      return batch;
    });
  }
}
