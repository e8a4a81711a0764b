/**
 * The panel's looks. What the page may spoil is on the host alone: there a style of the shadow root wins against the
 * page's only with !important. Pixels, since the page decides what a rem is. The last rule is where the panel was moved to.
 */
export const STYLE = `
:host{all:initial!important;position:fixed!important;inset:auto 12px 12px auto!important;display:block!important;width:min(376px,100vw - 16px)!important;z-index:2147483647!important;direction:ltr!important;color-scheme:light dark!important}
*{box-sizing:border-box;margin:0;padding:0}
[hidden]{display:none!important}
section{--paper:#fff;--sunk:#f4f6f8;--ink:#18222d;--soft:#52606d;--line:#dde2e7;--mark:#1d4f8a;--open:#17603a;--wait:#7d4c00;--shut:#a3241c;display:flex;flex-direction:column;max-height:min(660px,100vh - 24px);border:1px solid var(--line);border-radius:14px;background:var(--paper);color:var(--ink);font:13px/1.45 system-ui,"Segoe UI",Roboto,sans-serif;box-shadow:0 2px 6px rgb(20 39 61/12%),0 12px 40px rgb(20 39 61/22%);overflow:hidden;text-align:left}
@media (prefers-color-scheme:dark){section{--paper:#18212b;--sunk:#10171f;--ink:#e8edf2;--soft:#a6b3bf;--line:#303d4a;--mark:#8fbdf3;--open:#83d6a4;--wait:#f5c470;--shut:#ff9d94;box-shadow:0 12px 40px rgb(0 0 0/55%)}}
button,select{min-height:32px;border:1px solid var(--line);border-radius:8px;padding:0 10px;background:var(--paper);color:inherit;font:inherit;cursor:pointer}
button:hover{border-color:var(--mark);color:var(--mark)}
:focus-visible{outline:2px solid var(--mark);outline-offset:-2px}
code,.m{font:12px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
header{display:flex;align-items:center;gap:2px;padding:4px 6px;border-bottom:1px solid var(--line);cursor:grab;touch-action:none;-webkit-user-select:none;user-select:none}
header button{border-color:transparent;background:none}
.t{flex:1;min-width:0;padding-left:8px;color:var(--soft);font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.s{padding:10px 14px 12px;border-bottom:1px solid var(--line)}
.s p:first-child{display:flex;gap:8px;font-size:15px;font-weight:600;line-height:1.35}
.s p+p{margin-top:4px;padding-left:22px}
p+p,.q{color:var(--soft)}
.d{flex:none;display:inline-block;width:14px;font-weight:700;text-align:center}
.open>.d,.open .w{color:var(--open)}.wait>.d,.wait .w{color:var(--wait)}.shut>.d,.shut .w{color:var(--shut)}
.f{flex:1;overflow:auto;overscroll-behavior:contain}
summary{display:flex;align-items:baseline;gap:8px;min-height:36px;padding:8px 14px;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary:before{content:"›";width:14px;color:var(--soft);font-size:15px;line-height:1;text-align:center}
details[open]>summary:before{transform:rotate(90deg)}
summary b{flex:1;font-weight:600}
summary span{color:var(--soft);font-variant-numeric:tabular-nums}
details+details{border-top:1px solid var(--line)}
.b{padding:0 14px 12px 36px}
ul,ol{list-style:none}
li+li{margin-top:6px}
.g li{display:grid;grid-template-columns:14px 72px 1fr;gap:0 8px;margin-left:-22px}
.g .q{grid-column:3}
.r{display:flex;align-items:baseline;gap:8px}
.r>:first-child{flex:1;min-width:0;overflow-wrap:anywhere}
.r>:not(:first-child){color:var(--soft);font-variant-numeric:tabular-nums;white-space:nowrap}
.bar{height:6px;margin:2px 0 8px;border-radius:3px;background:var(--line);overflow:hidden}
.bar>div{height:100%;background:var(--mark)}
dl div{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:8px;padding:2px 0}
dl .long{grid-template-columns:1fr;gap:0}
dd{overflow-wrap:anywhere}
.x{text-decoration:line-through}
footer{display:flex;flex-wrap:wrap;align-items:center;gap:6px;padding:8px;border-top:1px solid var(--line);background:var(--sunk)}
footer select{flex:1;min-width:0;width:96px;padding:0 4px}footer button{padding:0 8px}
footer p,footer textarea{flex-basis:100%;padding:0 4px;color:var(--soft)}
textarea{height:96px;border:1px solid var(--line);background:var(--paper);font:11px monospace}
@media (max-width:480px){:host{inset:auto 8px 8px 8px!important}section{max-height:min(520px,62vh)}button{min-height:40px}summary{min-height:44px;align-items:center}}
:host{}
`;
