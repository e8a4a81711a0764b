// The shop's consent tool: one first-party cookie, one banner, and the vendors' scripts only after "Accept".
(() => {
  const COOKIE = 'shop_consent';
  const YEAR_IN_SECONDS = 31_536_000;
  const vendors = JSON.parse(document.currentScript.dataset.vendors);

  const stored = () =>
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${COOKIE}=`))
      ?.slice(COOKIE.length + 1);

  const load = ({ src, delay = 0 }) => {
    setTimeout(() => {
      const script = document.createElement('script');
      script.src = src;
      document.head.append(script);
    }, delay);
  };

  const choose = (choice) => {
    const before = stored();
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in older browsers and insecure origins
    document.cookie = `${COOKIE}=${choice}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax`;
    window.fsOmetria.push(['consent', choice]);
    // Scripts that were loaded once stay until the next page: loading them again would be a second copy.
    if (choice === 'granted' && before !== 'granted') vendors.forEach(load);
  };

  const known = stored();
  if (known === 'granted' || known === 'denied') window.fsOmetria.push(['consent', known]);
  // With a yes from an earlier page the server wrote the vendors' scripts into the head, all but the late ones.
  if (known === 'granted') vendors.filter(({ delay }) => delay !== undefined).forEach(load);

  document.addEventListener('click', (event) => {
    const banner = document.querySelector('[data-consent-banner]');
    const choice = event.target.closest('[data-consent-choice]')?.dataset.consentChoice;
    if (choice) {
      choose(choice);
      banner.hidden = true;
    } else if (event.target.closest('[data-consent-open]')) {
      banner.hidden = false;
      banner.focus();
    }
  });
})();
