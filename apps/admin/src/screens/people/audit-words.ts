import type { AuditLogQuery } from '../../gql/operations';
import { en } from '../../messages/en';
import { type MessageKey, t } from '../../messages/t';
import { csvText } from '../../parts/spreadsheet';

export type AuditLine = AuditLogQuery['auditEntries']['edges'][number]['node'];

/** Every action that has words of its own, in the order of the list to choose from. */
export const ACTIONS: readonly string[] = Object.keys(en)
  .filter((key) => key.startsWith('act.'))
  .map((key) => key.slice('act.'.length))
  .sort();

/** What was done, in words. One that has none yet is named as the log names it. */
export function actionWords(action: string): string {
  const key = `act.${action}`;
  return key in en ? t(key as Extract<MessageKey, 'act.site.changed'>) : action.replace(/[.-]/g, ' ');
}

/** Who did it: a person, or a part of the system. */
export function actorWords({ actor, actorKind }: Pick<AuditLine, 'actor' | 'actorKind'>): string {
  if (actor) return actor.name;
  return t('audit.system', { name: actorKind.replace(/^system:/, '') });
}

/** Where the subject of a line is opened; undefined when no screen shows it by itself. */
export function subjectPath({ subjectType, subjectId }: Pick<AuditLine, 'subjectType' | 'subjectId'>) {
  if (subjectType === 'article') return `/articles/${subjectId}`;
  if (subjectType === 'media') return `/library/media/${subjectId}`;
  if (subjectType === 'reference') return `/library/references/${subjectId}`;
  if (subjectType === 'staff') return `/people/${subjectId}`;
  return undefined;
}

/** The lines as a table for a spreadsheet. */
export function csvOf(lines: readonly AuditLine[]): string {
  const head = [
    'id',
    'at',
    'actor',
    'roles',
    'origin',
    'address',
    'action',
    'subjectType',
    'subjectId',
    'site',
    'data',
  ];
  const rows = lines.map((line) => [
    line.id,
    line.at,
    actorWords(line),
    line.roles.join(' '),
    line.origin ?? '',
    line.address ?? '',
    line.action,
    line.subjectType,
    line.subjectId,
    line.site?.slug ?? '',
    JSON.stringify(line.data ?? ''),
  ]);
  return csvText([head, ...rows]);
}
