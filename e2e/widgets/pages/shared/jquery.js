import jQuery from 'jquery';

// Plugins of its age look for it here.
window.jQuery = jQuery;
window.$ = jQuery;
