import type { Tx } from '#platform';

/**
 * Ends a review case that came back from an export as it ended then: its approvals are taken back at their own times,
 * and only then it gets its state, because a case that ends takes back what is not taken back yet, as of now.
 *
 * @param restored the case's id and state, and its approvals as a JSON array of rows
 */
export async function endRestoredCase(
  tx: Tx,
  { id, state, approvals }: { id: string; state: string; approvals: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE approval t SET revoked_at = r.revoked_at, revoked_by_id = r.revoked_by_id, revoked_reason = r.revoked_reason
    FROM jsonb_array_elements(${approvals}::jsonb) e, LATERAL jsonb_populate_record(NULL::approval, e.value) r
    WHERE t.id = r.id AND r.revoked_at IS NOT NULL`;
  await tx.$executeRaw`UPDATE review_case SET state = ${state} WHERE id = ${id}::uuid AND state <> ${state}`;
}
