/** The package's version; the build and the test runner put the string in its place. */
declare const __VERSION__: string;
