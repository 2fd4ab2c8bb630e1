const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Characters that HTML writes as entities, as they are read. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const BREAKS = /<(?:br|\/?(?:p|div|li|ul|ol|h\d|blockquote|tr|table))\b[^<>]*>/gi;

/** The words of a message that Teams hands over as HTML. */
export function plainText(html: string): string {
  const words = html.replace(BREAKS, '\n').replace(/<\/?[a-z][^<>]*>/gi, ' ');
  return decodeEntities(words)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
