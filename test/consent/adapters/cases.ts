/** What a visitor has said: nothing yet, to both purposes, to the first alone, to the other alone, to neither. */
export type State = 'open' | 'granted' | 'half' | 'otherHalf' | 'refused';

export const ANSWERS: Record<State, boolean | undefined> = {
  open: undefined,
  granted: true,
  half: false,
  otherHalf: false,
  refused: false,
};

/** A fake window, to which tools add what they offer. */
export type Host = Record<string, unknown>;

export interface Case {
  tool: string;
  /** For the adapter, and for its script's element. */
  options: object;
  attributes: Record<string, string>;
  /** Puts the tool into a state. */
  set(host: Host, state: State): void;
  /** The events by which it tells of a change. */
  events?: readonly string[];
  on?: 'document';
  /** Tells of itself when it has loaded, so that nobody has to look for it. */
  announces?: boolean;
  /** Called back through a method of the tool. */
  calls?(host: Host): void;
}

const both = (state: State) =>
  [state === 'granted' || state === 'half', state === 'granted' || state === 'otherHalf'] as const;

/** Members that a tool keeps while its state changes, such as listeners. */
const kept = <T extends object>(host: Host, name: string, make: () => T): T => {
  host[name] ??= make();
  // Just made.
  return host[name] as T;
};

const listeners = () => ({ listeners: [] as ((...args: unknown[]) => void)[] });

