/** What speaks for one label, before it is weighed. */
export interface Evidence {
  label: number;
  /** The classifier's signed distance: above 0 the label claims the text. */
  margin: number;
  /** The logarithm of how much likelier the text is under this label than under all others. */
  odds: number;
  /** Cosine to the label's nearest example, from 0 to 1. */
  likeness: number;
  /** The label's share of the votes of the nearest examples, from 0 to 1. */
  votes: number;
  /** Share of the text that the label's examples account for, unknown features counted as rarest. */
  covered: number;
}
