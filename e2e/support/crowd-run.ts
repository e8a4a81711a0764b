// Drives the crowded page in a browser and a process of its own, and writes the trace: the test runner keeps a record of
// every call, which is slower than the browser by far. Prints what the page heard.
import { writeFileSync } from 'node:fs';
import { chromium, type LaunchOptions } from 'playwright';
import { drive, type Load, openCrowd } from './crowd.js';

/** What e2e/detectors-cost.spec.ts hands over. */
interface Run {
  url: string;
  head: string;
  load: Load;
  /** Where the trace goes. */
  file: string;
  categories: string[];
  launchOptions: LaunchOptions;
}

const { url, head, load, file, categories, launchOptions }: Run = JSON.parse(process.argv[2] ?? '');
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage();
const client = await openCrowd(page, { url, head });
await browser.startTracing(page, { categories });
await drive(client, load);
writeFileSync(file, await browser.stopTracing());
process.stdout.write(JSON.stringify(await page.evaluate(() => Reflect.get(window, 'heard'))));
await browser.close();
