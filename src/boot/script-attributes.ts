import { toObject } from '../tools/text.js';

/** `data-debug` alone means true; an empty prefix is a prefix. */
const toScalar = (name: string, text: string): boolean | number | string => {
  if (text === 'true' || (text === '' && name !== 'prefix')) return true;
  if (text === 'false') return false;
  return /^\d+$/.test(text) ? Number(text) : text;
};

/** Attributes of the script tag: `data-options` as JSON, any scalar option by its name. Commands win over them. */
export const readAttributes = (script: unknown): Record<string, unknown> => {
  const dataset = toObject(toObject(script).dataset);
  let options: Record<string, unknown> = {};
  for (const name of Object.keys(dataset)) {
    const text = String(dataset[name]);
    if (name !== 'options') options[name] = toScalar(name, text);
    else {
      try {
        options = { ...toObject(JSON.parse(text)), ...options };
      } catch {
        // Reported as a wrong option when the configuration is read.
        options['data-options'] = text;
      }
    }
  }
  return options;
};
