/** A command cannot go on, for a reason that whoever called it can mend: the message says it, without a stack. */
export class Refusal extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
