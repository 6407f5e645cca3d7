// Real servers with the built site, at the root of an address and in a folder of it, each set up as docs/hosting.md says.

import { type ChildProcess, spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { test as base } from "@playwright/test";

const PROJECT = resolve(import.meta.dirname, "../..");
export const DIST = join(PROJECT, "dist");
/** The folder, beside the root, that has the site as well. */
export const FOLDER = "some/folder/";

const DOCUMENT = readFileSync(join(PROJECT, "docs/hosting.md"), "utf8");

/** What stands in the document between a fence with this word and the next fence. */
export function sample(word: string, count = 1): string[] {
  const found = [...DOCUMENT.matchAll(/^( *)```(\S+)\n([\s\S]*?)^\1```$/gm)].filter((match) => match[2] === word);
  if (found.length !== count) throw new Error(`docs/hosting.md has ${found.length} samples of ${word}, not ${count}`);
  return found.map((match) => match[3]);
}

/** Puts something else in the only place where a sample has `from`. */
function put(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`the sample has not exactly one "${from}"`);
  return text.replace(from, () => to);
}

/** A server, by the address of its root. */
export interface Host {
  name: string;
  root: string;
}

export interface Hosts {
  nginx: Host;
  caddy: Host;
  /** Serves the folder, and knows of no header. */
  plain: Host;
  /** nginx once more, with the policy narrowed to the one origin of `data`. */
  narrow: Host;
  /** The data's host: another origin, by TLS, whose profiles.json `narrow` may read. */
  data: Host;
  /** Whether nginx has its module for brotli. */
  brotli: boolean;
}

