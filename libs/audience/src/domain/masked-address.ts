/**
 * An address as staff see it in a list: enough to recognise a person they talk to, too little to write to a stranger.
 * The first letter, and the domain.
 */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = address.slice(0, Math.max(0, at));
  return `${first}…${address.slice(at)}`;
}
