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

  /** What stands behind the amount is for those who keep it. */
  put(
    row: number,
    clause: number,
    quantity: number,
    amount: number,
    _month: number,
    _taken: number,
    _exact: number,
  ): void {
    const at = this.count;
    this.row[at] = row;
    this.clause[at] = clause;
    this.quantity[at] = quantity;
    this.amount[at] = amount;
    this.count = at + 1;
  }

  /** Adds to a line. */
  add(at: number, quantity: number, amount: number, _exact: number): void {
    this.quantity[at] = (this.quantity[at] as number) + quantity;
    this.amount[at] = amount;
  }

  /** Minor units. */
  total(): number {
    let sum = 0;
    for (let at = 0; at < this.count; at += 1) sum += this.amount[at] ?? 0;
    return sum;
  }
}

/** With the three other columns that those of `priceColumns` have: month, what was drawn or bought, exact amount. */
export class WideLines extends Lines {
  month: Int32Array;
  taken: Float64Array;
  exact: Float64Array;

  constructor(capacity: number) {
    super(capacity);
    this.month = new Int32Array(capacity);
    this.taken = new Float64Array(capacity);
    this.exact = new Float64Array(capacity);
  }

  override put(
    row: number,
    clause: number,
    quantity: number,
    amount: number,
    month: number,
    taken: number,
    exact: number,
  ): void {
    const at = this.count;
    this.row[at] = row;
    this.clause[at] = clause;
    this.quantity[at] = quantity;
    this.amount[at] = amount;
    this.month[at] = month;
    this.taken[at] = taken;
    this.exact[at] = exact;
    this.count = at + 1;
  }

  override add(at: number, quantity: number, amount: number, exact: number): void {
    super.add(at, quantity, amount, exact);
    this.exact[at] = exact;
  }
}

/**
 * The whole number nearest to `n / d`, halves up. Exact for 0 <= n < 2^50: the quotient and the sum are off by less than
 * 2^-52 of their size, and what is no half is at least 1/(2d) away from one.
 */
export function rounded(n: number, d: number): number {
  return Math.floor(n / d + 0.5);
}
