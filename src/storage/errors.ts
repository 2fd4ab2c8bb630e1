import { Refusal } from '../refusal.ts';

/** Something about the database or the keys that a person must mend: what is wrong, and the cure. */
export class StorageError extends Refusal {
  override readonly name = 'StorageError';
  readonly problem: string;
  readonly cure: string;

  constructor(problem: string, cure: string, options?: ErrorOptions) {
    super(`${problem} ${cure}`);
    this.problem = problem;
    this.cure = cure;
    this.cause = options?.cause;
  }
}

/** The database cannot be reached now; nothing was stored. It is tried again by itself. */
export class StorageAwayError extends Error {
  override readonly name = 'StorageAwayError';

  constructor(options?: ErrorOptions) {
    super('The database cannot be reached at the moment.', options);
  }
}

/** The code that a database or system error carries, such as `SQLITE_BUSY`, `28P01` or `ECONNREFUSED`. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return '';
}
