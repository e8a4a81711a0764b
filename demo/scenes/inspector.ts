// The inspector finds the tag by its mark; here the mark is that of the shop in the frame beside.
const MARK = Symbol.for('fullstory-ometria');
const shop = parent.document.querySelector<HTMLIFrameElement>('#shop')?.contentWindow;
if (shop) Reflect.set(window, MARK, Reflect.get(shop, MARK));
