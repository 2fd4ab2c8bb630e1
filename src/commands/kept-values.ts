import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { pack, unpack } from './kept-format.ts';

const MOST_KEPT = 16;
/** Of the checksum before a value; where what follows begins stays a multiple of 8, as its arrays like it. */
const CHECK_LENGTH = 8;

/** Plain values as files of one folder. A file that is missing, damaged or cannot be written costs only time. */
export class KeptValues {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Null where nothing whole is kept under the name. */
  take(name: string): unknown {
    try {
      const bytes = readFileSync(join(this.#dir, name));
      const value = bytes.subarray(CHECK_LENGTH);
      return bytes.readUInt32LE() === crc32(value) ? unpack(value) : null;
    } catch {
      return null;
    }
  }

  /** Whole or not at all, and not what is smaller than `least` bytes; the oldest beyond a few go. */
  keep(name: string, value: unknown, least = 0): void {
    try {
      const bytes = pack(value);
      if (bytes.length < least) return;
      mkdirSync(this.#dir, { recursive: true });
      const place = join(this.#dir, name);
      const draft = `${place}.${process.pid}`;
      const check = Buffer.alloc(CHECK_LENGTH);
      check.writeUInt32LE(crc32(bytes));
      writeFileSync(draft, Buffer.concat([check, bytes]));
      renameSync(draft, place);
      this.#dropOldest();
    } catch {
      // What could not be kept is made again.
    }
  }

  #dropOldest(): void {
    const places = readdirSync(this.#dir).map((name) => join(this.#dir, name));
    const age = new Map(places.map((place) => [place, statSync(place).mtimeMs]));
    places.sort((a, b) => age.get(b)! - age.get(a)!);
    for (const old of places.slice(MOST_KEPT)) rmSync(old, { force: true });
  }
}
