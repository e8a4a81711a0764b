export { detectors } from './sources/detectors/detectors.js';
