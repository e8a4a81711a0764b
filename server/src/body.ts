/** The body's bytes; `too_large` beyond the limit, without reading on. Rejects where the sender breaks off. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | 'too_large'> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > limit) {
    await request.body?.cancel();
    return 'too_large';
  }
  // A server holds the sender to a declared length, so that nothing has to be counted.
  if (declared !== null) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.length > limit ? 'too_large' : bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader?.cancel();
      return 'too_large';
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
