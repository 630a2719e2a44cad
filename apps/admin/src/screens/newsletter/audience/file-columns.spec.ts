import { describe, expect, it } from '@jest/globals';
import { columnsOf } from './file-columns';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

describe('the columns of a list of addresses', () => {
  it.each([
    ['commas', utf8('Name,Email\nA,a@b.example'), ['Name', 'Email']],
    ['semicolons', utf8('Nombre; Correo\r\nA;a@b.example'), ['Nombre', 'Correo']],
    ['tabs in UTF-16', utf16('Name\tMail\nA\ta@b.example'), ['Name', 'Mail']],
    ['a comma in a name', utf8('"Name, first",Email\n'), ['Name, first', 'Email']],
    ['a byte order mark', utf8('\uFEFFEmail\n'), ['Email']],
    ['an address at once', utf8('a@b.example\n'), []],
    ['an archive', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 8, 8, 0xc5, 0x9d]), []],
    ['nothing', utf8(''), []],
  ])('%s', (_name, bytes, expected) => expect(columnsOf(bytes)).toEqual(expected));
});
