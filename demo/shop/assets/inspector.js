// With the switch `inspector=on` every page is opened as if its address ended in the inspector's hash. Before the tag
// looks at it, and without a new entry in the history.
if (!location.hash) history.replaceState(history.state, '', '#fs_ometria_debug=open');
