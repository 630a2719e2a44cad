import { Injectable } from '@nestjs/common';
import { contentOf, type RevisionRow } from '#editing';
import { Database, type Tx } from '#platform';
import { LIBRARY_VERSION, type LibraryEntry, libraryEntry } from '#quality';

/** An entry with the site whose library it stands in. */
export interface SiteEntry {
  readonly siteId: string;
  readonly entry: LibraryEntry;
}

/** Entries of a few kilobytes: more would make opening one text slow. */
const MOST_COMPARED = 1_000;

/** Keeps what the newest text of each article is compared by. An entry can always be made again. */
@Injectable()
export class LibraryIndex {
  constructor(private readonly database: Database) {}

  /** Makes the entry of a text, unless it is there for the same words. A late call about an older revision changes nothing. */
  async keep(revision: RevisionRow): Promise<void> {
    const { articleId, locale, number, contentHash } = revision;
    const client = this.database.client;
    const same = { articleId, locale, contentHash, libraryVersion: LIBRARY_VERSION };
    if ((await client.libraryEntry.count({ where: same })) > 0) return;
    const entry = libraryEntry(articleId, contentOf(revision));
    await client.$executeRaw`
      INSERT INTO library_entry
        (article_id, locale, revision_number, content_hash, language, library_version, entry)
      VALUES (${articleId}::uuid, ${locale}, ${number}, ${contentHash}, ${entry.language}, ${LIBRARY_VERSION},
        ${JSON.stringify(entry)}::jsonb)
      ON CONFLICT (article_id, locale) DO UPDATE SET revision_number = EXCLUDED.revision_number,
        content_hash = EXCLUDED.content_hash, language = EXCLUDED.language,
        library_version = EXCLUDED.library_version, entry = EXCLUDED.entry, updated_at = now()
      WHERE library_entry.revision_number <= EXCLUDED.revision_number`;
  }

  /**
   * The entries of these sites in these languages, without archived articles: the thousand that changed last. One
   * statement.
   */
  entries(
    siteIds: readonly string[],
    languages: readonly string[],
    tx: Tx = this.database.client,
  ): Promise<SiteEntry[]> {
    return tx.$queryRaw<SiteEntry[]>`
      SELECT a.site_id AS "siteId", e.entry FROM library_entry e JOIN article a ON a.id = e.article_id
      WHERE e.language = ANY(${languages}::text[]) AND e.library_version = ${LIBRARY_VERSION}
        AND a.site_id = ANY(${siteIds}::uuid[]) AND a.archived_at IS NULL
      ORDER BY e.updated_at DESC, e.article_id LIMIT ${MOST_COMPARED}`;
  }
}
