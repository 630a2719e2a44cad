import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture of soft colours with something to see in it, so that formats differ in size. */
export function drawing(width = 1200, height = 800, channels: 3 | 4 = 3): Sharp {
  const raw = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      raw[at] = (x * 255) / width;
      raw[at + 1] = (y * 255) / height;
      raw[at + 2] = (x ^ y) & 127;
      if (channels === 4) raw[at + 3] = x < width / 2 ? 255 : 0;
    }
  }
  return sharp(raw, { raw: { width, height, channels } });
}

/** A JPEG as a phone makes it: lying on its side, with where and by what it was taken. */
export function phonePhoto(width = 1200, height = 800): Promise<Buffer> {
  return drawing(width, height)
    .withExif({
      IFD0: { Make: 'Phonemaker', Artist: 'Ana Ruiz' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3230/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- Ana Ruiz --></x:xmpmeta>')
    .jpeg({ quality: 90 })
    .toBuffer();
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const edges = Buffer.alloc(8);
  edges.writeUInt32BE(data.length, 0);
  edges.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([edges.subarray(0, 4), body, edges.subarray(4)]);
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A real one-colour PNG of one bit a pixel: every row of it is there, packed to a thousandth. */
export function flatPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  return Buffer.concat([PNG, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** A PNG that says it moves, before its first pixels. */
export function movingPng(): Buffer {
  const still = flatPng(8, 8);
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  const afterHeader = PNG.length + 25;
  return Buffer.concat([still.subarray(0, afterHeader), chunk('acTL', control), still.subarray(afterHeader)]);
}

/** A small PDF of one page. `objects` are added as they are; `trailer` goes into the trailer's dictionary. */
export function pdf(objects: readonly (string | Buffer)[] = [], trailer = ''): Buffer {
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ...objects,
  ];
  let body = Buffer.from('%PDF-1.7\n', 'latin1');
  const places: number[] = [];
  for (const [index, part] of parts.entries()) {
    places.push(body.length);
    body = Buffer.concat([body, Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(part), Buffer.from('\nendobj\n')]);
  }
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end =
    `xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${lines}` +
    `trailer\n<< /Size ${parts.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(end)]);
}

/** Objects packed into a stream, as PDF 1.5 and newer writers do. */
export function packedPdfObjects(text: string, filter = '/FlateDecode'): Buffer {
  const packed = deflateSync(Buffer.from(text, 'latin1'));
  const head = `<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} /Length ${packed.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]);
}

/** An empty ZIP archive: only its end. */
export const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

export const SVG_WITH_SCRIPT = Buffer.from(
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
);
