import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { render } from './dist/server/server.js';

const BASE = '/example/';
const client = new URL('./dist/client/', import.meta.url).pathname;
const html = await readFile(join(client, 'index.html'), 'utf8');

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (/^\/example\/assets\/[\w.-]+$/.test(pathname)) {
    const type = extname(pathname) === '.js' ? 'text/javascript' : 'text/css';
    response.setHeader('content-type', type).end(await readFile(join(client, pathname.slice(BASE.length))));
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html.replace('<!--rendered-->', render(pathname)));
  }
});

server.listen(Number(process.env.PORT ?? 3000), 'localhost', () => {
  console.log(`http://localhost:${server.address().port}${BASE}product`);
});
