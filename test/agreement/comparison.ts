// Runtime and reference brought to one form, line by line, so that a difference can be read.

export interface Comparison {
  readonly runtime: readonly string[];
  readonly reference: readonly string[];
}
