const EMPTY = -1;
const LEAST_SLOTS = 1024;

/** 32-bit keys, well mixed, numbered from 0 in the order they first come: a hash table in two arrays. */
export class KeyNumbers {
  #keys: Int32Array;
  #size: number;
  #slots = new Int32Array(LEAST_SLOTS).fill(EMPTY);

  /** `keys`: those that have numbers already, each once, in their order. */
  constructor(keys: Int32Array = new Int32Array(0)) {
    this.#keys = keys;
    this.#size = keys.length;
    this.#place();
  }

  get size(): number {
    return this.#size;
  }

  /** All keys in the order of their numbers. */
  get keys(): Int32Array {
    return this.#keys.slice(0, this.#size);
  }

  of(key: number): number | undefined {
    const number = this.#slots[this.#slotOf(key)]!;
    return number === EMPTY ? undefined : number;
  }

  /** The key's number, a new one where it has none yet. */
  add(key: number): number {
    const slot = this.#slotOf(key);
    if (this.#slots[slot] !== EMPTY) return this.#slots[slot]!;
    if (this.#size === this.#keys.length) {
      const larger = new Int32Array(2 * this.#size + LEAST_SLOTS);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys[this.#size] = key;
    this.#slots[slot] = this.#size++;
    if (2 * this.#size > this.#slots.length) this.#place();
    return this.#size - 1;
  }

  /** Where the key stands, or is to stand. */
  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = key & mask;
    while (this.#slots[slot] !== EMPTY && this.#keys[this.#slots[slot]!] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  /** Gives every key a slot among enough of them; their number is a power of two. */
  #place(): void {
    let slots = LEAST_SLOTS;
    while (slots < 2 * this.#size) slots *= 2;
    this.#slots = new Int32Array(slots).fill(EMPTY);
    for (let number = 0; number < this.#size; number++)
      this.#slots[this.#slotOf(this.#keys[number]!)] = number;
  }
}
