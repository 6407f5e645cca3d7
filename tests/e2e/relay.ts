// The built site on an origin of the test's own, beside data that a test sends when and as it wants.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { test as base } from "@playwright/test";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface Relay {
  /** The origin, without a slash. */
  origin: string;
  /** Says what is answered at a path; everything else is the site's. */
  put(path: string, answer: string | Answer): void;
}

export const test = base.extend<{ relay: Relay }>({
  relay: async ({ baseURL }, use) => {
    const answers = new Map<string, string | Answer>();
    const server = createServer(async (request, response) => {
      const answer = answers.get(new URL(request.url!, "http://relay").pathname);
      if (typeof answer === "string") {
        response.end(answer);
      } else if (answer) {
        answer(response, request);
      } else {
        const found = await fetch(new URL(request.url!.slice(1), baseURL), { redirect: "manual" });
        const headers = [...found.headers].filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|connection)$/.test(name));
        response.writeHead(found.status, Object.fromEntries(headers)).end(Buffer.from(await found.arrayBuffer()));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await use({ origin: `http://127.0.0.1:${port}`, put: (path, answer) => answers.set(path, answer) });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

/** So many profiles, one a line. */
export const lines = (count: number, from = 0, network = "tiktok"): string =>
  Array.from({ length: count }, (_, at) => `${JSON.stringify({ network, handle: `p${from + at}`, name: `Profil ${from + at}`, followers: 1000 + from + at })}\n`).join("");

/** Sends the first part at once, and the second when `rest` is called; `cut` breaks the connection instead. */
export function halves(first: string, second: string, length = true): { answer: Answer; rest: () => void; cut: () => void } {
  let open: ServerResponse | undefined;
  const answer: Answer = (response) => {
    const size = Buffer.byteLength(first) + Buffer.byteLength(second);
    response.writeHead(200, { "Content-Type": "application/x-ndjson", ...(length ? { "Content-Length": size } : {}) });
    response.write(first);
    open = response;
  };
  return { answer, rest: () => void open?.end(second), cut: () => void open?.destroy() };
}
