import { InvalidInput } from '#kernel';

const SHORTEST = 5;
const LONGEST = 500;

/** Why staff did something to an address, kept for years: short, and without the address. */
export function noteFault(note: unknown): InvalidInput | undefined {
  const text = typeof note === 'string' ? note.trim() : '';
  if (text.length < SHORTEST || text.length > LONGEST || text.includes('\0')) {
    return new InvalidInput('note', `Say why, in ${SHORTEST} to ${LONGEST} characters.`);
  }
  return text.includes('@')
    ? new InvalidInput('note', 'Say why without the e-mail address: the note is kept when the person is erased.')
    : undefined;
}
