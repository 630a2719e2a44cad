import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readSettings } from '#platform';
import { type CliCommand, CliError } from '../command.js';
import { walk } from '../demo/walk.js';

const MOST_BYTES = 5_000_000;

/** `carepress demo FILE`: one text from the drawer to a patient's inbox, through the running demo. */
export const demoCommand: CliCommand = (program) => {
  program
    .command('demo <file>')
    .description('walk one text file through the running demo: import, review, publish, newsletter, withdraw')
    .option('--topic <topic>', 'topic of the article', 'Low back pain')
    .action(async (file: string, { topic }: { topic: string }) => {
      const settings = readSettings();
      const bytes = await readInput(file);
      const report = await walk(
        {
          apiUrl: `http://localhost:${settings.port}`,
          inboxUrl: `http://localhost:${settings.inboxPort}`,
          fileName: basename(file),
          bytes,
          topic,
        },
        (line) => process.stdout.write(`${line}\n`),
      );
      process.stdout.write(`${JSON.stringify(report)}\n`);
    });
};

async function readInput(file: string): Promise<Buffer> {
  const size = await stat(file).then(
    (it) => it.size,
    () => null,
  );
  if (size === null) throw new CliError(`There is no file ${file}. Give the path of a text file.`);
  if (size > MOST_BYTES) throw new CliError(`${file} has ${size} bytes. At most 5 MB can be imported: split it.`);
  return readFile(file);
}
