import { LIMITS } from '../limits.ts';
import { beginning, type Piece } from './pieces.ts';

/** Less than this of a paragraph is not worth showing. */
const LEAST_BEGINNING = 200;

export interface Shown {
  pieces: Piece[];
  /** True when something is left for "Show all". */
  cut: boolean;
}

/** What a chat shows at first, within `room` bytes: of each section the beginning. */
export function firstView(pieces: Piece[], room: number): Shown {
  const shown: Piece[] = [];
  const used = { title: 0, text: 0, facts: 0, list: 0, contacts: 0 };
  const allowed = { title: 1, ...LIMITS.shown };
  let bytes = 0;
  for (const whole of pieces) {
    const left = allowed[whole.section] - used[whole.section];
    const piece = whole.section === 'text' ? textWithin(whole, left) : left > 0 ? whole : null;
    if (piece === null) continue;
    if (bytes + piece.bytes > room) break;
    shown.push(piece);
    bytes += piece.bytes;
    used[piece.section] += piece.section === 'text' ? piece.text.length : 1;
  }
  return {
    pieces: shown,
    cut: shown.length < pieces.length || shown.some((piece, n) => piece !== pieces[n]),
  };
}

function textWithin(piece: Piece, characters: number): Piece | null {
  if (piece.text.length <= characters) return piece;
  return characters >= LEAST_BEGINNING ? beginning(piece, characters - 2) : null;
}

/** All pieces in as few parts as `room` bytes allow. */
export function allParts(pieces: Piece[], room: number): Piece[][] {
  const parts: Piece[][] = [[]];
  let bytes = 0;
  for (const piece of pieces) {
    const current = parts.at(-1);
    if (current === undefined || (current.length > 0 && bytes + piece.bytes > room)) {
      parts.push([piece]);
      bytes = piece.bytes;
    } else {
      current.push(piece);
      bytes += piece.bytes;
    }
  }
  return parts;
}

export function bytesOf(pieces: Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}
