// The canary page: one test field in each of the styles of the option `keys`, by the shop's own Ometria tag.
const Canary = (() => {
  // 30 minutes without activity end a visit; five more for the properties to be written.
  const WAIT_MS = 35 * 60_000;

  /** Second argument of identify, by style. */
  const STYLES = {
    plain: (value) => ({ fs_canary_plain: value }),
    dotted: (value) => ({ 'properties.fs_canary_dotted': value }),
    nested: (value) => ({ properties: { fs_canary_nested: value } }),
  };

  const VERDICTS = {
    plain: 'Nothing to configure: keys: ‘plain’ is the default.',
    dotted: 'Choose ‘dotted’ as the style of keys in the set-up: data-options=\'{ "keys": "dotted" }\'.',
    nested: 'Choose ‘nested’ as the style of keys in the set-up: data-options=\'{ "keys": "nested" }\'.',
    several: 'Any of them will do. Take ‘plain’ if it is among them: it needs the fewest characters.',
    none: 'Check that the three fields exist under exactly these ids, that the contact is the one of step 2, and that the requests were seen in step 3. If all of that holds, ask Ometria’s support to map the properties of identify to custom fields for your account, and send again.',
  };

  const pad = (number) => String(number).padStart(2, '0');
  const clock = (date) => `${pad(date.getHours())}:${pad(date.getMinutes())}`;

  /** The address of a tag, or undefined: https, or of the page's own origin. */
  const readAddress = (text, base) => {
    try {
      const url = new URL(text.trim(), base);
      return url.protocol === 'https:' || url.origin === new URL(base).origin ? url : undefined;
    } catch {
      return undefined;
    }
  };

  /**
   * What a link to this page may fill in: a tag of the page's own origin or of Ometria's. With any other, whoever sends
   * the link would run a script of theirs here at one click.
   */
  const readLink = (text, base) => {
    const url = readAddress(text, base);
    return url && (url.origin === new URL(base).origin || url.origin === 'https://cdn.ometria.com') ? text : '';
  };

  return { WAIT_MS, STYLES, VERDICTS, clock, readAddress, readLink };
})();

if (typeof document !== 'undefined') {
  const find = (id) => document.getElementById(id);
  const LOOK_MS = 250;
  const GIVE_UP_MS = 15_000;

  const say = (id, { text, good }) => {
    find(id).textContent = text;
    find(id).className = `said ${good ? 'good' : 'bad'}`;
  };

  let email = '';
  let loaded = '';

  /** The generic tag leaves init to the site; a platform's does it itself. */
  const prepare = () => {
    const own = { onLoad: () => window.ometria.init('other') };
    window.ometria = Object.assign(own, window.ometria);
  };

  const isReady = () => {
    const { ometria } = window;
    if (typeof ometria?.identify !== 'function' || typeof ometria.getIdentity !== 'function') return false;
    const { extra } = typeof ometria._debug === 'function' ? ometria._debug() : {};
    // Where the tracker does not show its page views, its methods have to be enough.
    return typeof extra?.cid === 'string' ? extra.npv >= 1 : true;
  };

  const untilReady = (since) =>
    new Promise((resolve) => {
      const look = () => {
        if (isReady()) resolve(true);
        else if (performance.now() - since > GIVE_UP_MS) resolve(false);
        else setTimeout(look, LOOK_MS);
      };
      look();
    });

  const loadScript = (src) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.async = true;
      script.src = src;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  const load = async () => {
    const address = Canary.readAddress(find('tag').value, location.href);
    if (!address)
      return say('loaded', { text: 'That is no address that this page would load: https:// it has to be.' });
    find('load').disabled = true;
    say('loaded', { text: `Loading ${address.host}…`, good: true });
    prepare();
    try {
      // A second try with another contact needs no second tracker.
      if (loaded !== address.href) await loadScript(address.href);
      loaded = address.href;
    } catch {
      find('load').disabled = false;
      return say('loaded', { text: 'The tag did not load: a wrong address, or a blocker in this browser.' });
    }
    if (!(await untilReady(performance.now()))) {
      find('load').disabled = false;
      return say('loaded', {
        text: 'The tag loaded, but its tracker does not start here. Is it the tag of your account?',
      });
    }
    email = find('email').value.trim();
    const known = window.ometria.getIdentity();
    if (known && known !== email) {
      find('load').disabled = false;
      return say('loaded', { text: 'This browser is known as somebody else. Open this page in a private window.' });
    }
    find('send').disabled = false;
    return say('loaded', { text: 'The tracker is ready.', good: true });
  };

  /** Requests of the tracker since a moment. */
  const requests = (since) =>
    performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime >= since && /\/track\/v\d+\/.*event\.gif/.test(name));

  const send = async () => {
    const at = new Date();
    const rows = [];
    for (const [style, toProperties] of Object.entries(Canary.STYLES)) {
      const properties = toProperties(Canary.clock(at));
      const since = performance.now();
      window.ometria.identify(email, properties);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const seen = requests(since).length;
      const row = document.createElement('tr');
      for (const text of [style, JSON.stringify(properties), seen > 0 ? 'yes' : 'not seen']) {
        const cell = row.insertCell();
        cell.append(Object.assign(document.createElement('code'), { textContent: text }));
      }
      rows.push({ row, seen });
      find('calls').hidden = false;
      find('rows').replaceChildren(...rows.map((entry) => entry.row));
    }
    const all = rows.every(({ seen }) => seen > 0);
    const text = all
      ? `Sent at ${Canary.clock(at)}.`
      : 'Not every request was seen. Some trackers hide them; look in the network panel for event.gif.';
    say('sent', { text, good: all });
    find('when').textContent = `at ${Canary.clock(new Date(at.getTime() + Canary.WAIT_MS))}`;
  };

  const { searchParams } = new URL(location.href);
  find('tag').value = Canary.readLink(searchParams.get('tag') ?? '', location.href);
  find('email').value = searchParams.get('email') ?? '';
  // Chromium keeps no cookies for a page from the disk: the tracker would know nobody, and nothing would arrive.
  if (location.protocol === 'file:') {
    find('unserved').hidden = false;
    find('load').disabled = true;
  }
  find('form').addEventListener('submit', (event) => {
    event.preventDefault();
    load();
  });
  find('send').addEventListener('click', send);
  for (const button of document.querySelectorAll('[data-verdict]'))
    button.addEventListener('click', () => {
      find('verdict').textContent = Canary.VERDICTS[button.dataset.verdict];
    });
  // The demo serves the pages without the ending.
  if (!location.pathname.endsWith('.html'))
    for (const link of document.querySelectorAll('[data-page]')) link.href = link.dataset.page;
}
