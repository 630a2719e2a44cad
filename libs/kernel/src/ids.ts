// Web Crypto only: this room also runs in the browser.

/** A UUID, version 7 (RFC 9562): sorts by creation time, so index pages fill from one side. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0, rest = now; i < 6; i += 1) {
    bytes[5 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return idFromBytes(bytes);
}

/** The 16 bytes of an id, as short as a token can carry it. */
export function idBytes(id: string): Uint8Array {
  return Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The id in 16 bytes. */
export function idFromBytes(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An id for one error, short enough to be read out on the phone. */
export function newErrorId(): string {
  return crypto.randomUUID().slice(0, 13);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** True for text in the form of a UUID. Ask it before a query: Postgres throws on any other text. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
