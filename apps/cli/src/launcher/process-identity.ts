import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAlive } from '#platform';

/** A process by more than its id: ids are given to other programs after a while. */
export interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  /** When it started, as the system says it; null where the system does not say. */
  readonly started: string | null;
}

/** When a process started, in a form that only this system understands; null for none, or where it cannot be asked. */
export function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return linuxStart(pid);
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Clock ticks since boot (field 22 of /proc/PID/stat), and which boot. A zombie has ended: it counts as none. */
function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets, which may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return null;
  return `${fields[19]} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
}

export function recordOf(name: string, pid: number): ProcessRecord {
  return { name, pid, started: startOf(pid) };
}

/** True when exactly the recorded process still runs. Where that cannot be known, it counts as gone: better than a wrong kill. */
export function stillRuns({ pid, started }: ProcessRecord): boolean {
  return started !== null && isAlive(pid) && startOf(pid) === started;
}
