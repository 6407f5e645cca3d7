// <accord-match>: a ranked list of profiles for any page. docs/embedding.md tells how to use it.
//
// This class forwards: attributes go to the module beside this file, events come back from it. It touches
// nothing of the page but its own element, and loads nothing before the element comes near the view.

const WIDGET = new URL("./accord_widget.js", import.meta.url).href;
const WASM = new URL("./accord_widget_bg.wasm", import.meta.url).href;
const STYLE = new URL("./accord-match.css", import.meta.url).href;
const ENGINE = new URL("../engine/accord_engine_worker.js", import.meta.url).href;
const WORKER = new URL("./accord-worker.js", import.meta.url).href;

// Profiles that the engine holds on the page itself, where the host's policy refuses a worker.
const MOST_ON_PAGE = 20_000;

// Distance from the view at which loading begins.
const NEAR = "300px";

const ATTRIBUTES = ["data-src", "query", "lang", "theme", "limit", "layout", "heading", "heading-level", "app", "network", "rates", "actions"];

// Properties that are the attribute of the same meaning.
const REFLECTED = { query: "query", theme: "theme", limit: "limit", layout: "layout", heading: "heading", headingLevel: "heading-level", app: "app", network: "network", rates: "rates", actions: "actions", src: "data-src" };

// Said by this file alone, because the module with all other words did not arrive.
const NOT_STARTED = {
  fr: "Accord n’a pas pu démarrer dans cette page.",
  en: "Accord could not start in this page.",
};

// Every element's size before its own sheet is there.
const shell = new CSSStyleSheet();
shell.replaceSync(":host { display: block; min-block-size: 1px } :host([hidden]) { display: none }");

// A worker's script as text, because a worker cannot be started from another origin's address.
const blobScript = `
  import(${JSON.stringify(ENGINE)})
    .then(async ({ arrow, init, serve }) => { await init(); serve(undefined, undefined, arrow); })
    .catch((error) => postMessage("crashed " + error));
`;

async function serveOnPage(port) {
  const { arrow, init, serve } = await import(ENGINE);
  await init();
  serve(port, MOST_ON_PAGE, arrow);
}

async function style() {
  const answer = await fetch(STYLE);
  if (!answer.ok) throw new Error(`${STYLE}: ${answer.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await answer.text());
  return sheet;
}

async function start() {
  const [widget, sheet] = await Promise.all([
    import(WIDGET).then(async (module) => {
      await module.default({ module_or_path: WASM });
      return module;
    }),
    style(),
  ]);
  const isOwnOrigin = new URL(WORKER).origin === location.origin;
  widget.openDoors(isOwnOrigin ? WORKER : undefined, blobScript, serveOnPage);
  return { widget, sheet };
}

// What all elements of the page share; a failed start is tried again with the next element.
let started;
function load() {
  started ??= start().catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

export class AccordMatch extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #bookmarks = new Set();
  #compared = new Set();
  /** What the module mounted; it has to be freed. */
  #mounted;
  /** Sees the element come near the view. */
  #watch;
  /** Sees the language around the element change. */
  #listen;
  /** Whether the module will hear of the attributes at the end of this task. */
  #isStale = false;
  /** Counts starts, so that a late one knows that it is. */
  #starts = 0;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [shell];
  }

  connectedCallback() {
    // Values that a framework set before this class was there would hide the accessors.
    for (const name of [...Object.keys(REFLECTED), "bookmarks", "compared"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (this.#mounted || this.#watch) {
      return;
    }
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          this.#unwatch();
          this.#start();
        }
      },
      { rootMargin: NEAR },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    // An element that only moves is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#stop();
      }
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now) {
      this.#refresh();
    }
  }

  /** Ids of the bookmarked profiles. */
  get bookmarks() {
    return [...this.#bookmarks];
  }

  set bookmarks(ids) {
    this.#bookmarks = new Set(ids);
    this.#refresh();
  }

  /** Ids of the profiles picked for a comparison. */
  get compared() {
    return [...this.#compared];
  }

  set compared(ids) {
    this.#compared = new Set(ids);
    this.#refresh();
  }

  /** Reads the data again. */
  reload() {
    // Not at once: a listener that asks for it is called by what has to go.
    queueMicrotask(() => {
      if (this.#mounted && this.isConnected) {
        this.#stop();
        this.#start();
      }
    });
  }

  async #start() {
    const start = ++this.#starts;
    this.shadowRoot.replaceChildren();
    try {
      const { widget, sheet } = await load();
      if (start === this.#starts && this.isConnected) {
        const root = document.createElement("div");
        this.shadowRoot.adoptedStyleSheets = [shell, sheet];
        this.shadowRoot.append(root);
        this.#mounted = widget.mount(root, this.#options(), (name, detail) => this.#tell(name, detail));
        this.#listen = new MutationObserver(() => this.#refresh());
        this.#listen.observe(document.documentElement, { attributeFilter: ["lang"], subtree: true });
      }
    } catch (error) {
      if (start === this.#starts && this.isConnected) {
        this.#fail(String(error));
      }
    }
  }

  #stop() {
    this.#starts += 1;
    this.#unwatch();
    this.#listen?.disconnect();
    this.#mounted?.free();
    this.#mounted = undefined;
    this.shadowRoot.replaceChildren();
  }

  #unwatch() {
    this.#watch?.disconnect();
    this.#watch = undefined;
  }

  /** Tells the module of all changes of this task at once. */
  #refresh() {
    if (this.#mounted && !this.#isStale) {
      this.#isStale = true;
      queueMicrotask(() => {
        this.#isStale = false;
        this.#mounted?.update(this.#options());
      });
    }
  }

  #options() {
    const given = { bookmarks: this.bookmarks, compared: this.compared, languages: this.#languages() };
    for (const name of ATTRIBUTES) {
      if (this.hasAttribute(name)) {
        given[name] = this.getAttribute(name);
      }
    }
    return JSON.stringify(given);
  }

  /** The language of the element, else of what is around it, else of the browser; best first. */
  #languages() {
    const around = this.closest("[lang]")?.lang || document.documentElement.lang;
    return [around, ...navigator.languages].filter(Boolean);
  }

  /** Makes an event; returns whether the page lets happen what it is about. */
  #tell(name, detail) {
    const isAsked = name === "select" || name === "bookmark" || name === "compare";
    // As everywhere on the web, an error stays with its element: the page's own error handler must not see it.
    const event = new CustomEvent(name, { detail, bubbles: name !== "error", composed: true, cancelable: isAsked });
    const isAllowed = this.dispatchEvent(event);
    const set = name === "bookmark" ? this.#bookmarks : name === "compare" ? this.#compared : undefined;
    if (set && isAllowed) {
      set[detail.on ? "add" : "delete"](detail.profile.id);
    }
    return isAllowed;
  }

  #fail(reason) {
    const tag = this.#languages().find((tag) => /^(fr|en)\b/i.test(tag)) ?? "fr";
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.lang = tag.slice(0, 2).toLowerCase();
    message.textContent = NOT_STARTED[message.lang];
    this.shadowRoot.replaceChildren(message);
    this.#tell("error", { code: "not_started", message: `${message.textContent} (${reason})` });
  }
}

for (const [property, attribute] of Object.entries(REFLECTED)) {
  Object.defineProperty(AccordMatch.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(attribute) ?? "";
    },
    set(value) {
      if (value === null || value === undefined) {
        this.removeAttribute(attribute);
      } else {
        this.setAttribute(attribute, String(value));
      }
    },
  });
}

// A page may load this file twice, under two addresses.
if (!customElements.get("accord-match")) {
  customElements.define("accord-match", AccordMatch);
}
