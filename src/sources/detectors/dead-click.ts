/** Links that lead somewhere or download, fields, what plays or draws by itself. */
export const NEVER = `a[href]:not([href=""]):not([href="#"]):not([href^="javascript:"]),area,label,select,option,textarea,input:not([type=button]):not([type=submit]),canvas,video,audio,iframe,object,embed,summary,[role=slider],[role=spinbutton],[role=textbox],[role=combobox],[contenteditable]`;
/** Nothing is expected of them: switched off, or selected already. */
export const SETTLED = `:disabled,[aria-disabled=true],[aria-selected=true],[aria-checked=true],[aria-pressed=true],[aria-current]:not([aria-current=false])`;
