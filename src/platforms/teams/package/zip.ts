import { crc32, deflateRawSync } from 'node:zlib';

/** Files by name as a ZIP archive. The same files give the same bytes. */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content, { level: 9 });
    const entry = entryFields(name, content, packed);
    const body = Buffer.concat([u32(0x04034b50), entry, Buffer.from(name), packed]);
    bodies.push(body);
    // Of this directory entry: the version that made it, no comment, first disk, a plain file, where it begins.
    const rest = [u16(0), u16(0), u16(0), u32(0), u32(offset)];
    directory.push(Buffer.concat([u32(0x02014b50), u16(VERSION), entry, ...rest, Buffer.from(name)]));
    offset += body.length;
  }
  const index = Buffer.concat(directory);
  const counts = [u16(0), u16(0), u16(files.size), u16(files.size)];
  const end = [u32(0x06054b50), ...counts, u32(index.length), u32(offset), u16(0)];
  return Buffer.concat([...bodies, index, ...end]);
}

const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, the earliest that a ZIP knows: an archive does not tell when it was made. */
const DATE = 0x0021;

/** What stands in front of the file and, once more, in the directory. */
function entryFields(name: string, content: Buffer, packed: Buffer): Buffer {
  const sizes = [u32(crc32(content)), u32(packed.length), u32(content.length)];
  const nameLength = u16(Buffer.byteLength(name));
  return Buffer.concat([
    u16(VERSION),
    u16(FLAGS),
    u16(DEFLATED),
    u16(0),
    u16(DATE),
    ...sizes,
    nameLength,
    u16(0),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
