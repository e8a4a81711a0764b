/**
 * Every problem: its cause, in the words of the panel's first line, and its cure. Text between backticks is code.
 * docs/troubleshooting.md, the inspector and the type of every code come from this list.
 */
export const PROBLEMS = {
  consent_missing: [
    'Consent has not been given yet.',
    "Accept in the shop's banner. If it stays like this, nobody tells the tag: name your consent tool in the option `consent`, or push `['consent', 'granted']`.",
  ],
  ometria_absent: [
    "Ometria's tracker is not on this page.",
    'Check that its script is loaded here. Many consent tools hold it back until marketing is allowed.',
  ],
  ometria_not_ready: [
    "Ometria's tracker is here, but its init has not run.",
    'Call `ometria.init(…)` on every page, or say in the option `ometria.ready` when it is ready. A script that fakes `window.ometria` looks the same.',
  ],
  identity_unknown: [
    'Nobody knows yet who this visitor is.',
    'Signals are kept until the visitor logs in, enters an e-mail address or arrives from a mail. If the shop knows: push `[\'visitor\', "jane@example.com"]`.',
  ],
  identity_stale: [
    'Another tab has changed the visitor since this page was loaded.',
    'Load the page again. Until then nothing is sent, since it could reach the wrong person.',
  ],
  identity_mismatch: [
    'The shop and the tracker name different visitors.',
    'Let the shop call `ometria.identify` at log-in, before `visitor`. The tag never switches the visitor of its own accord.',
  ],
  logged_out: [
    'The visitor has logged out, and the tracker still holds the old identity.',
    'Nothing to do: it goes on when somebody logs in. If it stays, push `visitor` after each log-in.',
  ],
  no_options: [
    'The tag has been given no options, or it cannot find its own script element.',
    "Put the attributes on the tag's own script element. Where it is part of a bundle, evaluated or loaded as a module, push `['config', {…}]` before it.",
  ],
  bad_option: [
    'An option has a value that is not allowed; its default is used.',
    'Correct the option. A field may be renamed to small letters, digits and underscores only.',
  ],
  unknown_option: [
    'An option or field is not known to this build.',
    'Check the spelling, and whether the core build is used where the full one is needed.',
  ],
  bad_command: [
    'A command was not understood.',
    'Check its name and arguments. Some commands exist in the full build only.',
  ],
  bad_signal: [
    'A signal was malformed and was refused.',
    'Check `type`, and for `custom` also `name`: small letters, digits and underscores.',
  ],
  bad_visitor: [
    'The `visitor` command was given something that is no e-mail address.',
    'Push an address such as `jane@example.com`, or `omid:…`; not a customer number.',
  ],
  bad_rule: ['A rule is malformed and was refused; the others work.', 'The detail names the rule and the place in it.'],
  too_many_signals: [
    'More than 100 signals came within a second; the rest was refused.',
    'Look for a loop in the code that pushes them.',
  ],
  excluded: [
    'A signal came from a page or category that the option `exclude` keeps out.',
    'Nothing to do if that is meant. Else narrow `exclude`.',
  ],
  field_over_budget: [
    'Not all fields fit into the budget of characters; the last ones are switched off.',
    'Switch off fields that no campaign uses, or raise `budget` (at most 1,000).',
  ],
  property_left_out: [
    'A property was left out: it did not fit, or its name or value is not valid.',
    'Send fewer or shorter custom properties; names in small letters, digits and underscores.',
  ],
  before_send_failed: [
    'beforeSend threw or returned nothing: unchanged properties were sent; or a promise: nothing was.',
    'Return the properties, or `null` where nothing is to be sent, and not from an async function.',
  ],
  fullstory_silent: [
    'FullStory did not answer within 5 seconds; properties went without a replay link.',
    'Check whether its script is blocked, by an ad blocker or the Content-Security-Policy, or comes late.',
  ],
  storage_blocked: [
    'The browser refuses storage; the session ends with the page.',
    'Nothing to do where a visitor has blocked it. Else look for a full localStorage.',
  ],
  duplicate_tag: [
    'The tag is on this page twice; the second one does nothing.',
    'Remove one: often the template and the tag manager both load it.',
  ],
  calls_capped: [
    'The calls of this page view are used up; the rest goes with the last one, when the page is left.',
    'Look for something that makes signals without end, or raise `timing.calls`.',
  ],
  debug_only: [
    'sendTest was called without the option `debug`.',
    'Set `debug` while you test. Without it any visitor could write to a profile.',
  ],
  inspector_blocked: [
    'The inspector could not be loaded.',
    'Put its file beside the tag, from the same release, or name its address in the option `inspector`. Another host must send `Access-Control-Allow-Origin`. Allow it in `script-src`, and `fs-ometria` in `trusted-types`.',
  ],
  sampled_out: [
    'This visitor is outside the sample, so nothing is sent.',
    'Set the option `sample` to 100 for everybody.',
  ],
  script_blocked: [
    'The loader has asked for the tag, and it has not come.',
    'Look for it in the network panel. An ad blocker, the Content-Security-Policy or a missing `Access-Control-Allow-Origin` keeps it away; so does a loader of another version. The next page asks again.',
  ],
  internal_error: [
    'Something threw inside the tag or in a function handed to it.',
    'The detail has the message. If it is not from your own function, please open an issue with a report.',
  ],
} satisfies Record<string, readonly [cause: string, cure: string]>;

/** What can be wrong. A closed list. */
export type ProblemCode = keyof typeof PROBLEMS;

/** States that have no code of their own: cause and cure. */
export const STATES: Readonly<Record<string, readonly [cause: string, cure: string]>> = {
  'consent denied': [
    'The visitor has refused consent.',
    'Nothing to do: nothing is looked at, kept or sent. Global Privacy Control counts as a refusal, too.',
  ],
  'fullstory absent': [
    'FullStory is not on this page.',
    "Load FullStory's snippet here, or name its global in the option `fullstory.namespace`. Until then there are no rage clicks of FullStory's and no replay links.",
  ],
  'fullstory waiting': [
    "FullStory's snippet is here, but its script has not answered.",
    'Check whether it is blocked, by an ad blocker or the Content-Security-Policy. Deliveries go without a replay link.',
  ],
  'fullstory shutdown': [
    'FullStory has been shut down on this page.',
    'Signals pause until it restarts; the option `pauseOnShutdown` says otherwise.',
  ],
  'holdout control': [
    'This visitor is in the control group, so only that is sent.',
    'Nothing to do if that is meant. Else set the option `holdout` to 0.',
  ],
};
