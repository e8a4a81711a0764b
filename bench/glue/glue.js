// The glue that people write today, in their own fifteen lines and with care: it waits for consent, counts over the
// pages of a visit, sends what FullStory says and asks the tracker whom it knows when the shop does not.
// It is what the tag is measured against in e2e/faults.spec.ts; nothing ships it.
window.addEventListener('fullstory/rageclick', (event) => {
  const cookie = (name) => decodeURIComponent(document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] ?? '');
  if (cookie('shop_consent') !== 'granted' || !window.ometria?.identify) return;
  const email = cookie('shop_user') || window.ometria.getIdentity?.();
  if (!email) return;
  const clicks = Number(sessionStorage.getItem('rage_clicks')) + 1;
  sessionStorage.setItem('rage_clicks', String(clicks));
  window.ometria.identify(email, {
    fs_signal_type: 'rage_click',
    fs_rage_clicks: clicks,
    fs_session_replay_url: event.detail.eventReplayUrlAtCurrentTime,
    fs_signal_at: new Date().toISOString(),
    fs_signal_page: location.pathname,
    fs_signal_target: event.target.id,
  });
});
