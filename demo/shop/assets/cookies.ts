const YEAR_IN_SECONDS = 31_536_000;

/** A cookie's decoded value, or an empty string. */
export const readCookie = (name: string): string => {
  const pair = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return decodeURIComponent(pair?.slice(name.length + 1) ?? '');
};

export const writeCookie = (name: string, value: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in older browsers and insecure origins
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax`;
};
