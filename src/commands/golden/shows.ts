/**
 * True when a person who reads `text` sees `wanted`, in whatever case and spacing. A number is not seen in a
 * longer one (12 in 2012), an acronym not in a longer word (IT in its).
 */
export function shows(text: string, wanted: string): boolean {
  const [shown, sought] = [plain(text), plain(wanted)];
  const acronym = /^[\p{Lu}\d]{2,8}$/u.test(wanted);
  for (let at = shown.indexOf(sought); at >= 0; at = shown.indexOf(sought, at + 1)) {
    const before = shown[at - 1] ?? '';
    const after = shown[at + sought.length] ?? '';
    if (!joins(before, sought[0] ?? '', acronym) && !joins(sought.at(-1) ?? '', after, acronym)) return true;
  }
  return false;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
}

/** Two characters that make one number or, around an acronym, one word. */
function joins(one: string, other: string, acronym: boolean): boolean {
  const part = acronym ? /[a-z\d]/ : /\d/;
  return part.test(one) && part.test(other);
}
