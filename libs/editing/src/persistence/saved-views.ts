import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database } from '#platform';

/** A list that a person wants to find again: its name, and what its address asks for. */
export interface SavedViewRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** The search part of the list's address, without the question mark. */
  readonly query: string;
  readonly createdAt: Date;
}

/** The saved lists of each person. They are their own business: nobody else reads them. */
@Injectable()
export class SavedViews {
  constructor(private readonly database: Database) {}

  /** By name. */
  ofPerson(userId: string): Promise<SavedViewRow[]> {
    return this.database.client.savedView.findMany({ where: { userId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  }

  /** How many a person has under other names than this one. */
  countBeside(userId: string, name: string): Promise<number> {
    return this.database.client.savedView.count({ where: { userId, name: { not: name } } });
  }

  /** Writes it anew under its name when there is one called so. */
  put(userId: string, name: string, query: string, at: Date): Promise<SavedViewRow> {
    return this.database.client.savedView.upsert({
      where: { userId_name: { userId, name } },
      create: { id: newId(), userId, name, query, createdAt: at },
      update: { query },
    });
  }

  /** Takes a person's own away; null when there is none of theirs. */
  async take(userId: string, id: string): Promise<SavedViewRow | null> {
    const own = await this.database.client.savedView.findFirst({ where: { id, userId } });
    if (!own) return null;
    await this.database.client.savedView.deleteMany({ where: { id, userId } });
    return own;
  }
}
