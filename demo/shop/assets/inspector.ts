// With the switch `inspector=on` every page is opened as if its address ended in the inspector's hash: before the tag
// looks at it, and without a new entry in the history. With `beside` the panel is shown in the frame next to the shop.
const beside = document.currentScript?.dataset.inspector === 'beside';
if (beside) sessionStorage.setItem('fs_ometria_inspector', 'closed');
if (!location.hash) history.replaceState(history.state, '', `#fs_ometria_debug${beside ? '' : '=open'}`);
