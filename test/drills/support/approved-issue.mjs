import { People } from '#identity';
import { expectOk, newId } from '#kernel';
import { ApproveIssue, IssueApprovals } from '#newsletter';

/** An issue with the approval of a second person: a reviewer with a licence in force, who composed none of it. */
export async function approvedIssue(db, get, { id, siteId }) {
  const reviewer = newId();
  await db.query("INSERT INTO staff_user (id, name, email) VALUES ($1, 'Lee Park', $2)", [
    reviewer,
    `${reviewer}@clinic.example`,
  ]);
  await db.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'reviewer')", [reviewer, siteId]);
  await db.query(
    `INSERT INTO credential (id, user_id, title, licence_number, region, specialties, valid_from, valid_until)
     VALUES ($1, $2, 'DPT', 'PT-2', 'US-MA', '{}', now() - interval '9 years', now() + interval '9 years')`,
    [newId(), reviewer],
  );
  const { contentHash } = await get(IssueApprovals).of(id);
  return expectOk(await get(ApproveIssue).run(await get(People).actor(reviewer), { id, contentHash }));
}
