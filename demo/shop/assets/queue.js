window.dataLayer = window.dataLayer || [];
window.fsOmetria = window.fsOmetria || [];
