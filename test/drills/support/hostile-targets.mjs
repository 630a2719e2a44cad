import { createServer } from 'node:net';
import { FixedClock } from '#kernel';
import { projectPath } from '#platform';

/** Every way that we know to write the own machine, or one next to it. */
const HOSTS = [
  ...[
    '127.0.0.1',
    'localhost',
    'LOCALHOST.',
    '127.1',
    '127.000.000.001',
    '0',
    '0.0.0.0',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
  ],
  ...[
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[::127.0.0.1]',
    '0x7f.0.0.1',
    '0x7f000001',
    '2130706433',
  ],
  ...[
    '017700000001',
    '0177.0.0.1',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '169.254.169.254',
    '[fe80::1]',
    '[fd00::1]',
  ],
  ...[
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '[2002:7f00:1::]',
    '224.0.0.1',
    '255.255.255.255',
    'metadata.google.internal',
  ],
];

const addressesOf = (port) => [
  ...HOSTS.map((host) => `http://${host}:${port}/hook`),
  ...['user:pass@127.0.0.1', 'clinic.example@127.0.0.1', '127.0.0.1#@clinic.example', '127.0.0.1\\@clinic.example'].map(
    (it) => `http://${it}:${port}/`,
  ),
  ...[
    `http:127.0.0.1:${port}`,
    `http:\\\\127.0.0.1:${port}`,
    `//127.0.0.1:${port}`,
    `gopher://127.0.0.1:${port}/_x`,
    `file:///etc/passwd`,
  ],
  ...[
    `http://127.0.0.1:${port}/\r\nX-Injected: 1`,
    `ftp://127.0.0.1:${port}/`,
    `unix:/var/run/docker.sock`,
    `http://0:${port}%00/`,
  ],
];

/** A listener on the own machine, at IPv4 and IPv6, that counts who comes. */
async function trap(atEnd) {
  const found = { visits: 0, port: 0 };
  const listen = (host, port) =>
    new Promise((resolve) => {
      const server = createServer((socket) => {
        found.visits += 1;
        socket.destroy();
      });
      server.once('error', () => resolve(undefined));
      server.listen(port, host, () => resolve(server));
    });
  const first = await listen('127.0.0.1', 0);
  found.port = first.address().port;
  const servers = [first, await listen('::1', found.port)].filter(Boolean);
  atEnd(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));
  return found;
}

/** Names that lead to a public address when they are checked, and home when they are used. */
class Rebinding {
  asked = 0;
  async resolve() {
    this.asked += 1;
    return [this.asked % 2 === 1 ? { address: '127.0.0.1', family: 4 } : { address: '::ffff:127.0.0.1', family: 6 }];
  }
}

/**
 * Tries to make the product call its own machine: by the form that takes an address, and by the sender itself, past the form.
 *
 * @param add asks the management API for a webhook to an address
 */
export async function reachPrivate({ add, atEnd }) {
  const found = await trap(atEnd);
  const http = await import(projectPath('dist', 'libs', 'channels', 'src', 'http', 'guarded-http.js'));
  const { NameResolver } = await import(projectPath('dist', 'libs', 'channels', 'src', 'http', 'guarded-lookup.js'));
  const clock = new FixedClock(new Date());
  const senders = [
    new http.GuardedHttp({ allowHosts: [] }, new NameResolver(), clock),
    new http.GuardedHttp({ allowHosts: [] }, new Rebinding(), clock),
  ];
  const accepted = [];
  let tried = 0;
  for (const url of [...addressesOf(found.port), `http://rebind.example.org:${found.port}/`]) {
    tried += 1;
    const answer = await add(url);
    // A name that leads nowhere yet may be written down: it is checked each time it is used.
    if (answer?.__typename === 'AddedDestination' && !/example\.org/.test(url)) accepted.push(url);
    for (const sender of senders) await sender.post(url, '{}', {}).catch(() => undefined);
  }
  for (const sender of senders) await sender.onApplicationShutdown();
  return { reached: found.visits, accepted, tried };
}
