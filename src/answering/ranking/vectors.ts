/** Many sparse vectors one after another: what is said of vector `i` lies from `starts[i]` to `starts[i + 1]`. */
export interface Vectors {
  starts: Int32Array;
  ids: Int32Array;
  values: Float32Array;
  times: Uint16Array;
  /** Of each vector. */
  scales: Float32Array;
}

/** One sparse vector of length 1; `ids` are distinct. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

/** A text's vector, and what its values are made of. */
export interface TextVector extends Vector {
  /** How often the text has each feature. */
  times: Uint16Array;
  /** What brought it to length 1. */
  scale: number;
}

/** Vector `i` of many. */
export function vectorAt({ starts, ids, values }: Vectors, i: number): Vector {
  return { ids: ids.subarray(starts[i], starts[i + 1]), values: values.subarray(starts[i], starts[i + 1]) };
}

/** Collects vectors one after another, growing as needed. */
export class VectorWriter {
  readonly #starts: number[] = [0];
  readonly #scales: number[] = [];
  #ids = new Int32Array(1024);
  #values = new Float32Array(1024);
  #times = new Uint16Array(1024);
  #length = 0;

  add({ ids, values, times, scale }: TextVector): void {
    const end = this.#length + ids.length;
    if (end > this.#ids.length) {
      this.#ids = grown(this.#ids, new Int32Array(2 * end));
      this.#values = grown(this.#values, new Float32Array(2 * end));
      this.#times = grown(this.#times, new Uint16Array(2 * end));
    }
    this.#ids.set(ids, this.#length);
    this.#values.set(values, this.#length);
    this.#times.set(times, this.#length);
    this.#length = end;
    this.#starts.push(end);
    this.#scales.push(scale);
  }

  finish(): Vectors {
    return {
      starts: Int32Array.from(this.#starts),
      ids: this.#ids.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
      times: this.#times.slice(0, this.#length),
      scales: Float32Array.from(this.#scales),
    };
  }
}

function grown<T extends Int32Array | Float32Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