/** Starts the servers once for each of the runner's workers. */
export const test = base.extend<object, { hosts: Hosts }>({
  hosts: [
    async ({}, use) => {
      const scratch = mkdtempSync(join(tmpdir(), "accord-hosts-"));
      const started: ChildProcess[] = [];
      try {
        await use(await start(scratch, started));
      } finally {
        await Promise.all(started.map(stopped));
        rmSync(scratch, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

async function start(scratch: string, started: ChildProcess[]): Promise<Hosts> {
  const site = join(scratch, "site");
  mkdirSync(join(site, FOLDER, ".."), { recursive: true });
  for (const name of readdirSync(DIST)) symlinkSync(join(DIST, name), join(site, name));
  symlinkSync(DIST, join(site, FOLDER.replace(/\/$/, "")));
  const data = join(scratch, "data");
  mkdirSync(data);
  symlinkSync(join(DIST, "data/demo.json"), join(data, "profiles.json"));

  const ports = await freePorts(5);
  const [nginx, narrow, caddy, plain, tls] = ports.map((port, index) => `${index === 4 ? "https" : "http"}://127.0.0.1:${port}/`);
  const run = (program: string, args: string[]) => {
    // Caddy keeps its certificates below these.
    const env = { ...process.env, HOME: scratch, XDG_DATA_HOME: scratch, XDG_CONFIG_HOME: scratch };
    const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (said.set(child, (said.get(child) ?? "") + text)));
    started.push(child);
    return child;
  };

  const { conf, brotli } = nginxConf(scratch, site, [ports[0], ports[1]], tls);
  writeFileSync(join(scratch, "nginx.conf"), conf);
  const nginxProgram = process.env.NGINX ?? "nginx";
  const nginxChild = run(nginxProgram, ["-p", scratch, "-e", "stderr", "-c", join(scratch, "nginx.conf")]);

  writeFileSync(join(scratch, "Caddyfile"), caddyfile(site, data, caddy, tls, narrow));
  const caddyProgram = process.env.CADDY ?? "caddy";
  const caddyChild = run(caddyProgram, ["run", "--config", join(scratch, "Caddyfile"), "--adapter", "caddyfile"]);
  const plainChild = run(caddyProgram, ["file-server", "--root", site, "--listen", `127.0.0.1:${ports[3]}`]);

  await Promise.all([listening(ports[0], nginxChild), listening(ports[1], nginxChild), listening(ports[2], caddyChild), listening(ports[3], plainChild), listening(ports[4], caddyChild)]);
  return {
    nginx: { name: "nginx", root: nginx },
    narrow: { name: "nginx with a narrow policy", root: narrow },
    caddy: { name: "Caddy", root: caddy },
    plain: { name: "a plain file server", root: plain },
    data: { name: "the data's host", root: tls },
    brotli,
  };
}

/** The document's server twice, the second with its policy narrowed, inside of what a system's nginx.conf has. */
function nginxConf(scratch: string, site: string, [port, narrowPort]: number[], data: string): { conf: string; brotli: boolean } {
  const about = execFileSync("sh", ["-c", '"$0" -V 2>&1', process.env.NGINX ?? "nginx"], { encoding: "utf8" });
  const home = process.env.NGINX_ROOT ?? "";
  const path = (option: string) => home + (new RegExp(`--${option}=(\\S+)`).exec(about)?.[1] ?? "");
  const module = join(path("modules-path"), "ngx_http_brotli_static_module.so");
  const brotli = readable(module);
  let text = put(sample("nginx")[0], "root /srv/accord;", `root ${site};`);
  text = put(text, "server_name accord.example.org;", "server_name 127.0.0.1;");
  if (!brotli) text = put(text, "brotli_static on;", "");
  const at = (port: number, text: string) => put(text, "listen 80;", `listen 127.0.0.1:${port};`);
  const [narrowText] = sample("text");
  const narrow = put(text, "connect-src 'self' https:", narrowText.trim().replace("https://data.example.org", origin(data)))
    // Both are in one http block, so their variables need names of their own.
    .replaceAll("$accord_", "$narrow_");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${scratch}/${kind};`);
  const conf = [
    process.getuid?.() === 0 ? "user root;" : "",
    `daemon off; worker_processes 1; pid ${scratch}/nginx.pid; error_log stderr warn;`,
    brotli ? `load_module ${module};` : "",
    "events {}",
    `http { include ${join(path("conf-path"), "../mime.types")}; default_type application/octet-stream; access_log off;`,
    ...temporary,
    at(port, text),
    at(narrowPort, narrow),
    "}",
  ];
  return { conf: conf.join("\n"), brotli };
}

/** The document's Caddyfile, and its host of data, which lets one site read. */
function caddyfile(site: string, data: string, address: string, tls: string, reader: string): string {
  let own = put(sample("caddyfile")[0], "accord.example.org {", `${origin(address)} {`);
  own = put(own, "root * /srv/accord", `root * ${site}`);
  const [host] = sample("caddyfile-data");
  let other = put(host, "data.example.org {", `${origin(tls)} {\ntls internal`);
  other = put(other, "root * /srv/data", `root * ${data}`);
  other = put(other, "https://accord.example.org", origin(reader));
  return `{\n admin off\n auto_https disable_redirects\n skip_install_trust\n default_sni 127.0.0.1\n}\n${own}\n${other}`;
}

/** An address of a root without its slash. */
const origin = (root: string): string => new URL(root).origin;

function readable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

/** What each server wrote, for the message when it does not start. */
const said = new Map<ChildProcess, string>();

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((ready) => {
      const server = createServer().listen(0, "127.0.0.1", () => ready(server));
    })),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Waits until the server takes a connection; fails with its own words when it ended instead. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  const { connect } = await import("node:net");
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs[0]} ended:\n${said.get(child) ?? ""}`);
    const open = await new Promise<boolean>((answer) => {
      const socket = connect(port, "127.0.0.1", () => (socket.destroy(), answer(true)));
      socket.on("error", () => answer(false));
    });
    if (open) return;
    await new Promise((again) => setTimeout(again, 20));
  }
}

function stopped(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise((exit) => child.once("exit", exit));
  child.kill("SIGTERM");
  return ended;
}
