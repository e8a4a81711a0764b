/** Whether a signature was made over exactly these bytes with one of the secrets. */
export type Verify = (signature: string | null, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

const importKey = (secret: string, use: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', encoder.encode(secret), HMAC, false, [use]);

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** 64 hexadecimal digits as bytes; nothing else is a signature. */
const fromHex = (text: string | null): Uint8Array<ArrayBuffer> | undefined =>
  text !== null && /^[\da-f]{64}$/i.test(text)
    ? Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))
    : undefined;

/** FullStory's signature: HMAC-SHA-256 over the raw bytes of the payload, as hex. */
export const sign = async (secret: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toHex(await crypto.subtle.sign(HMAC.name, await importKey(secret, 'sign'), bytes));

/**
 * Compares in constant time: the specification wants it of `verify`.
 * https://w3c.github.io/webcrypto/#hmac-operations-verify
 */
export function createVerify(secrets: readonly string[]): Verify {
  let keys: Promise<Awaited<ReturnType<typeof importKey>>[]> | undefined;
  return async (signature, bytes) => {
    const given = fromHex(signature);
    if (given === undefined) return false;
    // Not before the first request: workerd allows no asynchronous work while a module starts.
    keys ??= Promise.all(secrets.map((secret) => importKey(secret, 'verify')));
    const verdicts = (await keys).map((key) => crypto.subtle.verify(HMAC.name, key, given, bytes));
    return (await Promise.all(verdicts)).includes(true);
  };
}

/** SHA-256 as 32 hexadecimal digits: enough that two events never share one by chance. */
export const shortHash = async (text: string): Promise<string> =>
  toHex(await crypto.subtle.digest('SHA-256', encoder.encode(text))).slice(0, 32);
