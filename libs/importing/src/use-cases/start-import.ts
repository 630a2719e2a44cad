import { Injectable } from '@nestjs/common';
import { topicFault } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, type NotAllowed, type Refusal } from '#kernel';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor } from '#platform';
import { sha256Of } from '../domain/source/unit.js';
import { FileTooLarge } from '../domain/text/refusals.js';
import { type BatchRow, ImportBatches, insertBatch, type NewBatchFile } from '../persistence/import-batches.js';

export interface UploadedFile {
  /** A path inside of a folder where the files come from one: pictures are found by it. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface StartImportInput {
  readonly siteId: string;
  readonly topic: string;
  readonly locale: string;
  readonly files: readonly UploadedFile[];
}

/** What one upload may hold; a larger export is imported at the prompt, where it is read from the disk. */
const LARGEST_UPLOAD = 20_000_000;
const MOST_FILES = 500;
const LONGEST_NAME = 300;

/**
 * Keeps uploaded files for the worker to read. A file that cannot be read is told by the worker and stops no other. The
 * same files while they are read are the same upload.
 */
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
    const { siteId } = input;
    const refused =
      this.policy.mayAt(actor, 'article.import', siteId) ?? topicFault(input.topic) ?? faultOf(input.files);
    if (refused) return refused;
    const files = input.files.map(({ fileName, bytes }) => ({ fileName, bytes, sha256: sha256Of(bytes) }));
    const sha256 = hashOfAll(files);
    try {
      return await this.write(actor, input, files, sha256);
    } catch (error) {
      const open = isUniqueViolation(error) ? await this.batches.openOf(siteId, sha256) : null;
      if (open) return open;
      throw error;
    }
  }

  private write(
    actor: StaffActor,
    { siteId, topic, locale }: StartImportInput,
    files: readonly NewBatchFile[],
    sha256: string,
  ): Promise<BatchRow> {
    return this.database.transaction(async (tx) => {
      const given = { siteId, topic: topic.trim(), locale, sha256, files };
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

function faultOf(files: readonly UploadedFile[]): InvalidInput | FileTooLarge | null {
  if (files.length === 0) return new InvalidInput('files', 'Choose at least one file.');
  if (files.length > MOST_FILES)
    return new InvalidInput('files', `Upload at most ${MOST_FILES} files at a time, or put them into one zip archive.`);
  const unnamed = files.find(({ fileName }) => fileName.trim() === '' || fileName.length > LONGEST_NAME);
  if (unnamed) return new InvalidInput('files', `Each file needs a name of at most ${LONGEST_NAME} characters.`);
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const name = files.length === 1 ? files[0]!.fileName : 'The upload';
  return size > LARGEST_UPLOAD ? new FileTooLarge(name, size, LARGEST_UPLOAD) : null;
}

function hashOfAll(files: readonly NewBatchFile[]): string {
  const lines = files.map(({ fileName, sha256 }) => `${sha256}  ${fileName}`);
  return sha256Of(new TextEncoder().encode(lines.join('\n')));
}
