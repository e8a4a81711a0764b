// Starts the tag as a shop would that has consent, and keeps what it says where the next page of the tab finds it.
(() => {
  const options = JSON.parse(new URLSearchParams(location.search).get('options') || '{}');
  const keep = (signal) => {
    const signals = JSON.parse(sessionStorage.getItem('signals') || '[]');
    sessionStorage.setItem('signals', JSON.stringify([...signals, signal]));
  };
  window.fsOmetria = [['config', options], (handle) => handle.on('signal', keep), ['consent', 'granted']];
  const tag = document.createElement('script');
  tag.src = '/dist/fullstory-ometria.min.js';
  document.head.append(tag);
})();
