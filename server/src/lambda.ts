import type { Handler } from './node/serve.js';

/** What Lambda hands over for a function URL or an HTTP API (payload 2.0) and for a REST API (1.0). Only what is read. */
export interface LambdaEvent {
  rawPath?: string;
  path?: string;
  httpMethod?: string;
  requestContext?: { http?: { method?: string } };
  headers?: Record<string, string | undefined>;
  body?: string | null;
  isBase64Encoded?: boolean;
}

export interface LambdaAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const bytesOf = ({ body, isBase64Encoded }: LambdaEvent): Uint8Array<ArrayBuffer> => {
  if (!body) return new Uint8Array();
  return isBase64Encoded ? Uint8Array.from(atob(body), (c) => c.charCodeAt(0)) : new TextEncoder().encode(body);
};

/** A Lambda handler over a relay. The signature is over the bytes as they came: API Gateway must not transform the body. */
export const toLambda =
  (handler: Handler) =>
  async (event: LambdaEvent): Promise<LambdaAnswer> => {
    const method = event.requestContext?.http?.method ?? event.httpMethod ?? 'POST';
    const headers = new Headers();
    for (const [name, value] of Object.entries(event.headers ?? {})) if (value !== undefined) headers.set(name, value);
    const withBody = method !== 'GET' && method !== 'HEAD';
    const answer = await handler(
      new Request(new URL(`https://relay.invalid${event.rawPath ?? event.path ?? '/'}`), {
        method,
        headers,
        ...(withBody && { body: bytesOf(event) }),
      }),
    );
    return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
