/** A mutation, and when it was told. */
export interface Change {
  at: number;
  record: MutationRecord;
}

/** What of one node is another at the end of a time than at its beginning: an attribute, its text or its children. */
export interface Difference {
  node: Node;
  /** The attribute's name, `childList` or `characterData`. */
  name: string;
  /** When it changed; the first of many. */
  times: number[];
  before: string | null;
  /** At the end of the time. */
  after: string | null;
  added: Node[];
  removed: Node[];
  /** Children that stand elsewhere among their siblings now. */
  moved: boolean;
  /** What was shown for a while and is gone again: nodes with how long they were there, in ms. */
  passing: [node: Node, ms: number][];
  /** From its first change to its last, in ms. */
  lasted: number;
}

interface Cell extends Omit<Difference, 'after' | 'added' | 'removed'> {
  after?: string | null;
  added: Map<Node, number>;
  removed: Map<Node, readonly (Node | null)[]>;
}

// More times than that say nothing more.
const MAX_TIMES = 12;

const takeChildren = (cell: Cell, { at, record }: Change): void => {
  const { addedNodes, removedNodes, previousSibling, nextSibling } = record;
  for (const node of removedNodes) {
    const since = cell.added.get(node);
    if (since === undefined) cell.removed.set(node, [previousSibling, nextSibling]);
    else {
      cell.added.delete(node);
      cell.passing.push([node, at - since]);
    }
  }
  for (const node of addedNodes) {
    const [previous, next] = cell.removed.get(node) || [];
    if (!cell.removed.delete(node)) cell.added.set(node, at);
    else if (previous !== previousSibling && next !== nextSibling) cell.moved = true;
  }
};

/**
 * What is another at `to` than at `from`. Values between are read from the records' old values, so that it can be asked
 * long after: nothing has to be copied while a person is pressing.
 */
export const differencesIn = (changes: readonly Change[], from: number, to: number): Difference[] => {
  const cells = new Map<Node, Record<string, Cell>>();
  const list: Cell[] = [];
  for (const change of changes) {
    const { at, record } = change;
    if (at < from) continue;
    const { target: node } = record;
    const isOver = at >= to;
    let known = cells.get(node);
    // What a record tells is asked of the browser each time: most of what comes later is about other nodes.
    if (isOver && !known) continue;
    known ||= {};
    const { type, oldValue } = record;
    const name = record.attributeName || type;
    let cell = known[name];
    if (isOver) {
      // The first change after the end knows what was there at the end.
      if (cell && cell.after === undefined) cell.after = oldValue;
      continue;
    }
    cells.set(node, known);
    if (!cell) {
      cell = {
        node,
        name,
        times: [],
        before: oldValue,
        added: new Map(),
        removed: new Map(),
        moved: false,
        passing: [],
        lasted: 0,
      };
      known[name] = cell;
      list.push(cell);
    }
    if (cell.times.length < MAX_TIMES) cell.times.push(at);
    cell.lasted = at - (cell.times[0] as number);
    if (type === 'childList') takeChildren(cell, change);
  }
  return list.map((cell) => ({
    ...cell,
    after: cell.after === undefined ? valueNow(cell) : cell.after,
    added: [...cell.added.keys()],
    removed: [...cell.removed.keys()],
  }));
};

/** What the attribute or the text is now. */
export const valueNow = ({ node, name }: Pick<Difference, 'node' | 'name'>): string | null =>
  // Only elements have attributes.
  node.nodeType === 1 ? (node as Element).getAttribute(name) : node.nodeValue;
