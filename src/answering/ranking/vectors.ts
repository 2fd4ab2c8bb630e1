/** Many sparse vectors in three arrays: `ids` and `values` of vector `i` lie from `starts[i]` to `starts[i + 1]`. */
export interface Vectors {
  starts: Int32Array;
  ids: Int32Array;
  values: Float32Array;
}

/** One sparse vector of length 1; `ids` are distinct. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

/** Vector `i` of many. */
export function vectorAt({ starts, ids, values }: Vectors, i: number): Vector {
  return { ids: ids.subarray(starts[i], starts[i + 1]), values: values.subarray(starts[i], starts[i + 1]) };
}

/** Collects vectors one after another, growing as needed. */
export class VectorWriter {
  #starts: number[] = [0];
  #ids = new Int32Array(1024);
  #values = new Float32Array(1024);
  #length = 0;

  add(vector: Vector): void {
    const end = this.#length + vector.ids.length;
    if (end > this.#ids.length) {
      this.#ids = grown(this.#ids, new Int32Array(2 * end));
      this.#values = grown(this.#values, new Float32Array(2 * end));
    }
    this.#ids.set(vector.ids, this.#length);
    this.#values.set(vector.values, this.#length);
    this.#length = end;
    this.#starts.push(end);
  }

  finish(): Vectors {
    return {
      starts: Int32Array.from(this.#starts),
      ids: this.#ids.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
    };
  }
}

function grown<T extends Int32Array | Float32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
