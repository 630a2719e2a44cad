import { Injectable } from '@nestjs/common';
import { isStoredName } from '#media';
import { DeliveryDatabase } from './delivery-database.js';

/** A file of an article, as the public may load it. */
export interface PublicFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  /** As people know it. */
  readonly fileName: string;
  /** False since every article that showed it was withdrawn, or may not be served because its review is overdue. */
  readonly isShown: boolean;
}

const FILE = `
SELECT name, content_type AS "contentType", bytes, file_name AS "fileName", is_shown AS "isShown"
FROM delivery.media_file WHERE name = $1 ORDER BY is_shown DESC LIMIT 1`;

/** What of the stored files is public. Asked on the role that sees published views and nothing else. */
@Injectable()
export class PublicFiles {
  constructor(private readonly database: DeliveryDatabase) {}

  /** Null for a file that no article ever showed, and for a name that no stored file has. One statement. */
  async byName(name: string): Promise<PublicFile | null> {
    if (!isStoredName(name)) return null;
    const [file = null] = await this.database.rows<PublicFile & Record<string, unknown>>('delivery_file', FILE, [name]);
    return file;
  }
}
