/** How far up from the clicked node a name is looked for: an icon's path inside its svg inside its button. */
const MAX_STEPS = 4;

/**
 * What a target may be called outside the page: its data-testid, id or name, or that of the nearest of its ancestors.
 * Texts and accessible names are never read: they can hold a customer's words.
 */
export const targetName = (path: readonly EventTarget[]): string | undefined => {
  for (const node of path.slice(0, MAX_STEPS)) {
    // Not `instanceof`: the node may come from another document.
    const { getAttribute } = node as Partial<Element>;
    if (typeof getAttribute !== 'function') return undefined;
    for (const attribute of ['data-testid', 'id', 'name']) {
      const name = getAttribute.call(node, attribute);
      if (name) return name;
    }
  }
  return undefined;
};
