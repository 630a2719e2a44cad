import { execFileSync } from 'node:child_process';
import { platform } from 'node:os';

/** How to start a Postgres program: a command line prefix, and the user to start it as. */
export interface RunAs {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const AS_IS: RunAs = { prefix: [] };
const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

function succeeds(command: readonly string[]): boolean {
  try {
    execFileSync(command[0]!, command.slice(1), { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

/**
 * Postgres refuses to run as root. A user namespace shows it another user id while the files stay root's own, so that a
 * checkout only root can enter works too. Where namespaces are forbidden, it runs as the system user `postgres`, who
 * must then be able to reach the checkout and DATA_DIR.
 */
export function postgresRunAs(): RunAs {
  if (platform() === 'win32' || process.getuid?.() !== 0) return AS_IS;
  if (succeeds([...NAMESPACE, 'true'])) return { prefix: NAMESPACE };
  if (!succeeds(['id', '-u', 'postgres'])) succeeds(['useradd', '--system', '--user-group', 'postgres']);
  if (!succeeds(['id', '-u', 'postgres'])) {
    throw new Error(
      'Postgres does not run as root, and neither a user namespace nor a system user "postgres" can be made here. ' +
        'Start Carepress as an ordinary user, or set DATABASE_URL to a Postgres 18 server.',
    );
  }
  return { prefix: [], uid: idOf('-u'), gid: idOf('-g') };
}
