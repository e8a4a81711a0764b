import { page } from '../layout.js';
import { html, type Markup, raw } from '../markup.js';
import type { ShopRequest } from '../state.js';

/** What was typed and refused. */
interface Refused {
  error?: string;
  email?: string;
}

export const login = (request: ShopRequest, { error, email = '' }: Refused = {}): Markup =>
  page(request, {
    title: 'Log in',
    className: 'narrow',
    body: html`<div class="title"><h1>Log in</h1><p>Any e-mail address will do, and no password: try jane@example.com.</p></div>
<form class="form" id="login-form" action="/account/login" method="post">
<p class="alert" role="alert" data-alert>${error ?? ''}</p>
<input type="hidden" name="next" value="${request.query.get('next') ?? request.form.get('next') ?? ''}">
<p class="field"><label for="login-email">E-mail address</label>
<input id="login-email" name="email" type="email" autocomplete="username" required value="${email}" data-testid="login-email"${error ? raw(' aria-invalid="true"') : ''}></p>
<p class="field"><label for="login-password">Password (optional)</label>
<input id="login-password" name="password" type="password" autocomplete="off"></p>
<p><button class="button button-wide" type="submit">Log in</button></p>
</form>`,
  });

export const account = (request: ShopRequest): Markup =>
  page(request, {
    title: 'Account',
    className: 'narrow',
    data: {
      type: 'account',
      ...(request.query.has('welcome') ? { events: [{ event: 'login', method: 'e-mail' }] } : {}),
    },
    body: html`<div class="title"><h1>Good to see you</h1><p>You are logged in as <b data-testid="account-email">${request.user}</b>.</p></div>
${request.order ? html`<p>Your last order: <a href="/confirmation">${request.order.id}</a></p>` : html`<p>No orders yet.</p>`}
<p class="hero-actions"><a class="button" href="/category/all">Keep looking</a> <a class="button button-quiet" href="/account/logout">Log out</a></p>`,
  });

export const loggedOut = (request: ShopRequest): Markup =>
  page(
    { ...request, user: undefined },
    {
      title: 'Logged out',
      className: 'narrow',
      data: { loggedOut: true },
      body: html`<div class="title"><h1>Logged out</h1><p>Mind the step.</p></div>
<p class="hero-actions"><a class="button" href="/">Back to the shop</a> <a class="button button-quiet" href="/account/login">Log in again</a></p>`,
    },
  );

export const newsletter = (request: ShopRequest, { error, email = '' }: Refused = {}): Markup =>
  page(request, {
    title: 'Letters from the fell',
    className: 'narrow',
    body: request.query.has('thanks')
      ? html`<div class="title"><h1>Thank you</h1><p>The first letter comes with the next snow.</p></div><p><a class="button" href="/">Back to the shop</a></p>`
      : html`<div class="title"><h1>Letters from the fell</h1><p>One e-mail a month: new patterns, old weather.</p></div>
<form class="form" id="newsletter-form" action="/newsletter" method="post">
<p class="alert" role="alert" data-alert>${error ?? ''}</p>
<p class="field"><label for="bx-letter-email">Your e-mail address</label>
<input id="bx-letter-email" name="email" type="email" autocomplete="email" required value="${email}"${error ? raw(' aria-invalid="true"') : ''}></p>
<p><button class="button" type="submit">Sign up</button></p>
</form>`,
  });

export const notFound = (request: ShopRequest): Markup =>
  page(request, {
    title: 'Not found',
    className: 'narrow',
    body: html`<div class="title"><h1>A dropped stitch</h1><p>There is no page at this address.</p></div><p><a class="button" href="/">Back to the shop</a></p>`,
  });
