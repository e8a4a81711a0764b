import type { Ports } from '../sources/source.js';
import { toObject } from '../tools/text.js';

const FILE = 'fullstory-ometria.inspector.min.js';

/** Has whoever opened this page asked for the inspector? Looked at once: without it there is no listener. */
export const isInspected = ({ page }: Ports): boolean => /^#fs_ometria_debug/.test(page.window.location.hash);

/** Loads the inspector from beside the tag, or from the given address; only the very file of this build is run. */
export const loadInspector = ({ page, report }: Ports, script: unknown, address?: unknown): void => {
  const { document, window } = page;
  const { src, nonce } = toObject(script);
  const url = String(address || String(src).replace(/[^/]*([?#].*)?$/, FILE));
  const blocked = () => report('inspector_blocked', url);
  try {
    // Not in TypeScript's lib: https://www.w3.org/TR/trusted-types/
    const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } };
    document.head.append(
      Object.assign(document.createElement('script'), {
        nonce,
        onerror: blocked,
        // Another origin checks integrity only of what is asked for with CORS.
        crossOrigin: '',
        integrity: __INSPECTOR__,
        src: trustedTypes
          ? trustedTypes.createPolicy('fs-ometria', { createScriptURL: () => url }).createScriptURL(url)
          : url,
      }),
    );
  } catch {
    // A policy of the page does not allow ours.
    blocked();
  }
};

interface Policy {
  /** A TrustedScriptURL, which src takes like a text. */
  createScriptURL(url: string): string;
}
