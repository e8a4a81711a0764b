/** Second-level labels under which sites are registered: brand.co.uk, brand.com.au. */
const SUFFIX = /^(com?|org|net|gov|ac|ne|or|edu)$/;

/** The part of a host's name that all hosts of one site share. */
export const siteOf = (host: string): string => {
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && SUFFIX.test(second) ? -3 : -2).join('.');
};

/** Is the address on a host of that site? */
export const isOnSite = (address: string, site: string): boolean => {
  const [, host = ''] = address.match(/^[a-z-]+:\/\/([^/?#:]+)/i) || [];
  return `.${host}`.endsWith(`.${site}`);
};
