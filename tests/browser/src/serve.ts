import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The strictest policy under which scripts run at all. */
const POLICY = "default-src 'none'; script-src 'self'";

/** Serves files under that policy. */
export async function serve(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1);
    const content = files.get(name);
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
