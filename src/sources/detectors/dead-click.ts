/** Links that lead somewhere or download, fields, what plays or draws by itself. */
export const NEVER = `a[href]:not([href=""]):not([href="#"]):not([href^="javascript:"]),area,label,option,iframe,object,embed,summary,[role=combobox],input:not([type=button]):not([type=submit]),select,textarea,canvas,video,audio,[role=slider],[role=spinbutton],[role=textbox],[contenteditable]`;
/** Nothing is expected of them: switched off, or selected already. */
export const SETTLED = `:disabled,[aria-disabled=true],[aria-selected=true],[aria-checked=true],[aria-pressed=true],[aria-current]:not([aria-current=false])`;
