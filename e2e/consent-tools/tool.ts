/** A consent tool on a page, and how a visitor answers it. */
export interface Tool {
  /** The adapter as code. */
  call: string;
  /** What its script is told. */
  attributes: string;
  /** The tool's own script. */
  script(): Promise<string>;
  style: string;
  /** Selectors of what a visitor presses. */
  agree: string;
  refuse: string;
  /** Code that opens the tool again. */
  open: string;
  /** One press after the other. */
  withdraw: readonly string[];
}

/** With the name of its adapter. */
export interface NamedTool extends Tool {
  name: string;
}
