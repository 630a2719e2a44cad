import { rm } from 'node:fs/promises';

export default async function teardown() {
  const { postgres, folder } = globalThis.testPostgres;
  await postgres.stop('immediate');
  await rm(folder, { recursive: true, force: true });
  await rm(`${folder}.json`, { force: true });
}
