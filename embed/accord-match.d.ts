// Types of <accord-match>, for TypeScript and editors. The words are explained in docs/embedding.md.

export type Network = "instagram" | "tiktok" | "youtube" | "x" | "facebook" | "snapchat" | "twitch" | "pinterest" | "linkedin";

export type Tier = "nano" | "micro" | "mid" | "macro" | "mega";

/** A profile of the list. Scores and coverage are tenths, 0 to 1000. */
export interface MatchedProfile {
  id: string;
  network: Network;
  /** Account name without @. */
  handle: string | null;
  name: string;
  /** Under the size policy of the query; null where followers are unknown. */
  tier: Tier | null;
  followers: number | null;
  /** The match is at least this, probably `estimate`, at most `high`. */
  low: number;
  estimate: number;
  high: number;
  /** Share of the asked weight that is known. */
  coverage: number;
}

/** An answer is shown: the first one, and one for each change of data, query or limit. */
export interface ReadyDetail {
  /** Profiles that pass the filters. */
  total: number;
  /** Profiles in the data. */
  profiles: number;
  /** The profiles that are shown, best first. */
  rows: MatchedProfile[];
}

/** A name was chosen. Prevented, the link is not followed. */
export interface SelectDetail {
  profile: MatchedProfile;
  /** Where its link leads; null without `app`. */
  href: string | null;
}

/** A bookmark or a pick for a comparison. Prevented, it does not happen. */
export interface SwitchDetail {
  profile: MatchedProfile;
  /** The new state. */
  on: boolean;
}

/** Something went wrong; the element says it too. */
export interface ErrorDetail {
  /** `no_source`, `bad_attribute`, `bad_query`, `not_started`, or a code of the engine such as `not_found`. */
  code: string;
  /** A sentence in the element's language. */
  message: string;
}

export interface AccordMatchEventMap {
  ready: CustomEvent<ReadyDetail>;
  select: CustomEvent<SelectDetail>;
  bookmark: CustomEvent<SwitchDetail>;
  compare: CustomEvent<SwitchDetail>;
  /** Does not bubble. */
  error: CustomEvent<ErrorDetail>;
}

export declare class AccordMatch extends HTMLElement {
  static readonly observedAttributes: readonly string[];

  /** The attribute `data-src`. */
  src: string;
  query: string;
  theme: "auto" | "light" | "dark" | "";
  layout: "list" | "cards" | "";
  /** 1 to 100; reads as text, because it is the attribute. */
  get limit(): string;
  set limit(value: string | number | null);
  heading: string;
  /** 1 to 6; reads as text. */
  get headingLevel(): string;
  set headingLevel(value: string | number | null);
  /** Address of the whole app. */
  app: string;
  network: Network | "";
  /** How much of each currency one euro buys: `USD=1.12 GBP=0.83`. */
  rates: string;
  /** Words out of `bookmark` and `compare`. */
  actions: string;
  /** Ids of the bookmarked profiles. Yours to keep: the element stores nothing. */
  get bookmarks(): string[];
  set bookmarks(ids: Iterable<string>);
  /** Ids of the profiles picked for a comparison. */
  get compared(): string[];
  set compared(ids: Iterable<string>);
  /** Reads the data again. */
  reload(): void;

  addEventListener<K extends keyof AccordMatchEventMap>(
    type: K,
    listener: (this: AccordMatch, event: AccordMatchEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof AccordMatchEventMap>(
    type: K,
    listener: (this: AccordMatch, event: AccordMatchEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "accord-match": AccordMatch;
  }
}
