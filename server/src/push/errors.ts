/** A row of Ometria's validation errors. What Ometria repeats of the record itself is not read: it holds an e-mail address. */
export interface PushError {
  /** Id of the record, where the row names one. */
  id?: string;
  message: string;
  /** Where in the record. */
  path?: string;
  /** When, as Ometria writes it; tells this error from an older one of the same record. */
  at?: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const readText = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined;

// A message of Ometria's may quote the value that it refuses.
const withoutEmails = (text: string): string => text.replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, '…@…');

/** Rows are at the root, or in the one list of the root: no document says. */
const rowsOf = (body: unknown): unknown[] => {
  if (Array.isArray(body)) return body;
  return isObject(body) ? (Object.values(body).find(Array.isArray) ?? []) : [];
};

/**
 * Two shapes: documented `{ error_message, error_path }`, and seen in public code
 * `{ record_id, record, message: { error_message, error_path } }`.
 */
const readRow = (row: unknown): PushError | undefined => {
  if (!isObject(row)) return undefined;
  const said = isObject(row.message) ? row.message : row;
  const message = readText(said.error_message, 500) ?? readText(row.message, 500);
  if (message === undefined) return undefined;
  const id = readText(row.record_id, 200) ?? (isObject(row.record) ? readText(row.record.id, 200) : undefined);
  const path = Array.isArray(said.error_path)
    ? said.error_path.join('.').slice(0, 200)
    : readText(said.error_path, 200);
  const at = readText(row.timestamp, 40);
  return { message: withoutEmails(message), ...(id && { id }), ...(path && { path }), ...(at && { at }) };
};

/** The rows of an answer; of `ids` only, where they are given, and those that name no record. */
export const findErrors = (body: unknown, ids?: ReadonlySet<string>): PushError[] =>
  rowsOf(body)
    .map(readRow)
    .filter((error) => error !== undefined)
    .filter(({ id }) => ids === undefined || id === undefined || ids.has(id));
