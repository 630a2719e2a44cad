import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { AuditChain, AuditHead, AuditReport } from '#identity';
import { Database, readSettings } from '#platform';
import { type CliCommand, CliError } from '../command.js';
import { withDatabase } from '../import/database-at-hand.js';

/** `carepress audit verify`, `carepress audit head` and `carepress audit export FILE`. */
export const auditCommand: CliCommand = (program) => {
  const audit = program.command('audit').description('check and copy the record of who changed what');
  audit
    .command('verify')
    .description('read the whole chain; exit code 1 when a line was changed, removed or moved')
    .option('--expect <head>', 'a head that "carepress audit head" printed earlier, LINE:HASH')
    .option('--json', 'print one JSON object')
    .action(async (options: { expect?: string; json?: boolean }) => {
      const noted = options.expect === undefined ? undefined : readHead(options.expect);
      const report = await onChain((chain) => chain.verify(noted));
      process.stdout.write(options.json ? `${JSON.stringify(report, plainNumbers)}\n` : inWords(report));
      if (report.faults.length > 0) process.exitCode = 1;
    });
  audit
    .command('head')
    .description('print where the chain ends, LINE:HASH; keep it in another place than the database')
    .action(async () => {
      const { seq, hash } = await onChain((chain) => chain.head());
      process.stdout.write(`${seq}:${hash}\n`);
    });
  audit
    .command('export <file>')
    .description('write every line with its hash to a new file, one JSON object a line')
    .action(async (file: string) => {
      const lines = await onChain((chain) => exportTo(file, chain));
      process.stdout.write(`Wrote ${lines} ${lines === 1 ? 'line' : 'lines'} to ${file}.\n`);
    });
};

async function onChain<T>(work: (chain: AuditChain) => Promise<T>): Promise<T> {
  // Not at the top: the rooms take a second to load, and every other command would wait for them.
  const { AuditChain } = await import('#identity');
  return withDatabase(readSettings(), async ({ databaseUrl }) => {
    const database = new Database({ url: databaseUrl, poolSize: 2, applicationName: 'carepress audit' });
    return work(new AuditChain(database)).finally(() => database.close());
  });
}

function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq && hash) return { seq: BigInt(seq), hash };
  throw new CliError(`"${text}" is no head. Give it as "carepress audit head" printed it: a number, a colon, a hash.`);
}

/** A place in the chain is a number of the database's that JSON cannot always hold: as text. */
function plainNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function inWords({ lines, head, faults, truncated }: AuditReport): string {
  const says = faults.map((fault) => `${fault.says}\n`).join('');
  const end = truncated ? 'There are more. ' : '';
  return faults.length === 0
    ? `The audit log is whole: ${lines} lines.\nHead ${head.seq}:${head.hash}\n`
    : `${says}${end}The audit log is not what was written. Keep the database as it is, and compare it with a backup.\n`;
}

async function exportTo(file: string, chain: AuditChain): Promise<number> {
  let lines = 0;
  async function* rows() {
    const { seq } = await chain.head();
    for await (const batch of chain.batches(seq)) {
      lines += batch.length;
      yield batch.map((line) => `${JSON.stringify(line, plainNumbers)}\n`).join('');
    }
  }
  try {
    // Never over a file that is there: it may be the copy that shows what was changed.
    await pipeline(rows, createWriteStream(file, { flags: 'wx' }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CliError(`${file} exists. Give the name of a new file.`);
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOSPC') {
      throw new CliError(`${file} could not be written (${code}). Choose another place.`);
    }
    throw error;
  }
  return lines;
}
