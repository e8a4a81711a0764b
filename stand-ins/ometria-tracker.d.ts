/** How the stand-in is set up. */
export interface OmetriaTrackerOptions {
  /** The account's name in the collector's address. */
  account: string;
  /** Origin of the collector, without a slash at the end. */
  endpoint: string;
  /**
   * `shop` calls `init()` itself, with `type`, `data` and `store` of a `window.ometria.raw_data` that was there before;
   * `generic` (the default) calls `window.ometria.onLoad()` if there is one and leaves `init` to the site.
   */
  platform?: 'shop' | 'generic';
  /** Selector of the e-mail inputs that identify the visitor on `change`; none by default. */
  emailInputs?: string;
}

/** `window.ometria` once the stand-in has been installed. */
export interface OmetriaTracker {
  init(pageType?: string, pageData?: object, storeId?: string): void;
  identify(id: string, profile?: object): void;
  getIdentity(): string | null;
  setProfileData(profile: object): void;
  setBasket(basket: object): void;
  trackTransaction(id: string, transaction?: object): void;
  track(type: string, data?: object): void;
  _debug(): {
    sessionId: string;
    cookieId: string;
    userIdentity: string | null;
    extra: { cid: string; sid: string; url: string; uiid?: string; npv?: number };
  };
}

/**
 * Installs the stand-in on anything that has document, location, navigator, screen, history, Image and timers.
 * Returns `window.ometria`, or undefined where an `init` was there already. With cookies off only `init` is there.
 */
export function installOmetriaTracker(window: object, options: OmetriaTrackerOptions): OmetriaTracker | undefined;
