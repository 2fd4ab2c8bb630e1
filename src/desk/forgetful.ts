import type { Memory } from '../memory.ts';

/** A memory that keeps nothing: for one question in a terminal, and to measure what remembering costs. */
export const FORGETFUL: Memory = {
  conversations: { last: async () => null, keep: async () => {}, clear: async () => {} },
  journal: {
    ambiguousText: async () => null,
    tap: async () => {},
    vote: async () => false,
    texts: async () => [],
    mark: async () => {},
  },
  claims: {
    arrive: async () => 'waiting',
    take: async () => 'taken',
    renew: async () => true,
    finish: async () => {},
    abandon: async () => {},
    sweep: async () => {},
  },
  retention: { clearBefore: async () => 0 },
};
