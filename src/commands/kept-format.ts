import { DefaultDeserializer, DefaultSerializer } from 'node:v8';

type Numbers = Int32Array | Uint16Array | Int16Array | Uint8Array | Float32Array | Float64Array;
const TYPES = [Int32Array, Uint16Array, Int16Array, Uint8Array, Float32Array, Float64Array] as const;
/** Every array begins at a multiple of this, so that it can be looked at where it lies. */
const ALIGNED = 8;
/** How long the values are that come before the arrays. */
const HEAD = ALIGNED;

/** A plain value as bytes, its arrays of numbers behind all else. The same value gives the same bytes. */
export function pack(value: unknown): Buffer {
  const writer = new Writer();
  writer.writeHeader();
  writer.writeValue(value);
  const values = writer.releaseBuffer();
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(values.length);
  const start = HEAD + aligned(values.length);
  const bytes = Buffer.alloc(start + writer.length);
  bytes.set(head);
  bytes.set(values, HEAD);
  for (const [at, array] of writer.arrays) bytes.set(bytesOf(array), start + at);
  return bytes;
}

/** The value again. Its arrays are views of `bytes`, which begin at a multiple of 8: they cost no memory of their own. */
export function unpack(bytes: Buffer): unknown {
  const length = bytes.readUInt32LE();
  const reader = new Reader(bytes.subarray(HEAD, HEAD + length), bytes.subarray(HEAD + aligned(length)));
  reader.readHeader();
  return reader.readValue();
}

class Writer extends DefaultSerializer {
  readonly arrays: [number, Numbers][] = [];
  length = 0;

  _writeHostObject(array: Numbers): void {
    const type = TYPES.findIndex((known) => array instanceof known);
    if (type < 0) throw new TypeError(`No way to keep ${array.constructor.name}.`);
    for (const number of [type, this.length, array.length]) this.writeUint32(number);
    this.arrays.push([this.length, array]);
    this.length += aligned(array.byteLength);
  }
}

class Reader extends DefaultDeserializer {
  readonly #arrays: Buffer;

  constructor(values: Buffer, arrays: Buffer) {
    super(values);
    this.#arrays = arrays;
  }

  _readHostObject(): Numbers {
    const [type, at, length] = [this.readUint32(), this.readUint32(), this.readUint32()];
    const { buffer, byteOffset } = this.#arrays;
    return new TYPES[type]!(buffer as ArrayBuffer, byteOffset + at, length);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNED) * ALIGNED;
}
