// For pages that hold Accord in an iframe: gives each <iframe data-accord-frame> the height of its content,
// and makes DOM events of what it tells. docs/embedding.md has the messages.

const EVENTS = new Set(["ready", "select", "bookmark", "compare", "error"]);
const FRAMES = "iframe[data-accord-frame]";

const originOf = (frame) => new URL(frame.src, document.baseURI).origin;

/** Sets options of a frame, by the names of the element's attributes; null takes one away. */
export function setOptions(frame, options) {
  frame.contentWindow.postMessage({ type: "accord:set", options }, originOf(frame));
}

addEventListener("message", (event) => {
  const { type, detail } = event.data ?? {};
  if (typeof type !== "string" || !type.startsWith("accord:")) {
    return;
  }
  const frame = [...document.querySelectorAll(FRAMES)].find((frame) => frame.contentWindow === event.source);
  if (!frame || event.origin !== originOf(frame)) {
    return;
  }
  const name = type.slice("accord:".length);
  if (name === "resize" && Number.isFinite(detail?.height)) {
    frame.height = String(Math.min(Math.max(Math.ceil(detail.height), 0), 20_000));
  } else if (EVENTS.has(name)) {
    frame.dispatchEvent(new CustomEvent(name, { detail, bubbles: name !== "error" }));
  }
});

// Frames that were there first have told already.
for (const frame of document.querySelectorAll(FRAMES)) {
  frame.contentWindow?.postMessage({ type: "accord:hello" }, originOf(frame));
}
