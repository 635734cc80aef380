// What code written for one agreement gives back: invoice lines as columns, and what they come to.

/** Lines of work: of which log, by which clause, the charged quantity in the agreement's own scale, and the amount in minor units. */
export class Lines {
  count = 0;
  row: Uint32Array;
  clause: Uint8Array;
  quantity: Float64Array;
  amount: Float64Array;

  constructor(capacity: number) {
    this.row = new Uint32Array(capacity);
    this.clause = new Uint8Array(capacity);
    this.quantity = new Float64Array(capacity);
    this.amount = new Float64Array(capacity);
  }

  /** Room for so many more. */
  reserve(more: number): void {
    if (this.count + more <= this.row.length) return;
    const larger = new Lines(Math.max(2 * this.row.length, this.count + more));
    larger.row.set(this.row);
    larger.clause.set(this.clause);
    larger.quantity.set(this.quantity);
    larger.amount.set(this.amount);
    this.row = larger.row;
    this.clause = larger.clause;
    this.quantity = larger.quantity;
    this.amount = larger.amount;
  }

  put(row: number, clause: number, quantity: number, amount: number): void {
    const at = this.count;
    this.row[at] = row;
    this.clause[at] = clause;
    this.quantity[at] = quantity;
    this.amount[at] = amount;
    this.count = at + 1;
  }

  /** Minor units. */
  total(): number {
    let sum = 0;
    for (let at = 0; at < this.count; at += 1) sum += this.amount[at] ?? 0;
    return sum;
  }
}

/**
 * The whole number nearest to `n / d`, halves up. Exact for 0 <= n < 2^50: the quotient and the sum are off by less than
 * 2^-52 of their size, and what is no half is at least 1/(2d) away from one.
 */
export function rounded(n: number, d: number): number {
  return Math.floor(n / d + 0.5);
}
