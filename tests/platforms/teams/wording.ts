import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Language, Localised } from '../../../src/domain.ts';

const files = ['teams', 'platforms'].map((name) =>
  readFileSync(new URL(`../../../content/replies/${name}.yaml`, import.meta.url), 'utf8'),
);

/** The platform's own wording as the content store holds it. */
export const WORDING: Record<string, Localised> = Object.assign({}, ...files.map((file) => parse(file)));

/** Looks the wording up; an unknown key is a mistake of the code. */
export function say(key: string, language: Language, slots: Record<string, string> = {}): string {
  const wording = WORDING[key]?.[language];
  if (wording === undefined) throw new Error(`No wording ${key} in ${language}`);
  return wording.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '');
}
