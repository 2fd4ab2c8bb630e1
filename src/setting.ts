/** How a setting's text becomes its value; null for a text that is none of its values. */
export interface Reader<T> {
  read(text: string): T | null;
  problem: string;
  cure: string;
}
export interface Setting<T> extends Reader<T> {
  fallback: T;
}

export const or = <T>(reader: Reader<T>, fallback: T): Setting<T> => ({ ...reader, fallback });
export const optional = <T>(reader: Reader<T>): Setting<T | undefined> => ({
  ...reader,
  fallback: undefined,
});

export const form = (problem: string, cure: string, fits: (text: string) => boolean): Reader<string> => ({
  read: (text) => (fits(text) ? text : null),
  ...{ problem, cure },
});

export const whole = (least: number, most: number, problem: string): Reader<number> => ({
  read: (text) =>
    /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null,
  problem,
  cure: `Set a whole number from ${least} to ${most}.`,
});

export const oneOf = <const T extends string>(values: readonly T[]): Reader<T> => ({
  read: (text) => values.find((value) => value === text) ?? null,
  problem: `is none of ${values.join(', ')}`,
  cure: `Set one of ${values.join(', ')}.`,
});

export const text = form('', '', () => true);
export const port = whole(0, 65_535, 'is not a port');

export const flag: Reader<boolean> = {
  read: (text) => (/^(true|1|yes)$/i.test(text) ? true : /^(false|0|no)$/i.test(text) ? false : null),
  problem: 'is neither true nor false',
  cure: 'Set true or false.',
};

export const names: Reader<string[]> = {
  read: (text) => text.split(/[\s,]+/).filter((name) => name !== ''),
  ...{ problem: '', cure: '' },
};

export const webAddress = form(
  'is not a web address',
  'Set an address that begins with http:// or https://.',
  (text) => /^https?:\/\/[^\s]+$/.test(text),
);

export const token = (start: string, where: string) =>
  form(`does not begin with ${start}`, `Copy it from ${where}; it begins with ${start}.`, (text) =>
    text.startsWith(start),
  );

export const key = form(
  'is shorter than 32 characters',
  'Make one with: openssl rand -hex 32',
  (text) => text.length >= 32,
);
