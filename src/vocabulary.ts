/**
 * What the tag and its companions on a server say alike. Pure: importing it needs no browser.
 * @module fullstory-ometria/vocabulary
 */

export { BUILT_IN_WORDS, PRESET_WORDS, type RuleWords } from './rules/rule-words.js';
export { type SignalType, WEIGHT } from './signals/read-signal.js';
export { redactPath } from './signals/redact-path.js';
export { readReplayUrl } from './signals/replay-url.js';
export { AT_RISK_FROM, SCORE_SCALE, scoreOf } from './signals/score.js';
export { isFieldName, readText } from './tools/text.js';
export { FIELD_WORDS, type FieldWords, MARK_WORDS } from './types/field-words.js';
export type { FieldName } from './types/fields.js';
