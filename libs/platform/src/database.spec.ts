import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database, type Tx } from './database.js';

describe('a transaction', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = new Database({ url: test.url, applicationName: 'database spec' });
    await test.query('CREATE TABLE place (id int PRIMARY KEY, visits int NOT NULL DEFAULT 0)');
    await test.query('INSERT INTO place (id) VALUES (1), (2)');
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const visit = (tx: Tx, id: number) => tx.$executeRaw`UPDATE place SET visits = visits + 1 WHERE id = ${id}`;

  it('runs again when the database ended it because two waited for each other, and counts once', async () => {
    let begun = 0;
    let open: () => void = () => undefined;
    const bothHold = new Promise<void>((resolve) => {
      open = resolve;
    });
    const travel = (first: number, second: number) => {
      let tries = 0;
      return database
        .transaction(async (tx) => {
          tries += 1;
          await visit(tx, first);
          begun += 1;
          if (begun === 2) open();
          await bothHold;
          await visit(tx, second);
        })
        .then(() => tries);
    };
    const tries = await Promise.all([travel(1, 2), travel(2, 1)]);
    expect([...tries].sort()).toEqual([1, 2]);
    const rows = await test.query<{ visits: number }>('SELECT visits FROM place ORDER BY id');
    expect(rows).toEqual([{ visits: 2 }, { visits: 2 }]);
  });

  it('does not run again after any other error', async () => {
    let tries = 0;
    const failing = database.transaction(async (tx) => {
      tries += 1;
      await tx.$executeRaw`INSERT INTO place (id) VALUES (1)`;
    });
    await expect(failing).rejects.toThrow();
    expect(tries).toBe(1);
  });
});
