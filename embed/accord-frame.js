// For pages that hold Accord in an iframe: gives each <iframe data-accord-frame> the height of its content,
// and makes DOM events of what it tells. docs/embedding.md has the messages.

const EVENTS = new Set(["ready", "select", "bookmark", "compare", "error"]);
const FRAMES = "iframe[data-accord-frame]";

const originOf = (frame) => new URL(frame.src, document.baseURI).origin;

// Frames that have told something, and what is to be set in those that have not: they would not hear it yet.
const heard = new WeakSet();
const waiting = new WeakMap();

const post = (frame, message) => frame.contentWindow.postMessage(message, originOf(frame));

/** Sets options of a frame, by the names of the element's attributes; null takes one away. */
export function setOptions(frame, options) {
  if (heard.has(frame) || !frame.matches(FRAMES)) {
    post(frame, { type: "accord:set", options });
  } else {
    waiting.set(frame, { ...waiting.get(frame), ...options });
  }
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
  heard.add(frame);
  if (waiting.has(frame)) {
    post(frame, { type: "accord:set", options: waiting.get(frame) });
    waiting.delete(frame);
  }
  const name = type.slice("accord:".length);
  if (name === "resize" && Number.isFinite(detail?.height)) {
    frame.height = String(Math.min(Math.max(Math.ceil(detail.height), 0), 20_000));
  } else if (EVENTS.has(name)) {
    frame.dispatchEvent(new CustomEvent(name, { detail, bubbles: name !== "error" }));
  }
});

// Frames that were there first have told already; one that is still empty will tell.
for (const frame of document.querySelectorAll(FRAMES)) {
  if (frame.contentWindow && !isEmpty(frame)) {
    post(frame, { type: "accord:hello" });
  }
}

/** Whether nothing has been loaded in the frame yet. */
function isEmpty(frame) {
  try {
    return frame.contentWindow.location.href === "about:blank";
  } catch {
    // It holds a page of another origin.
    return false;
  }
}
