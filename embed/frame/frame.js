// The element in a frame: options come in the fragment and in messages, events go out as messages. Messages
// go to one origin alone, which the fragment names, and are taken from no other.

import { AccordMatch } from "../accord-match.js";

const EVENTS = ["ready", "select", "bookmark", "compare", "error"];
const ATTRIBUTES = new Set(AccordMatch.observedAttributes);
const LISTS = new Set(["bookmarks", "compared"]);

const element = document.createElement("accord-match");
// What the parent was told last, for one that begins to listen late.
let height = 0;
let lastReady;
let parentOrigin;

read();
addEventListener("hashchange", read);

for (const name of EVENTS) {
  element.addEventListener(name, (event) => {
    if (name === "ready") {
      lastReady = event.detail;
    }
    tell(name, event.detail);
  });
}
new ResizeObserver(([entry]) => {
  const now = Math.ceil(entry.borderBoxSize[0].blockSize);
  if (now !== height) {
    height = now;
    tell("resize", { height });
  }
}).observe(element);
addEventListener("message", (event) => {
  if (parentOrigin === undefined || event.source !== parent || event.origin !== parentOrigin) {
    return;
  }
  const { type, options } = event.data ?? {};
  if (type === "accord:set" && options !== null && typeof options === "object") {
    for (const [name, value] of Object.entries(options)) {
      set(name, value);
    }
    dress();
  } else if (type === "accord:hello") {
    tell("resize", { height });
    if (lastReady !== undefined) {
      tell("ready", lastReady);
    }
  }
});
document.querySelector("main").append(element);

/** Takes the options of the fragment over; what it does not say is as if it had never been said. */
function read() {
  const options = new URLSearchParams(location.hash.slice(1));
  parentOrigin = originOf(options.get("origin"));
  for (const name of [...ATTRIBUTES, ...LISTS]) {
    set(name, options.get(name));
  }
  // Alone in its page, the title is the page's.
  if (!options.has("heading-level")) {
    element.setAttribute("heading-level", "1");
  }
  dress();
}

/** An http(s) origin as browsers write it; undefined where the text is none. */
function originOf(text) {
  const url = URL.canParse(text ?? "") ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}

/** Takes an option over; names and values that are none of ours are left alone. */
function set(name, value) {
  if (LISTS.has(name)) {
    const ids = typeof value === "string" ? value.split(",").filter(Boolean) : (value ?? []);
    if (Array.isArray(ids)) {
      element[name] = ids.filter((id) => typeof id === "string");
    }
  } else if (ATTRIBUTES.has(name)) {
    if (value === null) {
      element.removeAttribute(name);
    } else if (["string", "number"].includes(typeof value)) {
      element.setAttribute(name, String(value));
    }
  }
}

/** The page takes the colors and the language of the element, so that the element can take them from the page. */
function dress() {
  const theme = element.getAttribute("theme");
  document.querySelector("meta[name=color-scheme]").content = theme === "light" || theme === "dark" ? theme : "light dark";
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  document.documentElement.lang = element.getAttribute("lang") || spoken.find((tag) => tag === "fr" || tag === "en") || "fr";
}

function tell(name, detail) {
  if (parentOrigin !== undefined && parent !== window) {
    parent.postMessage({ type: `accord:${name}`, detail }, parentOrigin);
  }
}
