/** How a table goes into an export and comes back. */
export interface TableTransfer {
  readonly table: string;
  /** The columns that name a row, in the order in which rows are written. */
  readonly order: readonly string[];
  /** Rows that go along; all of them when left out. SQL over the table. */
  readonly where?: string;
  /** Columns that an export leaves out unless it is asked for them; a restore writes what stands here instead. SQL. */
  readonly withheld?: Readonly<Record<string, string>>;
  /** A column that the database counts: after a restore it goes on behind the last one. */
  readonly counter?: string;
  /**
   * What stands in a row when it comes back, until everything is there. The guards of the database ask what was true
   * when a row was written: a licence that ran out since was in force, an approval that was revoked since was not.
   * The true values are written at the end.
   */
  readonly born?: Readonly<Record<string, string | null>>;
}

const OWN_TERM = 'term_id IN (SELECT id FROM taxonomy_term WHERE site_id IS NOT NULL)';

/**
 * Every table that an export holds, in the order in which rows can come back: what is referred to before what refers.
 * A table that is here or in `LEFT_OUT` is a decision; a test asks for one of the two.
 */
export const TABLES: readonly TableTransfer[] = [
  // Its logo is a file that comes behind it.
  { table: 'site', order: ['id'], born: { logo_media_id: null } },
  // Names and ids: history needs to say who. An address is a person's own, and a way in.
  { table: 'staff_user', order: ['id'], withheld: { email: "r.id::text || '@restored.invalid'" } },
  { table: 'membership', order: ['user_id', 'site_id', 'role'] },
  {
    table: 'credential',
    order: ['id'],
    born: { valid_until: '9999-12-31T00:00:00Z', revoked_at: null, revoked_by_id: null, revoked_reason: null },
  },
  // The common terms come with the release.
  {
    table: 'taxonomy_term',
    order: ['id'],
    where: 'site_id IS NOT NULL',
    born: { parent_id: null, merged_into_id: null },
  },
  { table: 'taxonomy_label', order: ['term_id', 'locale'], where: OWN_TERM },
  { table: 'taxonomy_code', order: ['term_id', 'system', 'code'], where: OWN_TERM },
  { table: 'taxonomy_archive', order: ['site_id', 'term_id'] },
  { table: 'media_asset', order: ['id'] },
  { table: 'media_description', order: ['asset_id', 'version'] },
  { table: 'media_rendition', order: ['id'] },
  { table: 'article', order: ['id'], born: { archived_at: null, risk_class: 'low' } },
  { table: 'article_slug', order: ['article_id', 'locale'] },
  { table: 'slug_redirect', order: ['id'] },
  { table: 'related_article', order: ['article_id', 'position'] },
  { table: 'article_term', order: ['article_id', 'term_id'] },
  // Before the revisions: the trigger that links a text to its sources finds them then, and makes no second record.
  { table: 'evidence_reference', order: ['id'] },
  { table: 'evidence_identity', order: ['key'] },
  { table: 'reference_shelf', order: ['site_id', 'reference_id'] },
  { table: 'evidence_status_entry', order: ['id'] },
  { table: 'revision', order: ['article_id', 'locale', 'number'] },
  { table: 'named_version', order: ['id'] },
  { table: 'saved_view', order: ['id'] },
  { table: 'translation_basis', order: ['sequence'], counter: 'sequence' },
  { table: 'import_record', order: ['id'] },
  { table: 'import_undo', order: ['record_id', 'drop_id'] },
  { table: 'imported_address', order: ['site_id', 'locale', 'path'] },
  { table: 'checklist_sheet', order: ['answered_at', 'id'] },
  { table: 'review_case', order: ['requested_at', 'id'] },
  {
    table: 'approval',
    order: ['approved_at', 'id'],
    born: { revoked_at: null, revoked_by_id: null, revoked_reason: null },
  },
  // Behind the approvals: a conflict that was declared afterwards must not stand against them.
  { table: 'review_assignment', order: ['id'] },
  { table: 'assignment_reminder', order: ['occasion'] },
  { table: 'comment_thread', order: ['id'] },
  { table: 'comment', order: ['id'] },
  { table: 'comment_mention', order: ['comment_id', 'user_id'] },
  { table: 'comment_text', order: ['comment_id', 'version'] },
  { table: 'assessment', order: ['id'] },
  { table: 'finding_waiver', order: ['waived_at', 'id'] },
  { table: 'suggestion', order: ['asked_at', 'id'] },
  { table: 'publication_schedule', order: ['id'] },
  { table: 'publication', order: ['live_from', 'sequence', 'id'] },
  { table: 'publication_end', order: ['id'] },
  { table: 'publication_hold', order: ['id'] },
  { table: 'publication_release', order: ['id'] },
  { table: 'release_item', order: ['release_id', 'position'] },
  // A logo that settles is a change of its site, and counts.
  { table: 'site_generation', order: ['site_id'], born: { generation: '0' } },
  { table: 'site_operation', order: ['site_id', 'hash'] },
  { table: 'delivery_article', order: ['site_id', 'article_id', 'locale'] },
  { table: 'delivery_tombstone', order: ['site_id', 'article_id', 'locale'] },
  { table: 'media_showing', order: ['asset_id', 'site_id', 'article_id', 'locale'] },
  { table: 'task', order: ['id'] },
  { table: 'review_reminder', order: ['approval_id', 'day'] },
  { table: 'overdue_action', order: ['id'] },
  { table: 'withdrawal_check', order: ['publication_id'] },
  // Behind the publications: what was recalled later was public once, and a bar would refuse that row.
  { table: 'recall', order: ['id'] },
  { table: 'recalled_revision', order: ['recall_id', 'revision_id'] },
];

