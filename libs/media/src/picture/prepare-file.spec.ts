import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { expectOk } from '#kernel';
import {
  drawing,
  EMPTY_ZIP,
  flatPng,
  movingPng,
  packedPdfObjects,
  pdf,
  phonePhoto,
  SVG_WITH_SCRIPT,
} from '../../../../test/support/sample-files.js';
import { prepareFile, sha256 } from './prepare-file.js';
import { stripPicture } from './strip-picture.js';
import { Turnstile } from './turnstile.js';

const MOST = 50_000_000;
const codeOf = async (bytes: Buffer) => ((await prepareFile(bytes, MOST)) as { code?: string }).code;
const jpeg = () => drawing(300, 200).jpeg().toBuffer();

describe('a picture from a phone', () => {
  it('is turned upright and keeps nothing but its pixels', async () => {
    const photo = await phonePhoto(600, 400);
    const before = await sharp(photo).metadata();
    expect([before.exif !== undefined, before.xmp !== undefined, before.orientation]).toEqual([true, true, 6]);
    const { bytes, facts } = expectOk(await prepareFile(photo, MOST));
    const after = await sharp(bytes).metadata();
    expect(after).toMatchObject({ format: 'jpeg', width: 400, height: 600, space: 'srgb' });
    for (const part of ['exif', 'xmp', 'iptc', 'icc', 'orientation'] as const) expect(after[part]).toBeUndefined();
    for (const word of ['GPS', 'Ana Ruiz', 'Phonemaker', 'Exif', 'xmpmeta']) expect(bytes.includes(word)).toBe(false);
    expect(facts).toMatchObject({ width: 400, height: 600, contentType: 'image/jpeg', fallbackFormat: 'jpeg' });
    expect(facts.name).toBe(`${sha256(bytes)}.jpg`);
  });

  it('gives the same bytes each time', async () => {
    const photo = await phonePhoto(300, 200);
    const [a, b] = await Promise.all([prepareFile(photo, MOST), prepareFile(photo, MOST)]);
    expect(a).toEqual(b);
  });
});

describe('every format that is taken', () => {
  it.each([
    ['jpg', () => drawing(300, 200).jpeg()],
    ['png', () => drawing(300, 200).png()],
    ['webp', () => drawing(300, 200).webp()],
    ['avif', () => drawing(300, 200).avif({ effort: 0 })],
    ['png', () => drawing(300, 200).gif()],
  ])('is stored as %s', async (ending, draw) => {
    const { bytes, facts } = expectOk(await prepareFile(await draw().toBuffer(), MOST));
    expect(facts).toMatchObject({ kind: 'image', width: 300, height: 200 });
    expect(facts.name).toMatch(new RegExp(`^[0-9a-f]{64}\\.${ending}$`));
    expect((await sharp(bytes).stats()).channels.length).toBeGreaterThanOrEqual(3);
  });

  it('keeps its transparency', async () => {
    const { facts } = expectOk(await prepareFile(await drawing(64, 64, 4).png().toBuffer(), MOST));
    expect(facts.fallbackFormat).toBe('png');
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('is refused when it is cut off: %s', async (format) => {
    const whole = await drawing(300, 200).toFormat(format).toBuffer();
    for (const part of [0.4, 0.98]) {
      expect(await codeOf(whole.subarray(0, Math.floor(whole.length * part)))).toBe('MEDIA_DAMAGED');
    }
  });
});

describe('a picture that is made to harm', () => {
  it('is refused by the size in its header, before it is unpacked', async () => {
    const bomb = flatPng(50_000, 50_000);
    expect(bomb.length).toBeLessThan(400_000);
    const memory = process.memoryUsage().rss;
    const started = performance.now();
    const refused = await prepareFile(bomb, MOST);
    expect(refused).toMatchObject({ code: 'TOO_MANY_PIXELS', width: 50_000, height: 50_000, maxPixels: MOST });
    // Unpacked it would be 2.5 billion pixels.
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200_000_000);
  });

  it('is refused one pixel over the limit and taken at it', async () => {
    const picture = flatPng(100, 100);
    expect(await prepareFile(picture, 9_999)).toMatchObject({ code: 'TOO_MANY_PIXELS' });
    expect(await prepareFile(picture, 10_000)).toMatchObject({ facts: { width: 100 } });
  });

  it('is refused when it moves', async () => {
    const frames = Buffer.concat([
      await drawing(20, 20).raw().toBuffer(),
      await drawing(20, 20).negate().raw().toBuffer(),
    ]);
    const moving = sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } });
    expect(await codeOf(await moving.clone().gif().toBuffer())).toBe('MOVING_PICTURE');
    expect(await codeOf(await moving.clone().webp().toBuffer())).toBe('MOVING_PICTURE');
    expect(await codeOf(movingPng())).toBe('MOVING_PICTURE');
  });

  it('is refused when it is a drawing with a program, whatever its beginning', async () => {
    expect(await codeOf(SVG_WITH_SCRIPT)).toBe('UNSUPPORTED_MEDIA');
    expect(await codeOf(Buffer.from('\ufeff<svg onload="alert(1)"/>'))).toBe('UNSUPPORTED_MEDIA');
    expect(await codeOf(Buffer.from('<html><script>alert(1)</script>'))).toBe('UNSUPPORTED_MEDIA');
    expect(await codeOf(Buffer.alloc(0))).toBe('UNSUPPORTED_MEDIA');
  });

  it('is refused when it is two things at once', async () => {
    expect(await codeOf(Buffer.concat([await jpeg(), EMPTY_ZIP]))).toBe('POLYGLOT_FILE');
    expect(await codeOf(Buffer.concat([await jpeg(), SVG_WITH_SCRIPT]))).toBe('POLYGLOT_FILE');
    expect(await codeOf(Buffer.concat([await jpeg(), Buffer.from('%PDF-1.4')]))).toBe('POLYGLOT_FILE');
  });

  it('loses what stands behind it without a name', async () => {
    const { bytes } = expectOk(await prepareFile(Buffer.concat([await jpeg(), Buffer.from('secret trailer')]), MOST));
    expect(bytes.includes('secret trailer')).toBe(false);
  });

  it('cannot reach the library by other readers, even past the look at its bytes', async () => {
    expect(await stripPicture(SVG_WITH_SCRIPT, 'png', MOST)).toMatchObject({ code: 'MEDIA_DAMAGED' });
    const tiff = await drawing(20, 20).tiff().toBuffer();
    expect(await stripPicture(tiff, 'png', MOST)).toMatchObject({ code: 'MEDIA_DAMAGED' });
  });
});

