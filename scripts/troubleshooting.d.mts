/** The page's text with its tables made anew from src/inspector/problems.ts. */
export function render(text: string): Promise<string>;
