import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database } from './database.js';
import { projectPath } from './project-path.js';

/** A worker process that said lately that it is at work. */
export interface LiveWorker {
  readonly id: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly beatAt: Date;
}

/** Says that this process is at work, and asks which others are. All times are the database's own. */
@Injectable()
export class Heartbeat {
  private readonly id = newId();
  private readonly version = (JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string })
    .version;

  constructor(@Inject(Database) private readonly database: Database) {}

  async beat(): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO worker_heartbeat (id, started_at, beat_at, version) VALUES ($1, now(), now(), $2)
       ON CONFLICT (id) DO UPDATE SET beat_at = now()`,
      [this.id, this.version],
    );
  }

  /** The processes whose last beat is at most `withinMs` old. */
  async liveWorkers(withinMs: number): Promise<LiveWorker[]> {
    const { rows } = await this.database.pool.query<LiveWorker>(
      `SELECT id, version, started_at AS "startedAt", beat_at AS "beatAt" FROM worker_heartbeat
        WHERE beat_at >= now() - $1 * interval '1 millisecond' ORDER BY started_at`,
      [withinMs],
    );
    return rows;
  }

  /** Takes this process off the list: it stopped on purpose. */
  async end(): Promise<void> {
    await this.database.pool.query('DELETE FROM worker_heartbeat WHERE id = $1', [this.id]);
  }

  /** Removes processes that were killed and could not say goodbye. */
  async prune(olderThanMs: number): Promise<void> {
    await this.database.pool.query(
      `DELETE FROM worker_heartbeat WHERE beat_at < now() - $1 * interval '1 millisecond'`,
      [olderThanMs],
    );
  }
}
