// Code that also runs on a server may import the package and use the handle: there it does nothing.
import assert from 'node:assert/strict';
import { createBridge } from 'fullstory-ometria';
import { onetrust } from 'fullstory-ometria/consent';
import { dataLayer } from 'fullstory-ometria/data-layer';
import { detectors } from 'fullstory-ometria/detectors';
import { checkoutRescue, rules } from 'fullstory-ometria/rules';

const bridge = createBridge({
  consent: onetrust({ analytics: 'C0002', marketing: 'C0004' }),
  sources: [rules([checkoutRescue]), detectors(), dataLayer()],
});
bridge.signal({ type: 'rage_click' });
assert.equal(bridge.flush(), 'nothing');
assert.equal(bridge.health().signals.received, 0);
bridge.stop();
console.log(`fullstory-ometria ${bridge.health().version}: nothing done, nothing thrown`);
