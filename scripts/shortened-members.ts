/** Members that the minifier shortens: what begins with `_` is ours, but for four names of the vendors'. */
export const SHORTENED = /^_(?!fs_|api$|v$|debug$)[a-z]\w*$/;
