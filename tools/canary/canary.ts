/** 30 minutes without activity end a visit; five more for the properties to be written. */
export const WAIT_MS = 35 * 60_000;

/** Second argument of identify, by style. */
export const STYLES: Readonly<Record<string, (value: string) => object>> = {
  plain: (value) => ({ fs_canary_plain: value }),
  dotted: (value) => ({ 'properties.fs_canary_dotted': value }),
  nested: (value) => ({ properties: { fs_canary_nested: value } }),
};

/** What each outcome means. */
export const VERDICTS: Readonly<Record<string, string>> = {
  plain: 'Nothing to configure: keys: ‘plain’ is the default.',
  dotted: 'Choose ‘dotted’ as the style of keys in the set-up: data-options=\'{ "keys": "dotted" }\'.',
  nested: 'Choose ‘nested’ as the style of keys in the set-up: data-options=\'{ "keys": "nested" }\'.',
  several: 'Any of them will do. Take ‘plain’ if it is among them: it needs the fewest characters.',
  none: 'Check that the three fields exist under exactly these ids, that the contact is the one of step 2, and that the requests were seen in step 3. If all of that holds, ask Ometria’s support to map the properties of identify to custom fields for your account, and send again.',
};

const pad = (number: number): string => String(number).padStart(2, '0');
export const clock = (date: Date): string => `${pad(date.getHours())}:${pad(date.getMinutes())}`;

/** The address of a tag, or undefined: https, or of the page's own origin. */
export const readAddress = (text: string, base: string): URL | undefined => {
  try {
    const url = new URL(text.trim(), base);
    return url.protocol === 'https:' || url.origin === new URL(base).origin ? url : undefined;
  } catch {
    return undefined;
  }
};

/**
 * What a link to this page may fill in: a tag of the page's own origin or of Ometria's. With any other, whoever sends
 * the link would run a script of theirs here at one click.
 */
export const readLink = (text: string, base: string): string => {
  const url = readAddress(text, base);
  return url && (url.origin === new URL(base).origin || url.origin === 'https://cdn.ometria.com') ? text : '';
};
