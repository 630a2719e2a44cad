import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';
import { DestinationRefused } from './refusals.js';

const LONGEST_URL = 2_000;
/** Names that lead into the own network: RFC 6761, RFC 6762, RFC 8375, and the one ICANN keeps for private use. */
const PRIVATE_NAMES = ['localhost', 'local', 'internal', 'home.arpa', 'lan', 'onion'];

/** Hosts inside the own network that the configuration allows, as `host:port`. */
export type AllowHosts = readonly string[];

/**
 * Reads the address of a destination. The URL parser brings every spelling of an IPv4 address (octal, hexadecimal, one
 * decimal number) into its dotted form, so that each is judged as what it is. What a name leads to is checked when we
 * connect: a name may lead elsewhere tomorrow.
 */
export function parseDestinationUrl(text: string, allowHosts: AllowHosts): URL | DestinationRefused {
  const url = text.length <= LONGEST_URL && URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return new DestinationRefused(
      'This is not an address we can send to. Enter one such as https://www.example.org/hook, of at most 2,000 characters.',
    );
  }
  if (url.username || url.password) {
    return new DestinationRefused(
      'The address holds a user name or a password, and addresses are shown to everybody here. Take them out: the signature proves who sends.',
    );
  }
  if (isAllowed(url, allowHosts)) return url;
  return refusePort(url) ?? refuseHost(url) ?? url;
}

/** True when the configuration names exactly this host and port. */
export function isAllowed(url: URL, allowHosts: AllowHosts): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const wanted = `${url.hostname}:${port}`;
  return allowHosts.some((host) => host.toLowerCase() === wanted);
}

/** The IP address that stands as the host of a URL, without brackets; null for a name. */
export function addressInUrl(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : null;
}

function refusePort(url: URL): DestinationRefused | null {
  // Below 1024 stand mail, remote shells and databases of the system; a signed request has no business there.
  if (url.port === '' || url.port === '80' || url.port === '443' || Number(url.port) >= 1_024) return null;
  return new DestinationRefused(`We do not send to port ${url.port}. Use 80, 443, or one from 1024 up.`);
}

function refuseHost(url: URL): DestinationRefused | null {
  const address = addressInUrl(url);
  const name = url.hostname.replace(/\.$/, '');
  const isPrivate = address
    ? !isPublicAddress(address)
    : !name.includes('.') || PRIVATE_NAMES.some((it) => name.endsWith(`.${it}`));
  if (!isPrivate) return null;
  return new DestinationRefused(
    `${url.hostname} is not on the public internet, and we do not send into a private network. Enter a public address, or ask the operator to allow this host and port in CAREPRESS_ALLOW_HOSTS.`,
  );
}
