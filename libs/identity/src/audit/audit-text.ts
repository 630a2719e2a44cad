/** An entry as its seal covers it. */
export interface SealedEntry {
  readonly id: bigint;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly roles: readonly string[];
  readonly origin: string | null;
  readonly address: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly siteId: string | null;
  /** The JSON exactly as Postgres writes it as text. */
  readonly data: string;
}

/**
 * What a seal covers, after the hash before it: one field a line. The database's `carepress_audit_text` makes the very
 * same text when it seals; here it is made a second time, so that neither alone decides.
 */
export function auditText(entry: SealedEntry, seq: bigint): string {
  return [
    'carepress-audit-1',
    seq,
    entry.id,
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId ?? '',
    entry.roles.join(','),
    entry.origin ?? '',
    entry.address ?? '',
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.siteId ?? '',
    entry.data,
  ].join('\n');
}
