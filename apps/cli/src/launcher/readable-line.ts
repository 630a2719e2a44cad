const LEVELS: readonly [number, string][] = [
  [60, 'fatal'],
  [50, 'error'],
  [40, 'warning'],
];

interface LogLine {
  level?: number;
  msg?: string;
  errorId?: string;
  reason?: string;
  err?: { message?: string };
}

/** A line of a child's JSON log for people: warnings and errors only; null for what the log file alone should hold. */
export function readableLine(name: string, line: string): string | null {
  const entry = parse(line);
  const level = LEVELS.find(([least]) => (entry?.level ?? 0) >= least)?.[1];
  if (!entry || !level) return null;
  const why = entry.reason ?? entry.err?.message;
  const id = entry.errorId ? ` (error ${entry.errorId})` : '';
  return `${name}: ${level}: ${entry.msg ?? 'no message'}${why ? `: ${why.split('\n')[0]}` : ''}${id}`;
}

function parse(line: string): LogLine | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return null;
  }
}
