/**
 * Rules as data, and the presets of docs/recipes.md. Where `rules()` stands, the built-in rules are there too.
 * @module fullstory-ometria/rules
 */
export type { Expression } from './rules/expressions.js';
export {
  atRiskVisitor,
  categoryAffinity,
  checkoutRescue,
  formErrorLoop,
  hesitationNudge,
  highIntentDwell,
  mobileFriction,
  navigationRescue,
  promoCodeFailure,
  searchRescue,
} from './rules/presets.js';
export type { Match, Rule, RuleOff } from './rules/rules.js';
export { type RulesHandle, rules } from './rules/rules-source.js';
