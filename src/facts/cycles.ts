/**
 * Which vertices of a directed graph lie on a cycle with which: equal numbers, same strongly connected component. Vertex `i`
 * has the edges `edges[i]`. Tarjan's algorithm with a stack of our own, because chains of references can be long; linear.
 */
export function components(edges: readonly (readonly number[])[]): Int32Array {
  const unseen = -1;
  const order = new Int32Array(edges.length).fill(unseen);
  const low = new Int32Array(edges.length);
  const component = new Int32Array(edges.length).fill(unseen);
  const next = new Int32Array(edges.length); // how many edges of a vertex are done
  const open: number[] = [];
  let time = 0;
  for (let root = 0; root < edges.length; root++) {
    if (order[root] !== unseen) continue;
    const path = [root];
    while (path.length > 0) {
      const at = path.at(-1)!;
      if (order[at] === unseen) {
        order[at] = low[at] = time++;
        open.push(at);
      }
      const to = edges[at]![next[at]!++];
      if (to !== undefined) {
        if (order[to] === unseen) path.push(to);
        else if (component[to] === unseen) low[at] = Math.min(low[at]!, order[to]!);
        continue;
      }
      path.pop();
      if (low[at] === order[at]) for (let v = unseen; v !== at; component[v] = at) v = open.pop()!;
      const above = path.at(-1);
      if (above !== undefined) low[above] = Math.min(low[above]!, low[at]!);
    }
  }
  return component;
}
