import { spellerFor } from '#dictionaries';
import { DEFAULT_PATTERNS, type ImportReport, importReports } from '#importing';
import { isRefusal, type Refusal } from '#kernel';
import type { InputFile } from './read-text-files.js';

/** What was read of a file, or why nothing was. */
export interface FileReport {
  readonly path: string;
  readonly name: string;
  readonly report: ImportReport | Refusal;
}

/** The reports of all files as one batch, in the order they were named. */
export async function reportsOf(files: readonly InputFile[]): Promise<FileReport[]> {
  const readable = files.flatMap(({ content }) => (isRefusal(content) ? [] : [content]));
  const reports = importReports(readable, DEFAULT_PATTERNS, await spellerFor('en')).values();
  return files.map(({ path, name, content }) => ({
    path,
    name,
    report: isRefusal(content) ? content : reports.next().value!,
  }));
}

/** A report for programs; a refusal is an object too, with the same first key. */
export function forPrograms({ name, report }: FileReport): object {
  return isRefusal(report) ? refusalForPrograms(name, report) : report;
}

/** A refusal of one file for programs. */
export function refusalForPrograms(file: string, { code, message }: Refusal): object {
  return { file, code, message };
}
