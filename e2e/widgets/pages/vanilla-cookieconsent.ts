import * as CookieConsent from 'vanilla-cookieconsent';
import 'vanilla-cookieconsent/dist/cookieconsent.css';
import { $, ready, shop } from './shared/shop.js';

shop('<h1>Jumpers</h1><button type="button" id="add">Add to basket</button><p id="said"></p>');
$('#add').addEventListener('click', () => {
  $('#said').textContent = 'In your basket';
});
await CookieConsent.run({
  // A driven browser is none of the robots that are spared the banner.
  hideFromBots: false,
  categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, marketing: {} },
  language: {
    default: 'en',
    translations: {
      en: {
        consentModal: {
          title: 'Biscuits?',
          description: 'With your tea.',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Reject all',
          showPreferencesBtn: 'Choose',
        },
        preferencesModal: {
          title: 'Choose',
          acceptAllBtn: 'Accept all',
          acceptNecessaryBtn: 'Reject all',
          savePreferencesBtn: 'Save',
          closeIconLabel: 'Close',
          sections: [
            { title: 'Analytics', linkedCategory: 'analytics' },
            { title: 'Marketing', linkedCategory: 'marketing' },
          ],
        },
      },
    },
  },
});
ready();