const PERSONAL = 'Personal data of subscribers: it moves only with their clinic, by a copy of the database.';
const SIGN_IN = 'Ways to sign in: a restored system has its own.';
const PASSING = 'Work that is under way on one machine: the restored one begins its own.';
const AUDIT =
  'The audit log is a chain of its own, exported and checked by "carepress audit"; a restore begins a new one.';
const CHANNEL = 'Holds the secrets of channels, and what was sent through them from the old system.';

/** Tables that an export does not hold, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  staff_session: SIGN_IN,
  staff_account: SIGN_IN,
  staff_verification: SIGN_IN,
  staff_two_factor: SIGN_IN,
  staff_passkey: SIGN_IN,
  api_token: SIGN_IN,
  site_key: SIGN_IN,
  site_key_secret: SIGN_IN,
  sign_in_rate_limit: SIGN_IN,
  audit_entry: AUDIT,
  audit_chain: AUDIT,
  audit_head: AUDIT,
  outbox_event: PASSING,
  parked_job: PASSING,
  // An upload is work at hand; what came of it stands in the articles and their import records.
  import_batch: PASSING,
  import_batch_file: PASSING,
  import_batch_item: PASSING,
  worker_heartbeat: PASSING,
  article_presence: PASSING,
  staff_notice: PASSING,
  delivery_search: 'Written from the live articles by a trigger when they come back.',
  delivery_title: 'Written from the live articles by a trigger when they come back.',
  delivery_word: 'Written from the live articles by a trigger when they come back.',
  delivery_synonym: 'Written from the labels of the terms by a trigger when they come back.',
  revision_use: 'Written from the documents by a trigger when the revisions come back.',
  library_entry: 'Made again from the texts by the worker when the revisions come back.',
  revision_reference: 'Written from the references of the revisions by a trigger when they come back.',
  channel_destination: CHANNEL,
  channel_delivery: CHANNEL,
  channel_attempt: CHANNEL,
  channel_export: CHANNEL,
  channel_copy: CHANNEL,
  subscriber: PERSONAL,
  subscriber_interest: PERSONAL,
  consent_entry: PERSONAL,
  suppression: PERSONAL,
  issue: PERSONAL,
  issue_article: PERSONAL,
  issue_approval: PERSONAL,
  issue_schedule: PERSONAL,
  issue_recipient: PERSONAL,
  digest: PERSONAL,
  digest_run: PERSONAL,
  mail_event: PERSONAL,
  sending_home: PASSING,
  sender_domain_check: 'What the DNS said of a sender: it is looked up again where the content comes back.',
};
