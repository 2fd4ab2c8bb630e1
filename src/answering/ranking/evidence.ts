/** What speaks for one label, before it is weighed. */
export interface Evidence {
  label: number;
  /** The classifier's signed distance: above 0 the label claims the text. */
  margin: number;
  /** The logarithm of how much likelier the text is under this label than under all others. */
  odds: number;
  /** Cosine to the label's nearest example, from 0 to 1. */
  likeness: number;
  /** Share of the text, from 0 to 1, that the label's examples have words for: see Coverage. */
  covered: number;
}