describe('a PDF', () => {
  it('is kept byte for byte', async () => {
    const plain = pdf();
    expect(await prepareFile(plain, MOST)).toMatchObject({
      bytes: plain,
      facts: { kind: 'pdf', name: `${sha256(plain)}.pdf`, contentType: 'application/pdf', width: null },
    });
    expect(await codeOf(pdf([packedPdfObjects('4 0 << /Type /Font /BaseFont /Helvetica >>')]))).toBeUndefined();
  });

  it.each([
    ['a program', pdf(['<< /S /JavaScript /JS (app.alert\\(1\\)) >>'])],
    ['a program in other letters', pdf(['<< /S /J#61vaScript /JS (x) >>'])],
    ['a packed program', pdf([packedPdfObjects('4 0 << /S /JavaScript /JS (x) >>')])],
    ['a packed program in an array', pdf([packedPdfObjects('4 0 << /S /JavaScript >>', '[ /FlateDecode ]')])],
    ['parts packed twice', pdf([packedPdfObjects('x', '[ /ASCIIHexDecode /FlateDecode ]')])],
    ['a launched program', pdf(['<< /S /Launch /F (cmd.exe) >>'])],
    ['another file', pdf(['<< /Type /EmbeddedFile /Length 0 >>'])],
    ['a form with programs', pdf(['<< /XFA [ ] >>'])],
    ['a form that is sent', pdf(['<< /S /SubmitForm >>'])],
    ['a player', pdf(['<< /Subtype /RichMedia >>'])],
    ['a password', pdf([], '/Encrypt 4 0 R')],
  ])('is refused with %s', async (_what, bytes) => {
    expect(await codeOf(bytes)).toBe('UNSAFE_PDF');
  });

  it('is refused when a packed part would fill the memory', async () => {
    expect(await codeOf(pdf([packedPdfObjects('0'.repeat(25_000_000))]))).toBe('UNSAFE_PDF');
  });

  it('is refused when it is cut off, and when an archive hangs on it', async () => {
    expect(await codeOf(pdf().subarray(0, 300))).toBe('MEDIA_DAMAGED');
    expect(await codeOf(Buffer.concat([pdf(), EMPTY_ZIP]))).toBe('POLYGLOT_FILE');
  });
});

describe('a turnstile', () => {
  it('lets one in after the other, and the next after a failure', async () => {
    const turnstile = new Turnstile();
    let inside = 0;
    const work = async (fails: boolean) => {
      inside += 1;
      await new Promise((done) => setTimeout(done, 5));
      const together = inside;
      inside -= 1;
      if (fails) throw new Error('no');
      return together;
    };
    const all = await Promise.allSettled([true, false, false].map((fails) => turnstile.through(() => work(fails))));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(all.slice(1)).toEqual([1, 1].map((value) => ({ status: 'fulfilled', value })));
  });
});
