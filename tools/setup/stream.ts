// The way by the server, as fullstory-ometria-server has it.
import { connectionSheet, eventsToCreate, mapping, streamSheet } from '../../server/src/streams/mapping.js';

const RELAY = { url: 'https://relay.shop.example/', header: 'X-FullStory-Signature' };

/** JSON with the functions of a mapping on one line each, as people write them. */
export const toMapping = (): string =>
  JSON.stringify(mapping(), null, 2).replace(/\[\n\s*"(var|concat)"[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]/g, (call) =>
    JSON.stringify(JSON.parse(call)).replace(/,/g, ', '),
  );

/** Rows for FullStory's connection and Stream, and for the custom events that Ometria has to have. */
export const toStream = (): [label: string, value: string][] => {
  const events = eventsToCreate();
  const properties = events[0]?.properties.map(({ name, type }) => `${name} (${type})`) ?? [];
  return [
    ...connectionSheet('relay', RELAY),
    ...streamSheet(),
    ['Custom events in Ometria', events.map(({ event_type }) => event_type).join('\n')],
    ['Properties of each', properties.join('\n')],
  ];
};
