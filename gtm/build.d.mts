/** The addresses the template may load. */
export const LOADER: string;
export const SCRIPT: string;
/** The text of template.tpl. */
export function buildTemplate(): string;
/** The text of custom-html.html. */
export function buildCustomHtml(): string;
