/** The package's version; the build and the test runner put the string in its place. */
declare const __VERSION__: string;

/** Integrity of the inspector's script, in place likewise. */
declare const __INSPECTOR__: string;
