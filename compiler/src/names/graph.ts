// What depends on what, in an order in which each comes after what it needs: without recursion, so that no text is too deep.

export interface Ordered {
  /** Every node after those it needs; the nodes of a cycle stand somewhere. */
  readonly order: readonly number[];
  /** Each cycle once, as the path round it. Cycles that share a node with one found before are left out. */
  readonly cycles: readonly (readonly number[])[];
}

/** Depth-first over the nodes 0 … count-1 with the nodes that each needs. */
export function inOrder(count: number, needs: (node: number) => readonly number[]): Ordered {
  const order: number[] = [];
  const cycles: (readonly number[])[] = [];
  const inCycle = new Set<number>();
  const state = new Uint8Array(count); // 0 new, 1 on the path, 2 done
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue;
    const path: { readonly node: number; readonly needs: readonly number[]; next: number }[] = [];
    const enter = (node: number) => {
      state[node] = 1;
      path.push({ node, needs: needs(node), next: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const need = top.needs[top.next++];
      if (need === undefined) {
        state[top.node] = 2;
        order.push(top.node);
        path.pop();
      } else if (state[need] === 0) {
        enter(need);
      } else if (state[need] === 1) {
        const cycle = path.slice(path.findIndex(({ node }) => node === need)).map(({ node }) => node);
        if (!cycle.some((node) => inCycle.has(node))) cycles.push(cycle);
        for (const node of cycle) inCycle.add(node);
      }
    }
  }
  return { order, cycles };
}
