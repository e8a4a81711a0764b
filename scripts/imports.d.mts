interface Import {
  /** Name of the package's module. */
  from: string;
  names: readonly string[];
}

export const IMPORTS: Record<
  'bridge' | 'detectors' | 'data-layer' | 'rules' | 'one-preset' | 'onetrust' | 'google' | 'nothing',
  Import
>;

/** The bundle of one import, written to `file`: its code, and the modules it is made of, relative to dist/esm. */
export function bundle(given: Import, file?: string): Promise<{ code: string; modules: string[] }>;
