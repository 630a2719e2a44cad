import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, Sites } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import { type AddressFlag, flagsOf } from '../domain/address-flags.js';
import { parseEmailAddress } from '../domain/email-address.js';
import type { AddressFault } from '../domain/refusals.js';
import { emailColumn, readSubscriberFile, type SubscriberFile } from '../domain/subscriber-file.js';
import { Consents } from '../persistence/consents.js';
import { type NewSubscriber, Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

export interface ImportSubscribersInput {
  /** Slug of the site. */
  readonly site: string;
  readonly contents: Buffer;
  /** The name of the column with the addresses; found by itself when it has a usual name. */
  readonly emailColumn: string | null;
  /** How and when these people agreed, in the importer's words; 20 to 2,000 characters, kept with each of them. */
  readonly consent: string;
  /** True: says what would become of each line, and changes nothing. */
  readonly preview: boolean;
}

export type ImportOutcome =
  | 'admitted'
  /** There already. */
  | 'known'
  /** Unsubscribed before: an import brings nobody back. */
  | 'left'
  /** Complained, bounced or was erased. */
  | 'suppressed'
  /** Stood in an earlier line. */
  | 'repeated'
  | 'refused';

export interface ImportedLine {
  readonly line: number;
  readonly outcome: ImportOutcome;
  /** Why it was refused; never with the address. */
  readonly reason: string | null;
  /** The same for programs. */
  readonly reasonCode: AddressFault | null;
  readonly flags: readonly AddressFlag[];
}

export interface SubscriberImport {
  readonly preview: boolean;
  readonly encoding: SubscriberFile['encoding'];
  readonly columns: readonly string[];
  /** One for each line of the file, in its order. */
  readonly lines: readonly ImportedLine[];
}

const BATCH = 1_000;
type No = NotAllowed | NotFound | InvalidInput;
type Candidate = Omit<ImportedLine, 'outcome'> & { outcome: ImportOutcome | null; person?: NewSubscriber };

/**
 * Takes a list of people in whose consent stands elsewhere, line by line with what became of each. A second time nothing
 * happens to those who are there; killed half way, the same file again takes in the rest.
 */
@Injectable()
export class ImportSubscribers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: Actor, input: ImportSubscribersInput): Promise<Result<SubscriberImport, No>> {
    const site = await this.sites.bySlug(input.site);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'audience.import', site.id) ?? consentFault(input.consent);
    if (refused) return refused;
    const file = readSubscriberFile(input.contents);
    if (isRefusal(file)) return file;
    const column = emailColumn(file, input.emailColumn);
    if (isRefusal(column)) return column;
    const lines = this.candidates(site, file, column);
    for (let from = 0; from < lines.length; from += BATCH) {
      const some = lines.slice(from, from + BATCH);
      await this.compare(site.id, some);
      if (!input.preview) await this.admit(actor, site.id, some, input.consent.trim());
    }
    const { encoding, columns } = file;
    const report = lines.map(({ line, outcome, reason, reasonCode, flags }) => ({
      line,
      reason,
      reasonCode,
      flags,
      outcome: outcome ?? 'admitted',
    }));
    return { preview: input.preview, encoding, columns, lines: report };
  }

  private candidates(site: { id: string; locale: string }, file: SubscriberFile, column: number): Candidate[] {
    const seen = new Set<string>();
    return file.rows.map(({ line, cells }) => {
      const address = parseEmailAddress(cells[column] ?? '');
      if (isRefusal(address)) {
        return { line, outcome: 'refused', reason: address.message, reasonCode: address.fault, flags: [] };
      }
      const emailHash = this.suppressions.hashOf(site.id, address.norm);
      const flags = flagsOf(address.norm);
      if (seen.has(emailHash)) return { line, outcome: 'repeated', reason: null, reasonCode: null, flags };
      seen.add(emailHash);
      const known = { siteId: site.id, address: address.address, emailHash, locale: site.locale };
      const person = { id: newId(), ...known, source: 'import' as const };
      return { line, outcome: null, reason: null, reasonCode: null, flags, person };
    });
  }

  /** Settles whoever is known in some way. Two statements, whatever the number. */
  private async compare(siteId: string, lines: readonly Candidate[]): Promise<void> {
    const hashes = lines.flatMap(({ person }) => person?.emailHash ?? []);
    const [known, suppressed] = [
      await this.subscribers.statesOf(siteId, hashes),
      await this.suppressions.reasonsOf(siteId, hashes),
    ];
    for (const line of lines) {
      if (!line.person) continue;
      const state = known.get(line.person.emailHash);
      const reason = suppressed.get(line.person.emailHash);
      if (reason !== undefined) line.outcome = reason === 'unsubscribed' ? 'left' : 'suppressed';
      else if (state !== undefined) line.outcome = state === 'unsubscribed' ? 'left' : 'known';
    }
  }

  private async admit(actor: Actor, siteId: string, lines: readonly Candidate[], wording: string): Promise<void> {
    const wanted = lines.filter(({ outcome, person }) => outcome === null && person);
    if (wanted.length === 0) return;
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      const made = await this.subscribers.addConfirmed(
        tx,
        wanted.map(({ person }) => person!),
        at,
      );
      await this.consents.recordForAll(tx, made, { wording, formUrl: null, kind: 'confirmed', at });
      const ids = new Set(made);
      // Somebody signed up in this very instant.
      for (const line of wanted) line.outcome = ids.has(line.person!.id) ? 'admitted' : 'known';
      await this.audit.record(tx, actor, 'audience.imported', { type: 'site', id: siteId }, siteId, {
        people: made.length,
      });
    });
  }
}

function consentFault(consent: unknown): InvalidInput | undefined {
  const good =
    typeof consent === 'string' && consent.trim().length >= 20 && consent.length <= 2_000 && !consent.includes('\0');
  return good
    ? undefined
    : new InvalidInput(
        'consent',
        'State how and when these people agreed, in 20 to 2,000 characters. It is kept with each of them.',
      );
}
