import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { $, $$, broken, picture, ready, shop } from './shared/shop.js';

shop(
  '<h1>Our shops</h1><div class="row"><ul id="shops"><li><button data-at="0">Bergen</button></li><li><button data-at="1">Leeds</button></li></ul><div id="map" style="width:500px;height:320px"></div></div>',
);
const bergen: L.LatLngTuple = [60.4, 5.3];
const leeds: L.LatLngTuple = [53.8, -1.5];
const places = [bergen, leeds];
const map = L.map('map', { zoomAnimation: true }).setView(leeds, 4);
L.tileLayer(picture(2, 256, 256)).addTo(map);
const icon = L.divIcon({ className: 'pin', html: '📍', iconSize: [24, 24] });
for (const place of places) L.marker(place, { icon }).addTo(map).bindPopup('Open until six');
if (broken !== 'list')
  for (const button of $$('#shops button'))
    button.addEventListener('click', () => map.flyTo(places[Number(button.dataset.at)] ?? leeds, 6, { duration: 0.6 }));
$('#map').dataset.ready = 'yes';
ready();
