/** The JSON Schema of rules: one rule, a list of rules, or the switch for a built-in one. */
export function rulesSchema(signalTypes: readonly string[]): {
  definitions: Record<string, { properties?: Record<string, object>; required?: string[] }>;
} & Record<string, unknown>;
