import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrateDatabase, schemaDifference } from '#platform';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('the migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('give exactly the shape of the Prisma models', async () => {
    expect(await schemaDifference(database.url)).toBe('');
  });

  it('are applied once', async () => {
    expect(await migrateDatabase(database.url)).toEqual([]);
  });

  it.each(['article', 'tombstone', 'site'])('let the delivery role read the view %s', async (view) => {
    await expect(asDeliveryRole(`delivery.${view}`)).resolves.not.toThrow();
  });

  it.each(['revision', 'delivery_article', 'staff_user', 'subscriber'])(
    'do not let the delivery role read %s',
    async (table) => {
      await expect(asDeliveryRole(`public.${table}`)).rejects.toThrow('permission denied');
    },
  );

  async function asDeliveryRole(table: string): Promise<void> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query('SET ROLE carepress_delivery');
      await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    } finally {
      await client.end();
    }
  }
});
