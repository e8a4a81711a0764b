/** The package's version; the build and the test runner put the string in its place. */
declare const __VERSION__: string;

/** Integrity of the inspector's script, in place likewise. */
declare const __INSPECTOR__: string;

/** Integrity of the script that the loader brings, in place likewise. */
declare const __INTEGRITY__: string;

/** Does the loader ask for consent? Not where the site loads it with consent alone. In place likewise. */
declare const __CONSENT__: boolean;
