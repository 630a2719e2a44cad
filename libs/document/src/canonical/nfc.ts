const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Text in Unicode NFC. Most text is ASCII and is in it already: asking first makes a save several times quicker. */
export function nfc(text: string): string {
  return BEYOND_ASCII.test(text) ? text.normalize('NFC') : text;
}
