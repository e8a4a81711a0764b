// The page's own, whatever they hold.
declare const window: {
  dataLayer?: Iterable<DataLayerEntry>;
  google_tag_data?: { ics?: { entries?: Record<string, unknown> } };
};

/** What gtag pushes. Whatever else is there has other members, or none: each is asked for first. */
interface DataLayerEntry {
  0: string;
  1: string;
  2: { [type: string]: string | true };
}

// Google lets a consent tool correct a default for as long as `wait_for_update` says, which is a second or two.
const DEFAULT_COUNTS_AFTER_MS = 5000;

/**
 * What Google Consent Mode says of a type: 0 denied, 1 unknown, 2 granted. The same as the adapter `google`, in fewer bytes:
 * everything is read anew at each look, so that a replaced data layer or `push` makes no difference. The host's getters may
 * throw. Where data layer and Tag Manager disagree on an update, nothing is known: either may be ahead of the other.
 */
export let readConsentMode = (type: string): number => {
  let { default: resolved, update, quiet } = Object(window.google_tag_data?.ics?.entries?.[type]);
  let said = update;
  let standard: boolean | undefined;
  for (let entry of window.dataLayer || []) {
    let value = entry?.[0] == 'consent' && entry[2]?.[type];
    if (value) {
      let isGranted = value == 'granted' || value == true;
      if (entry[1] == 'update') said = isGranted;
      // A default grants only if all of them do, and none is for a region: where the visitor is, only Tag Manager knows.
      else standard = standard != false && isGranted && !entry[2].region;
    }
  }
  if (said == null) return (resolved ?? standard) && !quiet && performance.now() > DEFAULT_COUNTS_AFTER_MS ? 2 : 1;
  return said == (update ?? said) ? said * 2 : 1;
};
