/** Every option: path, type as written, doc comment. */
export function readOptions(): { path: string; type: string; doc: string }[];
/** Every threshold of the detectors. */
export function readDetectors(): { type: string; defaults: string; doc: string }[];
/** The text of docs/options.md. */
export function buildOptions(): string;
