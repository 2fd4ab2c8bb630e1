/** What speaks for one label, before it is weighed. */
export interface Evidence {
  label: number;
  /** The classifier's signed distance: above 0 the label claims the text. */
  margin: number;
  /** Cosine to the label's nearest example. */
  likeness: number;
  /** The label's share of the votes of the nearest examples. */
  votes: number;
}

/** What is known of the whole text. */
export interface Circumstance {
  /** Share of its words that no example has, repaired or not. */
  unknown: number;
  /** How many words it has. */
  length: number;
}
