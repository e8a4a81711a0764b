const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for element content and for quoted attributes. */
export const escapeText = (value) => String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]);

const render = (value) => {
  if (value === undefined || value === null || value === false || value === true) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  return typeof value === 'object' && typeof value.markup === 'string' ? value.markup : escapeText(value);
};

/** Markup that is known to be safe and goes out as it is. */
export const raw = (markup) => ({ markup });

/** Tagged template: every value is escaped unless it is markup itself; arrays are joined, nothing-values vanish. */
export const html = (strings, ...values) =>
  raw(strings.reduce((out, string, index) => out + render(values[index - 1]) + string));

/** JSON for a `<script type="application/…">` data block: `</script>` and comments cannot close or open anything. */
export const jsonBlock = (value) => raw(JSON.stringify(value).replaceAll('<', '\\u003c'));
