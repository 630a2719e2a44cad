/** Multiplication in the dihedral group of order ten, and the permutation by place. Verhoeff 1969. */
const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
].map((row) => [...row].map(Number));
const MOVE = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/**
 * True when the last of these digits is the Verhoeff check digit of the others, as in a SNOMED CT identifier: it
 * catches every single wrong digit and every swap of neighbours.
 */
export function hasVerhoeffCheck(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    let moved = Number(digit);
    for (let i = 0; i < place % 8; i += 1) moved = MOVE[moved]!;
    sum = TIMES[sum]![moved]!;
  });
  return sum === 0;
}
