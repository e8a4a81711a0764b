import jQuery from 'jquery';

// Plugins of its age look for it here.
Object.assign(window, { jQuery, $: jQuery });

export { jQuery };
