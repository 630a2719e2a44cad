const DOT = Buffer.from('.');
const LINE_END = Buffer.from('\r\n');
const DOT_ON_A_LINE = Buffer.from('\n.');
/** Some servers take a carriage return alone for the end of a line. Our own messages have none. */
const DOT_AFTER_RETURN = Buffer.from('\r.');

/**
 * A message as it goes after DATA (RFC 5321 section 4.5.2): a second dot before each that begins a line, and its last line
 * ended, so that the final dot can follow. Whatever could look like the end of a message to one server and not to the next
 * (a bare line feed or carriage return before a dot) is made a line end that all agree on.
 */
export function withDotsDoubled(message: Buffer): Buffer {
  const clean = message.includes(DOT_AFTER_RETURN) || !endsItsLine(message) ? withLineEnds(message) : message;
  const pieces: Buffer[] = clean[0] === DOT[0] ? [DOT] : [];
  let from = 0;
  for (let at = clean.indexOf(DOT_ON_A_LINE); at >= 0; at = clean.indexOf(DOT_ON_A_LINE, at + 1)) {
    pieces.push(clean.subarray(from, at + 1), DOT);
    from = at + 1;
  }
  return pieces.length === 0 ? clean : Buffer.concat([...pieces, clean.subarray(from)]);
}

const endsItsLine = (message: Buffer) => message.subarray(-LINE_END.length).equals(LINE_END);

function withLineEnds(message: Buffer): Buffer {
  const text = message.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n');
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1');
}
