import { BlockList, isIP } from 'node:net';

// Two lists: one list would compare IPv4 addresses with rules for mapped IPv6 ones.
const closed4 = new BlockList();
const open6 = new BlockList();
const closed6 = new BlockList();

// IANA IPv4 Special-Purpose Address Registry (RFC 6890), what is not globally reachable, and multicast and class E.
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  closed4.addSubnet(net, prefix, 'ipv4');
}

// Global unicast is 2000::/3 and nothing else. That leaves out ::1, mapped addresses, fc00::/7, fe80::/10, ff00::/8 and
// both NAT64 prefixes, which would carry a private IPv4 address inside.
open6.addSubnet('2000::', 3, 'ipv6');
// Inside it: protocol assignments with Teredo and ORCHID, documentation, 6to4.
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  closed6.addSubnet(net, prefix, 'ipv6');
}

/** True for an address on the public internet: not private, loopback, link-local, mapped, translated or reserved. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed4.check(address, 'ipv4');
  // A zone ("%eth0") exists on this machine only.
  if (family !== 6 || address.includes('%')) return false;
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}
