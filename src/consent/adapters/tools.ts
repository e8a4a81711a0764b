import type { OptionKind } from './script.js';

/** An option of an adapter, as an attribute of its script and as a field of the set-up page. */
export interface ToolOption {
  kind: OptionKind;
  /** What to put in. */
  means: string;
  /** As somebody would write it. */
  example: string;
  /** What holds where nothing is given; without one it must be given. */
  default?: string;
}

/** What a person reads of a consent tool. */
export interface ConsentTool {
  title: string;
  /** What stands for FullStory, and what for Ometria. */
  hint: string;
  /** The page of the tool's maker that says what is called. */
  source: string;
  options: Readonly<Record<string, ToolOption>>;
  /** What else somebody has to know, in Markdown. */
  notes?: string;
  /** What the tag's own core hears without a script: `data-consent="google"`. */
  isBuiltIn?: boolean;
}

const needed = (kind: OptionKind, means: string, example: string): ToolOption => ({ kind, means, example });

/** Every adapter, by the name of its export and of its file. No script build imports this table. */
export const CONSENT_TOOLS: Readonly<Record<string, ConsentTool>> = {
  google: {
    title: 'Google Consent Mode v2',
    notes: [
      "The adapter reads the commands on `dataLayer`. Where Tag Manager is there, it also reads its state in `google_tag_data.ics`, which is not documented. That state knows the visitor's region, and what consent templates change without a data-layer entry.",
      '',
      '- A **default** of denied means “not answered”: it comes on every page. Only an **update** to denied is a refusal.',
      '- A default of granted counts when Tag Manager has resolved it. Without Tag Manager it counts only if it has no `region` and no other default contradicts it. The tag does not know where the visitor is.',
      "- A default with `wait_for_update` does not count before that time is over, as with Google's own tags. An update counts at once.",
      '',
      'The data layer must have its usual name, `dataLayer`. Another script may replace its `push` without calling ours. The tag then takes its place again at the next look. While there is consent, it looks before every press and key, so a withdrawal is heard.',
    ].join('\n'),
    hint: 'Both `analytics_storage` and `ad_storage` have to be granted. A type that nobody has set counts as not answered.',
    source: 'https://developers.google.com/tag-platform/security/guides/consent',
    isBuiltIn: true,
    options: {
      analytics: { ...needed('text', 'consent type for FullStory', 'analytics_storage'), default: 'analytics_storage' },
      marketing: { ...needed('text', 'consent type for Ometria', 'ad_storage'), default: 'ad_storage' },
    },
  },
  onetrust: {
    title: 'OneTrust',
    notes:
      'The adapter follows `OnetrustActiveGroups`, `OneTrust.OnConsentChanged` and the events `OneTrustGroupsUpdated`, `OTConsentApplied` and `consent.onetrust`. `OneTrust.IsAlertBoxClosed()` separates a refusal from a banner that is still open.',
    hint: 'The groups of your own cookie list. There is no default.',
    source: 'https://developer.onetrust.com/onetrust/docs/javascript-events-guide',
    options: {
      analytics: needed('text', 'group of FullStory', 'C0002'),
      marketing: needed('text', 'group of Ometria', 'C0004'),
    },
  },
  cookiebot: {
    title: 'Cookiebot',
    hint: 'Both statistics and marketing have to be accepted.',
    source: 'https://www.cookiebot.com/en/developer/',
    options: {},
  },
  tcf: {
    title: 'IAB TCF v2',
    notes:
      "The framework was made for advertising. Decide with your counsel which of its purposes cover the two, and put them in. The script waits for the CMP's stub, which defines `__tcfapi`. Where the GDPR does not apply to a visitor, the framework has asked nobody, and the tag stays silent. With `outsideGdpr` set to `granted`, such a visitor counts as agreed.",
    hint: 'Numbers of the purposes that cover each. The framework knows neither FullStory nor Ometria: ask your counsel.',
    source: 'https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework',
    options: {
      analytics: needed('numbers', 'purposes for FullStory', '1,8'),
      marketing: needed('numbers', 'purposes for Ometria', '1,5'),
      vendors: { ...needed('numbers', 'vendors that need consent too', '755'), default: 'none' },
      outsideGdpr: {
        ...needed('text', '`granted` where a visitor outside the GDPR counts as agreed', 'granted'),
        default: 'unknown',
      },
    },
  },
  shopify: {
    title: 'Shopify Customer Privacy',
    hint: 'Both analytics and marketing have to be allowed. The shop’s settings and the visitor’s region are respected.',
    source: 'https://shopify.dev/docs/api/customer-privacy',
    options: {},
  },
  didomi: {
    title: 'Didomi',
    hint: 'Ids of your purposes, and of vendors if you use them. There is no default.',
    source: 'https://developers.didomi.io/cmp/web-sdk/reference/api',
    options: {
      analytics: needed('texts', 'purposes for FullStory', 'analytics-HpBJrrK7'),
      marketing: needed('texts', 'purposes for Ometria', 'marketing-J7gkQ8Fp'),
      vendors: { ...needed('texts', 'vendors that need consent too', 'c:fullstory'), default: 'none' },
    },
  },
  usercentrics: {
    title: 'Usercentrics',
    notes:
      'Versions 2 and 3. Only an explicit answer counts: what Usercentrics grants by itself before the visitor has answered does not.',
    hint: 'Ids of the two services in your Usercentrics, or slugs of their categories. There is no default.',
    source: 'https://usercentrics.com/docs/web/v3/api/control-functionality/',
    options: {
      analytics: needed('text', 'service or category of FullStory', 'functional'),
      marketing: needed('text', 'service or category of Ometria', 'marketing'),
    },
  },
  cookieyes: {
    title: 'CookieYes',
    hint: 'Both analytics and advertisement have to be accepted.',
    source: 'https://www.cookieyes.com/documentation/retrieving-consent-data-using-api-getckyconsent/',
    options: {
      analytics: { ...needed('text', 'category of FullStory', 'analytics'), default: 'analytics' },
      marketing: { ...needed('text', 'category of Ometria', 'advertisement'), default: 'advertisement' },
    },
  },
  civic: {
    title: 'Civic Cookie Control',
    notes:
      'Versions 8 and 9. Cookie Control has no event for other scripts. The adapter asks again, and after each click while there is consent.',
    hint: 'Places of the two categories in your `optionalCookies`, counted from 0. A change is heard within five seconds.',
    source: 'https://www.civicuk.com/cookie-control/documentation/public-methods',
    options: {
      analytics: needed('number', 'place of the category of FullStory', '0'),
      marketing: needed('number', 'place of the category of Ometria', '1'),
    },
  },
  trustarc: {
    title: 'TrustArc',
    notes: 'Only an asserted decision counts; an implied one counts as not answered.',
    hint: 'Numbers of the two categories in your TrustArc; 1 is what is required.',
    source: 'https://github.com/trustarc/trustarc-segment-wrapper',
    options: {
      analytics: needed('number', 'category of FullStory', '2'),
      marketing: needed('number', 'category of Ometria', '3'),
    },
  },
  cookieconsent: {
    title: 'vanilla-cookieconsent',
    notes:
      'Version 3. If a bundler imports the tool, there is no global: hand the module over, `cookieconsent({ tool: CookieConsent })`.',
    hint: 'Both categories have to be accepted.',
    source: 'https://cookieconsent.orestbida.com/reference/api-reference.html',
    options: {
      analytics: { ...needed('text', 'category of FullStory', 'analytics'), default: 'analytics' },
      marketing: { ...needed('text', 'category of Ometria', 'marketing'), default: 'marketing' },
    },
  },
  klaro: {
    title: 'Klaro',
    notes: 'If a bundler imports the tool, hand the module over, `klaro({ tool: klaroModule })`.',
    hint: 'Names of the two services in your Klaro configuration.',
    source: 'https://klaro.org/docs/api/js_api',
    options: {
      analytics: { ...needed('text', 'service FullStory', 'fullstory'), default: 'fullstory' },
      marketing: { ...needed('text', 'service Ometria', 'ometria'), default: 'ometria' },
    },
  },
};
