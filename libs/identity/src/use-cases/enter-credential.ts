import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { type CredentialRow, People } from '../persistence/people.js';
import { Policy } from '../policy.js';

export interface EnterCredentialInput {
  /** A site where the holder works. */
  readonly siteId: string;
  /** Whose licence it is; one's own when left out. */
  readonly holderId?: string | null;
  readonly title: string;
  readonly licenceNumber: string;
  readonly region: string;
  readonly specialties: readonly string[];
  readonly validFrom: Date;
  readonly validUntil: Date;
}

const LONGEST = { title: 40, licenceNumber: 60, region: 40 } as const;

/**
 * Writes a licence down, one's own or as an administrator somebody else's. It is in force only after an administrator
 * who is neither its holder nor the one who wrote it down has looked it up in the register and confirmed it.
 */
@Injectable()
export class EnterCredential {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: StaffActor,
    input: EnterCredentialInput,
  ): Promise<CredentialRow | InvalidInput | NotFound | NotAllowed> {
    const { siteId } = input;
    const holderId = input.holderId ?? actor.userId;
    const operation = holderId === actor.userId ? 'credential.enter' : 'staff.manage';
    const refused = this.policy.mayAt(actor, operation, siteId);
    if (refused) return refused;
    const fields = tidied(input);
    const fault = faultOf(fields, this.clock.now());
    if (fault) return fault;
    return this.database.transaction(async (tx) => {
      const works = isId(holderId) && (await this.people.membersAmong(tx, siteId, [holderId])).length > 0;
      if (!works) return new NotFound('Nobody with this id works at this site. Choose one from the list of people.');
      const id = newId();
      await tx.credential.create({
        data: { id, userId: holderId, ...fields, pending: true, enteredById: actor.userId },
      });
      await this.audit.record(tx, actor, 'credential.entered', { type: 'credential', id }, siteId, { holderId });
      return (await this.people.credentialsByIds([id], tx))[0]!;
    });
  }
}

function tidied({ title, licenceNumber, region, specialties, validFrom, validUntil }: EnterCredentialInput) {
  const words = specialties.map((one) => one.trim()).filter((one) => one !== '');
  return {
    title: title.trim(),
    licenceNumber: licenceNumber.trim(),
    region: region.trim(),
    specialties: [...new Set(words)],
    validFrom,
    validUntil,
  };
}

function faultOf(fields: ReturnType<typeof tidied>, now: Date): InvalidInput | null {
  for (const [field, most] of Object.entries(LONGEST)) {
    const text = fields[field as keyof typeof LONGEST];
    if (text.length < 1 || text.length > most) {
      return new InvalidInput(field, `Write it as the register does, in 1 to ${most} characters.`);
    }
  }
  if (fields.specialties.length > 10 || fields.specialties.some((one) => one.length > 60)) {
    return new InvalidInput('specialties', 'Name at most 10 specialties, each in at most 60 characters.');
  }
  if (fields.validUntil <= fields.validFrom || fields.validUntil <= now) {
    return new InvalidInput('validUntil', 'Give a day to come, after the one it is valid from.');
  }
  return null;
}
