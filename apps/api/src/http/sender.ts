import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** An address as it is compared: an IPv4 address that came in over IPv6 is one. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/** Tells from where a request came, past the load balancers that are ours. */
export class Senders {
  private readonly trusted = new BlockList();

  /** @param proxies addresses or networks such as 10.0.0.0/8; `loopback` for this machine */
  constructor(proxies: readonly string[]) {
    for (const network of proxies.flatMap((it) => (it === 'loopback' ? LOOPBACK : [it]))) {
      const [address, bits] = network.split('/') as [string, string | undefined];
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.trusted.addAddress(address, family);
      else this.trusted.addSubnet(address, Number(bits), family);
    }
  }

  /**
   * The address of the socket, or where that is one of ours, the last one in `X-Forwarded-For` that is not: what stands
   * left of it was written by whoever asked, and proves nothing.
   */
  of(request: IncomingMessage): string {
    return this.behind(request.socket.remoteAddress, forwardedFor(request));
  }

  /**
   * The same from its parts.
   *
   * @param remoteAddress of the socket
   * @param forwarded what stands in `X-Forwarded-For`; empty without it
   */
  behind(remoteAddress: string | undefined, forwarded: string): string {
    const direct = plain(remoteAddress ?? '');
    // First what most requests have none of: to ask a list of networks takes longer than to answer from memory.
    if (forwarded === '' || !this.isTrusted(direct)) return direct;
    const hops = forwarded.split(',').map(plain).filter(Boolean).reverse();
    return hops.find((hop) => !this.isTrusted(hop)) ?? hops.at(-1) ?? direct;
  }

  private isTrusted(address: string): boolean {
    const version = isIP(address);
    return version !== 0 && this.trusted.check(address, version === 6 ? 'ipv6' : 'ipv4');
  }
}

/** What stands in `X-Forwarded-For`, of all of its lines; empty without any. */
// The lines as they came: the header object that Node makes on demand costs more than to answer from memory.
export function forwardedFor({ rawHeaders }: IncomingMessage): string {
  const found: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 15 && name.toLowerCase() === 'x-forwarded-for') found.push(rawHeaders[at + 1]!);
  }
  return found.join(',');
}
