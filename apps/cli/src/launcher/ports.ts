import { createServer } from 'node:net';
import { CliError } from '../command.js';

/** A port and the setting that chose it. */
export interface NamedPort {
  readonly setting: string;
  readonly port: number;
  readonly host: string;
}

/**
 * Refuses ports that are taken, before anything starts.
 *
 * @throws CliError naming each setting that must change
 */
export async function requireFreePorts(ports: readonly NamedPort[]): Promise<void> {
  const faults = await Promise.all(ports.map((port, i) => faultOf(port, ports.slice(0, i))));
  const found = faults.filter((fault) => fault !== null);
  if (found.length > 0) throw new CliError(found.join('\n'));
}

async function faultOf({ setting, port, host }: NamedPort, others: readonly NamedPort[]): Promise<string | null> {
  const same = others.find((other) => other.port === port);
  if (same) return `${setting} and ${same.setting} are both ${port}. Set ${setting} to another port.`;
  const code = await tryToListen(port, host);
  if (code === null) return null;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set ${setting} to a free port.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set ${setting} to a port above 1023.`;
  return `Nothing can listen on ${host}:${port} (${code}). Set ${setting} to another port, or HOST to an own address.`;
}

function tryToListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
