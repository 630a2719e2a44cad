import { Injectable } from '@nestjs/common';
import { Policy, type SiteRow, Sites } from '#identity';
import { InvalidInput, isRefusal, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import type { Actor } from '#platform';
import { type AddressFlag, flagsOf } from '../domain/address-flags.js';
import { parseEmailAddress } from '../domain/email-address.js';
import { ChoiceReader, type ImportChoices, type ImportNote } from '../domain/import-choices.js';
import type { AddressFault } from '../domain/refusals.js';
import {
  type ColumnNames,
  type FileMapping,
  mappingOf,
  readSubscriberFile,
  type SubscriberFile,
} from '../domain/subscriber-file.js';
import { Interests } from '../persistence/interests.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';
import { type ListedPerson, TakeInPeople } from './take-in-people.js';

export interface ImportSubscribersInput {
  /** Slug of the site. */
  readonly site: string;
  readonly contents: Buffer;
  readonly columns: ColumnNames;
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
  /** Ids of what the person hears about from now on; none for a line that takes nobody in. */
  readonly interests: readonly string[];
  /** The language they get; null for a line that takes nobody in. */
  readonly locale: string | null;
  /** What of its interests and language was not taken over. */
  readonly notes: readonly ImportNote[];
}

export interface SubscriberImport {
  readonly siteId: string;
  readonly preview: boolean;
  readonly encoding: SubscriberFile['encoding'];
  readonly columns: readonly string[];
  /** The names of the columns that were used; null where there is none, or the file names none. */
  readonly mapping: ColumnNames;
  /** One for each line of the file, in its order. */
  readonly lines: readonly ImportedLine[];
}

const BATCH = 1_000;
type No = NotAllowed | NotFound | InvalidInput;

interface Candidate {
  readonly line: number;
  outcome: ImportOutcome | null;
  readonly refused?: { readonly message: string; readonly fault: AddressFault };
  readonly flags: readonly AddressFlag[];
  readonly choices: ImportChoices;
  readonly person?: ListedPerson;
}

/**
 * Takes a list of people in whose consent stands elsewhere, line by line with what became of each. A second time nothing
 * happens to those who are there, whatever the file says they chose; killed half way, the same file again takes in the
 * rest.
 */
@Injectable()
export class ImportSubscribers {
  constructor(
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly subscribers: Subscribers,
    private readonly suppressions: Suppressions,
    private readonly interests: Interests,
    private readonly takeIn: TakeInPeople,
  ) {}

  async run(actor: Actor, input: ImportSubscribersInput): Promise<Result<SubscriberImport, No>> {
    const site = await this.sites.bySlug(input.site);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'audience.import', site.id) ?? consentFault(input.consent);
    if (refused) return refused;
    const file = readSubscriberFile(input.contents);
    if (isRefusal(file)) return file;
    const mapping = mappingOf(file, input.columns);
    if (isRefusal(mapping)) return mapping;
    const reader = new ChoiceReader(mapping.interests === null ? [] : await this.interests.wordsAt(site.id), site);
    const lines = this.candidates(site, file, mapping, reader);
    for (let from = 0; from < lines.length; from += BATCH) {
      const some = lines.slice(from, from + BATCH);
      await this.compare(site.id, some);
      if (!input.preview) await this.admit(actor, site.id, some, input.consent.trim());
    }
    const { encoding, columns } = file;
    const names = namesOf(mapping, columns);
    return { siteId: site.id, preview: input.preview, encoding, columns, mapping: names, lines: lines.map(reported) };
  }

  private candidates(site: SiteRow, file: SubscriberFile, mapping: FileMapping, reader: ChoiceReader): Candidate[] {
    const seen = new Set<string>();
    return file.rows.map(({ line, cells }) => {
      const cell = (place: number | null) => (place === null ? '' : (cells[place] ?? ''));
      const choices = reader.read(cell(mapping.interests), cell(mapping.locale));
      const address = parseEmailAddress(cell(mapping.email));
      if (isRefusal(address)) return { line, outcome: 'refused', refused: address, flags: [], choices };
      const emailHash = this.suppressions.hashOf(site.id, address.norm);
      const flags = flagsOf(address.norm);
      if (seen.has(emailHash)) return { line, outcome: 'repeated', flags, choices };
      seen.add(emailHash);
      const { interests, locale } = choices;
      const known = { siteId: site.id, address: address.address, emailHash, locale, interests };
      return { line, outcome: null, flags, choices, person: { id: newId(), ...known, source: 'import' } };
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
    const people = wanted.map(({ person }) => person!);
    const made = await this.takeIn.run(actor, siteId, people, wording);
    // Somebody signed up in this very instant.
    for (const line of wanted) line.outcome = made.has(line.person!.id) ? 'admitted' : 'known';
  }
}

/** A line of the report. What a line chose is said of those it takes in; of the others, that it changed nothing. */
function reported({ line, outcome: settled, refused, flags, choices }: Candidate): ImportedLine {
  const outcome = settled ?? 'admitted';
  const said = { line, outcome, reason: refused?.message ?? null, reasonCode: refused?.fault ?? null, flags };
  if (outcome === 'admitted') {
    const { interests, locale, notes } = choices;
    return { ...said, interests, locale, notes };
  }
  const code = outcome === 'repeated' ? 'FIRST_LINE_COUNTS' : 'CHOICES_KEPT';
  const changedNothing = choices.given && outcome !== 'refused';
  return { ...said, interests: [], locale: null, notes: changedNothing ? [{ code, words: [] }] : [] };
}

function namesOf(mapping: FileMapping, columns: readonly string[]): ColumnNames {
  const name = (place: number | null) => (place === null ? null : (columns[place] ?? null));
  return { email: name(mapping.email), interests: name(mapping.interests), locale: name(mapping.locale) };
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
