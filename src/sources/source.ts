export type { Emit, Ports, Source } from '../types/source.js';
