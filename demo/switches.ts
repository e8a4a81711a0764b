import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** What a visitor of the demo may switch by the address, with what holds until then; '' is nothing. */
const SWITCHES = {
  fs: 'on',
  fsDelay: '3000',
  fsSplit: '',
  ragehook: 'on',
  ometria: 'on',
  ometriaDelay: '5000',
  tag: 'full',
  tagOptions: '',
  csp: 'off',
  inspector: 'off',
};
const COOKIE = 'demo';
const CONSENT_COOKIE = 'shop_consent';
const YEAR_IN_SECONDS = 31_536_000;

export type Switches = Readonly<typeof SWITCHES>;
export type Consent = 'granted' | 'denied' | undefined;

/** What every handler knows of a request. */
export type Env = { Variables: { switches: Switches; consent: Consent } };

const names = Object.keys(SWITCHES);

const onlySwitches = (given: unknown): Partial<Switches> =>
  Object.fromEntries(
    Object.entries(given ?? {}).filter(([name, value]) => names.includes(name) && typeof value === 'string'),
  );

const parse = (text = '{}'): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A cookie that cannot be read is a cookie that was never set.
    return {};
  }
};

/** The switches of a request: those of its address, over those of its cookie. New ones are remembered. */
export const readSwitches = (c: Context<Env>): Switches => {
  const resetting = c.req.query('reset-switches') === '1';
  const remembered = resetting ? {} : onlySwitches(parse(getCookie(c, COOKIE)));
  const asked = onlySwitches(c.req.query());
  const chosen = { ...remembered, ...asked };
  if (resetting || Object.keys(asked).length > 0)
    setCookie(c, COOKIE, JSON.stringify(chosen), { httpOnly: true, sameSite: 'Lax' });
  return { ...SWITCHES, ...chosen };
};

/** What the visitor said. The switch is none of the demo's: it sets the shop's own cookie, for this page already. */
export const readConsent = (c: Context<Env>): Consent => {
  const asked = c.req.query('consent');
  if (asked === 'ask') deleteCookie(c, CONSENT_COOKIE);
  else if (asked === 'granted' || asked === 'denied')
    setCookie(c, CONSENT_COOKIE, asked, { maxAge: YEAR_IN_SECONDS, sameSite: 'Lax' });
  const known = asked === 'ask' || asked === 'granted' || asked === 'denied' ? asked : getCookie(c, CONSENT_COOKIE);
  return known === 'granted' || known === 'denied' ? known : undefined;
};
