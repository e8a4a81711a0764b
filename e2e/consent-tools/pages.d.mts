interface Tool {
  script(): Promise<string>;
  /** Selectors of what a visitor presses. */
  agree: string;
  refuse: string;
  /** One press after the other. */
  withdraw: readonly string[];
  /** Code that opens the tool again. */
  open: string;
}

export const TOOLS: Readonly<Record<'cookieconsent' | 'klaro' | 'tcf', Tool>>;

/** A page of a shop with the tag and the tool. */
export function pageOf(name: string, how: { way: 'adapter' | 'script'; tool: 'there' | 'late' | 'absent' }): string;
