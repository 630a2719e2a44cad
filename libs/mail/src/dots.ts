const DOT = Buffer.from('.');
const LINE_END = Buffer.from('\r\n');
const DOT_ON_A_LINE = Buffer.from('\n.');
/** Some servers take a carriage return alone for the end of a line. Our own messages have none. */
const DOT_AFTER_RETURN = Buffer.from('\r.');

/** A message in pieces that follow each other. None is changed once it is made, and a dot is first only on a new line. */
export type MessagePieces = readonly Buffer[];

/** Long pieces are the same for everybody who gets an issue: they are looked through once. The head of a message is shorter. */
const LOOKED_THROUGH = new WeakMap<Buffer, Buffer>();
const LONG = 2_048;

/**
 * A message as it goes after DATA (RFC 5321 section 4.5.2): a second dot before each that begins a line, and its last line
 * ended, so that the final dot can follow. Whatever could look like the end of a message to one server and not to the next
 * (a bare line feed or carriage return before a dot) is made a line end that all agree on.
 */
export function withDotsDoubled(message: MessagePieces): MessagePieces {
  const last = message.at(-1);
  if (last?.subarray(-LINE_END.length).equals(LINE_END) && !message.some(hasBareReturn)) return message.map(doubled);
  const text = Buffer.concat(message)
    .toString('latin1')
    .replace(/\r\n|\r|\n/g, '\r\n');
  return [doubled(Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1'))];
}

const hasBareReturn = (piece: Buffer) => !LOOKED_THROUGH.has(piece) && piece.includes(DOT_AFTER_RETURN);

function doubled(piece: Buffer): Buffer {
  const known = LOOKED_THROUGH.get(piece);
  if (known) return known;
  const parts: Buffer[] = piece[0] === DOT[0] ? [DOT] : [];
  let from = 0;
  for (let at = piece.indexOf(DOT_ON_A_LINE); at >= 0; at = piece.indexOf(DOT_ON_A_LINE, at + 1)) {
    parts.push(piece.subarray(from, at + 1), DOT);
    from = at + 1;
  }
  const made = parts.length === 0 ? piece : Buffer.concat([...parts, piece.subarray(from)]);
  if (piece.length >= LONG) LOOKED_THROUGH.set(piece, made);
  return made;
}
