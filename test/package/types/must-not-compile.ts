import { createBridge, type Options, type SignalInput } from 'fullstory-ometria';
import { onetrust } from 'fullstory-ometria/consent';
import { type Rule, rules } from 'fullstory-ometria/rules';
// @ts-expect-error the script builds are no modules
import 'fullstory-ometria/dist/fullstory-ometria.min.js';
// @ts-expect-error what is not exported stays inside
import 'fullstory-ometria/dist/esm/boot/create-bridge.js';

const bridge = createBridge();

// @ts-expect-error there is no such option
createBridge({ consentt: 'granted' });
// @ts-expect-error there is no such field
createBridge({ fields: { signal_typ: true } });
// @ts-expect-error a field is switched or renamed
createBridge({ fields: { signal_type: 1 } });
// @ts-expect-error ignore or buffer
createBridge({ beforeConsent: 'keep' });
// @ts-expect-error consent is never simply true
createBridge({ consent: true });
// @ts-expect-error plain, dotted or nested
createBridge({ keys: 'flat' });
// @ts-expect-error a number
createBridge({ budget: '650' });
// @ts-expect-error the categories are the shop's own: there is no default
onetrust();
// @ts-expect-error both purposes are needed
onetrust({ analytics: 'C0002' });

// @ts-expect-error there is no such signal
bridge.signal({ type: 'rage_clik' });
// @ts-expect-error a signal of the shop's own has a name
bridge.signal({ type: 'custom' });
// @ts-expect-error seconds of attention are what a dwell is about
bridge.signal({ type: 'dwell', product: 'SKU-A' });
// @ts-expect-error names of fields, never values
bridge.signal({ type: 'form_error', value: 'jane@example.com' });
// @ts-expect-error objects do not survive the tracker
bridge.signal({ type: 'custom', name: 'size', properties: { size: { eu: 42 } } });
// @ts-expect-error neither do dates
const dated: SignalInput = { type: 'custom', name: 'size', properties: { at: new Date() } };
// @ts-expect-error granted or denied
bridge.consent('yes');
// @ts-expect-error consent is a word
bridge.consent(true);
// @ts-expect-error there is no such event
bridge.on('signals', () => {});
// @ts-expect-error one visitor
bridge.visitor(['jane@example.com']);
// @ts-expect-error health is a copy, and no number
const version: number = bridge.health().version;

// @ts-expect-error a rule has steps
const stepless: Rule = { name: 'promo_failure' };
// @ts-expect-error once or every
const often: Rule = { name: 'promo_failure', steps: [{ signal: 'rage_click' }], frequency: 'always' };
// @ts-expect-error there is no such signal
rules([{ name: 'promo_failure', steps: [{ signal: 'rageclick' }] }]);
// @ts-expect-error the core has no rules
bridge.rule({ name: 'promo_failure', steps: [{ signal: 'rage_click' }] });

// @ts-expect-error exactOptionalPropertyTypes: leave it out
const empty: Options = { prefix: undefined };

export { dated, empty, often, stepless, version };
