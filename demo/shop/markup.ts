import { html, raw } from 'hono/html';

export { html, raw };

/** Markup that is safe to go out as it is. */
export type Markup = ReturnType<typeof html>;

/** JSON for a `<script type="application/…">` data block: `</script>` and comments cannot close or open anything. */
export const jsonBlock = (value: unknown): Markup => raw(JSON.stringify(value).replaceAll('<', '\\u003c'));
