interface Import {
  /** Name of the package's module. */
  from: string;
  names: readonly string[];
}

/** By the name of the file; of the consent tools each has one. */
export const IMPORTS: Record<'bridge' | 'detectors' | 'data-layer' | 'rules' | 'one-preset' | 'nothing', Import> &
  Record<string, Import>;

/** Whether bundlers keep a file of the package for its effects alone, by `sideEffects` of package.json or of another. */
export function hasEffects(file: string, manifest?: { sideEffects?: boolean | string[] }): boolean;

/** The bundle of one import, written to `file`: its code, and the modules it is made of, relative to dist/esm. */
export function bundle(given: Import, file?: string): Promise<{ code: string; modules: string[] }>;
