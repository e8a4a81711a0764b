/**
 * The tag's own detectors, a source.
 * @module fullstory-ometria/detectors
 */
export { detectors } from './sources/detectors/detectors.js';
