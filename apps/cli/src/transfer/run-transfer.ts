import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { isRefusal, type Refusal } from '#kernel';
import { PlatformModule, projectPath, readSettings } from '#platform';
import { ExportArchive, RestoreArchive, TransferModule } from '#transfer';
import { CliError } from '../command.js';
import { type CompleteSettings, withDatabase } from '../import/database-at-hand.js';
import { say, sayJson, sentenceOf, table } from '../import/print.js';

@Module({})
class TransferApp {
  static for(settings: CompleteSettings, name: string): DynamicModule {
    // Standard output is the report: what goes wrong is thrown, not logged into it.
    const quiet = { ...settings, logLevel: 'silent' };
    const { databaseUrl } = settings;
    return {
      module: TransferApp,
      imports: [PlatformModule.forRoot({ settings: quiet, databaseUrl, name, poolSize: 3 }), TransferModule],
    };
  }
}

interface Report {
  readonly rows: Readonly<Record<string, number>>;
  readonly mediaFiles: number;
  readonly manifestSha256: string;
}

/** Exports into a file. The answer is the exit code. */
export async function runExport(file: string, options: { withEmails?: boolean; json?: boolean }): Promise<number> {
  if (existsSync(file)) throw new CliError(`${file} exists. Choose another name, or take the file away first.`);
  const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string };
  const wanted = { withEmails: options.withEmails === true, product: version };
  const report = await withRooms('carepress export', (app) =>
    app.get(ExportArchive, { strict: false }).run(file, wanted),
  );
  return told(file, report, 'exported', options.json);
}

/** Restores from a file. The answer is the exit code. */
export async function runRestore(file: string, options: { json?: boolean }): Promise<number> {
  if (!existsSync(file)) throw new CliError(`There is no file ${file}.`);
  const { databaseUrl, dataDir } = readSettings();
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new CliError(`There is no database in ${dataDir} yet. Run "carepress migrate", then restore again.`);
  }
  const report = await withRooms('carepress restore', (app) => app.get(RestoreArchive, { strict: false }).run(file));
  return told(file, report, 'restored', options.json);
}

type Rooms = Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;

function withRooms<T>(name: string, work: (app: Rooms) => Promise<T>): Promise<T> {
  return withDatabase(readSettings(), async (settings) => {
    const module = TransferApp.for(settings, name);
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  });
}

function told(file: string, report: Report | Refusal, what: string, json = false): number {
  if (isRefusal(report)) {
    if (json) sayJson({ file, code: report.code, message: report.message });
    else process.stderr.write(`${sentenceOf(file, report)}\n`);
    return 1;
  }
  if (json) sayJson({ file, ...report });
  else {
    const rows = Object.entries(report.rows).filter(([, count]) => count > 0);
    say(table(['table', 'rows'], rows));
    say(`\n${report.mediaFiles} files of media ${what}. The manifest has the SHA-256 ${report.manifestSha256}.`);
  }
  return 0;
}
