/** One of the permissions that a template declares. */
export interface Permission {
  instance: { key: { publicId: string }; param: { key: string; value: Value }[] };
}

/** A value as Tag Manager stores it: 1 text, 2 list, 3 map, 8 boolean. */
interface Value {
  type: number;
  string?: string;
  boolean?: boolean;
  listItem?: Value[];
  mapKey?: Value[];
  mapValue?: Value[];
}

export interface Field {
  type: string;
  name: string;
  displayName?: string;
  checkboxText?: string;
  help?: string;
  defaultValue?: unknown;
  selectItems?: { value: string; displayValue: string }[];
  radioItems?: { value: string; displayValue: string }[];
  simpleTableColumns?: { name: string; displayName: string; selectItems?: { value: string }[] }[];
  enablingConditions?: { paramName: string; paramValue: unknown }[];
  subParams?: Field[];
}

export interface Template {
  sections: string[];
  info: Record<string, unknown>;
  fields: Field[];
  code: string;
  permissions: Permission[];
  scenarios: { name: string; code: string }[];
  setup: string;
}

const outdent = (text: string, by: number) =>
  text
    .split('\n')
    .map((line) => line.slice(by))
    .join('\n');

/** Reads a template.tpl as Tag Manager does: sections between `___NAME___` lines, in their order. */
export const readTemplate = (text: string): Template => {
  const parts = text.split(/^___([A-Z_]+)___$/m).slice(1);
  const sections: Record<string, string> = {};
  for (let at = 0; at < parts.length; at += 2) sections[parts[at] ?? ''] = (parts[at + 1] ?? '').trim();
  const [, listed = '', setup = ''] =
    /^scenarios:\n([\s\S]*?)\nsetup: \|-\n([\s\S]*)$/.exec(sections.TESTS ?? '') ?? [];
  return {
    sections: Object.keys(sections),
    info: JSON.parse(sections.INFO ?? ''),
    fields: JSON.parse(sections.TEMPLATE_PARAMETERS ?? ''),
    code: sections.SANDBOXED_JS_FOR_WEB_TEMPLATE ?? '',
    permissions: JSON.parse(sections.WEB_PERMISSIONS ?? ''),
    scenarios: listed
      .split(/^- name: /m)
      .slice(1)
      .map((scenario) => {
        const [name = '', code = ''] = scenario.split(/\n {2}code: \|-\n/);
        return { name, code: outdent(code, 4) };
      }),
    setup: outdent(setup, 2),
  };
};

/** A value of a permission as plain data. */
export const toData = (value: Value): unknown => {
  if (value.type === 1) return value.string;
  if (value.type === 8) return value.boolean;
  if (value.type === 2) return (value.listItem ?? []).map(toData);
  const keys = (value.mapKey ?? []).map(toData);
  return Object.fromEntries(keys.map((key, at) => [String(key), toData((value.mapValue ?? [])[at] ?? { type: 1 })]));
};