export const CASES: readonly Case[] = [
  {
    tool: 'cookiebot',
    options: {},
    attributes: {},
    set: (host, state) => {
      const [statistics, marketing] = both(state);
      host.Cookiebot = { hasResponse: state !== 'open', consent: { statistics, marketing } };
    },
    events: ['CookiebotOnAccept'],
    announces: true,
  },
  {
    tool: 'onetrust',
    options: { analytics: 'C0002', marketing: 'C0004' },
    attributes: { analytics: 'C0002', marketing: 'C0004' },
    set: (host, state) => {
      const [analytics, marketing] = both(state);
      host.OnetrustActiveGroups = `,C0001,${analytics ? 'C0002,' : ''}${marketing ? 'C0004,' : ''}`;
      host.OneTrust = { IsAlertBoxClosed: () => state !== 'open' };
    },
    events: ['OTConsentApplied'],
  },
  {
    tool: 'shopify',
    options: {},
    attributes: {},
    set: (host, state) => {
      const [analytics, marketing] = both(state);
      const word = (isAllowed: boolean) => (state === 'open' ? '' : isAllowed ? 'yes' : 'no');
      host.Shopify = {
        customerPrivacy: {
          analyticsProcessingAllowed: () => analytics,
          marketingAllowed: () => marketing,
          currentVisitorConsent: () => ({ analytics: word(analytics), marketing: word(marketing) }),
        },
      };
    },
    events: ['visitorConsentCollected'],
    on: 'document',
  },
  {
    tool: 'tcf',
    options: { analytics: [1, 8], marketing: [5], vendors: [755] },
    attributes: { analytics: '1, 8', marketing: '5', vendors: '755' },
    set: (host, state) => {
      const made = kept(host, 'cmp', () => ({ ...listeners(), data: {} }));
      const [analytics, marketing] = both(state);
      made.data = {
        eventStatus: state === 'open' ? 'cmpuishown' : 'useractioncomplete',
        purpose: { consents: { 1: analytics, 8: analytics, 5: marketing } },
        vendor: { consents: { 755: marketing } },
      };
      host.__tcfapi = (command: string, _: number, callback: (...args: unknown[]) => void) => {
        if (command !== 'addEventListener') return;
        made.listeners.push(callback);
        callback(made.data, true);
      };
    },
    calls: (host) => {
      const made = kept(host, 'cmp', () => ({ ...listeners(), data: {} }));
      for (const listener of made.listeners) listener(made.data, true);
    },
  },
  {
    tool: 'didomi',
    options: { analytics: ['a-1'], marketing: ['m-1'], vendors: ['c:fs'] },
    attributes: { analytics: 'a-1', marketing: 'm-1', vendors: 'c:fs' },
    set: (host, state) => {
      const tool = kept(host, 'Didomi', () => ({ ...listeners() }));
      const [analytics, marketing] = both(state);
      Object.assign(tool, {
        isReady: () => true,
        shouldUserStatusBeCollected: () => state === 'open',
        getCurrentUserStatus: () => ({
          purposes: { 'a-1': { enabled: analytics }, 'm-1': { enabled: marketing } },
          vendors: { 'c:fs': { enabled: true } },
        }),
        on: (event: string, listener: () => void) => event === 'consent.changed' && tool.listeners.push(listener),
      });
    },
    calls: (host) => {
      for (const listener of kept(host, 'Didomi', listeners).listeners) listener();
    },
  },
  {
    tool: 'usercentrics',
    options: { analytics: 'fs', marketing: 'marketing' },
    attributes: { analytics: 'fs', marketing: 'marketing' },
    set: (host, state) => {
      const [analytics, marketing] = both(state);
      host.UC_UI = {
        isInitialized: () => true,
        isConsentRequired: () => state === 'open',
        getServicesBaseInfo: () => [
          { id: 'fs', categorySlug: 'functional', consent: { status: analytics } },
          { id: 'om', categorySlug: 'marketing', consent: { status: marketing } },
        ],
      };
    },
    events: ['UC_UI_CMP_EVENT'],
  },
  {
    tool: 'cookieyes',
    options: {},
    attributes: {},
    set: (host, state) => {
      const [analytics, advertisement] = both(state);
      host.getCkyConsent = () => ({
        categories: { necessary: true, analytics, advertisement },
        isUserActionCompleted: state !== 'open',
      });
    },
    events: ['cookieyes_consent_update'],
    on: 'document',
  },
  {
    tool: 'civic',
    options: { analytics: 0, marketing: 1 },
    attributes: { analytics: '0', marketing: '1' },
    set: (host, state) => {
      const answers = state === 'open' ? [null, null] : both(state);
      host.CookieControl = { getCategoryConsent: (place: number) => answers[place] };
    },
  },
  {
    tool: 'trustarc',
    options: { analytics: 2, marketing: 3 },
    attributes: { analytics: '2', marketing: '3' },
    set: (host, state) => {
      const [analytics, marketing] = both(state);
      const consentDecision = state === 'open' ? [0] : [1, ...(analytics ? [2] : []), ...(marketing ? [3] : [])];
      const source = state === 'open' ? 'implied' : 'asserted';
      host.truste = { cma: { callApi: () => ({ consentDecision, source }) } };
    },
    events: ['message'],
  },
  {
    tool: 'cookieconsent',
    options: {},
    attributes: {},
    set: (host, state) => {
      const [analytics, marketing] = both(state);
      host.CookieConsent = {
        validConsent: () => state !== 'open',
        acceptedCategory: (name: string) => ({ analytics, marketing })[name] ?? false,
      };
    },
    events: ['cc:onChange'],
  },
  {
    tool: 'klaro',
    options: {},
    attributes: {},
    set: (host, state) => {
      const tool = kept(host, 'klaro', () => ({ ...listeners(), manager: {} }));
      const [fullstory, ometria] = both(state);
      const watchers = tool.listeners;
      Object.assign(tool.manager, {
        confirmed: state !== 'open',
        // What somebody is choosing just now.
        consents: { fullstory: true, ometria: true },
        savedConsents: { fullstory, ometria },
        watch: ({ update }: { update: () => void }) => watchers.push(update),
      });
      Object.assign(tool, { getManager: () => tool.manager });
    },
    calls: (host) => {
      for (const update of kept(host, 'klaro', listeners).listeners) update({}, 'saveConsents', {});
    },
  },
];
