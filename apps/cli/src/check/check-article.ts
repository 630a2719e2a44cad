import { NestFactory } from '@nestjs/core';
import { AssessmentModule, Assessments } from '#assessment';
import { ArticleReader, type RevisionRow } from '#editing';
import { readSettings } from '#platform';
import { CliError } from '../command.js';
import { withDatabase } from '../import/database-at-hand.js';
import { OperatorModule } from '../import/operator.module.js';
import { printable, say, sayJson } from '../import/print.js';
import { type CheckOptions, exitCode } from './exit-code.js';

/**
 * Prints what the checks find in the newest text of each locale of an article.
 *
 * @returns the exit code; what was waived counts for none
 */
export async function checkArticle(articleId: string, options: CheckOptions): Promise<number> {
  const found = await withDatabase(readSettings(), async (settings) => {
    const module = { module: class CheckModule {}, imports: [OperatorModule.for(settings), AssessmentModule] };
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      const articles = app.get(ArticleReader, { strict: false });
      const addresses = await articles.addresses([articleId]);
      const revisions = await articles.newestRevisions(addresses);
      const assessed = await app.get(Assessments, { strict: false }).of(revisions);
      return revisions.map((revision) => reportOf(revision, assessed.get(revision.id)!));
    } finally {
      await app.close();
    }
  });
  if (found.length === 0)
    throw new CliError(`There is no article ${articleId}. Copy the id from its address in the admin.`);
  if (options.json) sayJson(found.length === 1 ? found[0]! : found);
  else for (const report of found) show(report);
  const open = found.flatMap(({ findings }) => findings.filter(({ waiver }) => !waiver));
  return exitCode(
    open.map(({ severity }) => severity),
    options,
  );
}

type Assessed = Awaited<ReturnType<Assessments['of']>> extends Map<string, infer A> ? A : never;

function reportOf(revision: RevisionRow, { findings, readability }: Assessed) {
  const { articleId, locale, number, title, contentHash } = revision;
  return { articleId, locale, revision: number, title, contentHash, readability, findings };
}

function show({ title, locale, revision, findings }: ReturnType<typeof reportOf>): void {
  say(`${printable(title || 'no title')} (${locale}, revision ${revision})`);
  for (const { severity, code, path, quote, message, waiver } of findings) {
    say(`\n${path}  ${waiver ? 'waived' : severity}  ${code}`);
    if (quote !== '') say(`  "${printable(quote)}"`);
    say(`  ${printable(message)}`);
  }
  const open = findings.filter(({ waiver }) => !waiver).length;
  say(`\n${findings.length} findings, ${open} of them open.`);
}
