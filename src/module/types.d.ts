/** A social network. */
export type Network = "instagram" | "tiktok" | "youtube" | "x" | "facebook" | "snapchat" | "twitch" | "pinterest" | "linkedin";
/** A size tier; its limits are those of the policy in force. */
export type Tier = "nano" | "micro" | "mid" | "macro" | "mega";
/** How a profile behaves, whatever its size. */
export type Character = "micro" | "between" | "macro";
/** A criterion of the match. */
export type Criterion = "size" | "audience" | "risk" | "engagement" | "cost" | "values";

/** What is known of data besides its bytes, and the caller's defaults. */
export interface OpenOptions {
  /** File name; may name the network and the month. */
  name?: string;
  /** Network of profiles that do not say. */
  network?: Network;
  /** MIME type. */
  mime?: string;
  /** Size policy of queries that name none: `stim` unless given. */
  policy?: string;
  /** Exchange rates; a price without a rate is unknown for scoring. */
  fx?: { base: string; date?: string; source?: string; rates?: Record<string, number> };
}

/** Where data is: an address, a server's answer, a file, a stream of bytes, or the bytes. */
export type Source = string | URL | Response | Blob | ReadableStream<Uint8Array> | Uint8Array | ArrayBuffer;

/** How far a load is. */
export interface Progress {
  bytes: number;
  /** Bytes to come in all; null where nobody knows. */
  total: number | null;
  rows: number;
  /** Everything is read and is being prepared. */
  reading: boolean;
}

/** Options of a load; a name and a MIME type are those of a single source. */
export interface LoadOptions extends OpenOptions {
  /** Stops the load: it rejects with the signal's reason, as fetch does. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Called once with an engine of what is here so far, where much more is to come. Free it when the whole is there. */
  onFirst?: (engine: Engine) => void;
}

/** A source that could not be read, or is not what its manifest says. */
export interface Failure {
  code: string;
  /** The file or address that it happened to. */
  subject?: string;
  /** The server's status, where a server answered. */
  status?: number;
  /** For developers. */
  detail?: string;
}

/** Memory of the module. */
export interface Memory {
  /** All memory that it has taken; engines that are freed leave theirs to the next. */
  bytes: number;
}

/** What is thrown: an Error with a code from a closed list. */
export interface EngineError extends Error {
  code: string;
}

/** A query as an object; the same keys as in its text. In a list, a leading `-` rules a value out. */
export interface Query {
  q?: string;
  network?: string | string[];
  tier?: string | string[];
  character?: string | string[];
  country?: string | string[];
  language?: string | string[];
  topic?: string | string[];
  label?: string | string[];
  /** `1000..50000`, `..50000`, `1000..`; a trailing `~` keeps the unknown. */
  followers?: string;
  /** Percentile among peers, 0–100. */
  er?: string;
  /** Percent, 0–100. */
  credibility?: string;
  price?: string;
  "b.topics"?: string | string[];
  "b.country"?: string | string[];
  "b.language"?: string | string[];
  "b.age"?: string | string[];
  "b.gender"?: string | string[];
  "b.networks"?: string | string[];
  "b.tiers"?: string | string[];
  "b.format"?: string;
  /** Most that one collaboration may cost: `1500EUR`. */
  "b.budget"?: string | number;
  "b.offer"?: string | string[];
  "b.labels"?: string | string[];
  "b.exclude"?: string | string[];
  /** Weights 0–100 of size, audience, risk, engagement, cost, values. */
  w?: string | number[];
  policy?: string;
  sort?: string;
  /** The first row of the window, from 0. */
  from?: number;
  /** Rows of the window: 100 unless given, 1,000 at most. */
  n?: number;
  id?: string;
  ids?: string | string[];
}

/** A window of the ranked list, with what surrounds it. Scores are tenths, 0–1000. */
export interface Page {
  total: number;
  from: number;
  rows: Row[];
  facets: Record<string, Record<string, number>>;
  histograms: Record<string, Histogram>;
  /** Parts of the query that were dropped. */
  issues: { key: string; value: string; reason: string }[];
  /** Criteria that the query asks. */
  asked: Criterion[];
  /** What lifting each filter alone would add; only where nothing passes. */
  lifted?: Record<string, number>;
}

/** One profile in the list. */
export interface Row {
  id: string;
  network: Network;
  handle: string | null;
  name: string;
  tier: Tier | null;
  followers: number | null;
  low: number;
  estimate: number;
  high: number;
  coverage: number;
  character: Character | null;
  /** Between micro (−1000) and macro (1000). */
  character_at: number | null;
  /** In the order size, audience, risk, engagement, cost, values. */
  criteria: { weight: number; low: number; estimate: number; high: number }[];
  /** Engagement percentile among peers, 0–1000. */
  er: number | null;
  credibility: number | null;
  credibility_kind: "floor" | "estimate" | null;
  price: { format: string; low: number; high: number; currency: string; kind: "quote" | "vendor" | "model" } | null;
  country: string | null;
  flags: Flag[];
  veto: Veto | null;
  reason: string | null;
}

/** Bins of a measure; half-open but for the last. */
export interface Histogram {
  edges: number[];
  counts: number[];
  unknown: number;
}

/** One check of a profile and what it found. */
export interface Flag {
  check: string;
  severity: "clear" | "unchecked" | "check" | "alert";
  value: number | null;
  against: number | null;
  detail: string | null;
}

/** Why a profile cannot serve the brief at all. */
export interface Veto {
  kind: string;
  detail: string;
}

/** Every number behind one match. Scores are tenths, 0–1000. */
export interface Explanation {
  low: number;
  estimate: number;
  high: number;
  coverage: number;
  criteria: ExplainedCriterion[];
  veto: Veto | null;
  flags: Flag[];
  /** How much evidence a check needed before it counted as cleared. */
  scrutiny: "usual" | "closer";
  /** 1-based; null where a filter excludes the profile. */
  rank: number | null;
  total: number;
  tier: Tier | null;
  character: {
    verdict: Character | null;
    at: number | null;
    /** How far the verdict can be trusted: close is next to a border between two. */
    confidence: "firm" | "likely" | "close" | null;
    /** Least and greatest mean of all six over everything unknown. */
    range: [number, number];
    /** What speaks most for the verdict, the strongest first. */
    reasons: Criterion[];
    positions: (number | null)[];
    raw: (number | null)[];
  };
  engagement: {
    rate: number;
    basis: string;
    expected: number;
    z: number | null;
    /** Share of the peers that it is better than, 0–1; null for a rate above 1. */
    percentile: number | null;
    peers: number;
    benchmark: string | null;
  } | null;
  /** What a result costs, in the base currency; an upper end of null has none. */
  cost: {
    format: string;
    low: number;
    high: number;
    kind: "quote" | "vendor" | "model";
    cpm: [number, number | null] | null;
    credible_cpm: [number, number | null] | null;
    target_cpm: [number, number | null] | null;
    cpe: [number, number | null] | null;
  } | null;
  /** Whether the deal that both sides would make pays no money. */
  in_kind: boolean;
}

/** One criterion of an explanation; contributions of the six add up to the match. */
export interface ExplainedCriterion {
  key: Criterion;
  weight: number;
  low: number;
  estimate: number;
  high: number;
  contribution: number;
  contribution_estimate: number;
  contribution_high: number;
  parts: ExplainedPart[];
  /** Alerts that are certain or possible; absent where there is none. */
  caps?: ExplainedCap[];
}

/** The ceiling that an alert puts on a criterion; its contributions are never positive. */
export interface ExplainedCap {
  key: string;
  at: number;
  /** A possible alert holds the lower bound down only. */
  certain: boolean;
  contribution: number;
  contribution_estimate: number;
  contribution_high: number;
}

/** One part of a criterion; contributions of the parts and ceilings add up to the criterion's. */
export interface ExplainedPart {
  key: string;
  weight: number;
  raw: number | null;
  unit: string;
  basis: string | null;
  source: string | null;
  date: string | null;
  known: boolean;
  low: number;
  estimate: number;
  high: number;
  contribution: number;
  contribution_estimate: number;
  contribution_high: number;
  /** Tenths that the match's lower bound gains where this input alone turns out best. */
  raise: number;
  /** What a topical fit is made of; absent for every other part. */
  terms?: ExplainedTerm[];
}

/** What one topic of a profile adds to its topical fit, or takes off it. */
export interface ExplainedTerm {
  topic: string;
  /** Share of the content, 0–1, where the data says it. */
  share: number | null;
  /** Thousandths of the part's full score. */
  score: number;
  /** The words of the bio that the topic was inferred from; absent where the data gives the topic. */
  words?: string[];
}

/** One account on one network: profile data, version 1. What is missing is unknown. */
export interface Profile {
  id: string;
  creator?: string;
  network: Network;
  handle?: string;
  name?: string;
  url?: string;
  avatar?: string;
  bio?: string;
  country?: string;
  city?: string;
  language?: string;
  verified?: boolean;
  account_type?: string;
  topics?: { topic: string; share?: number }[];
  followers?: number;
  following?: number;
  posts?: number;
  posts_per_month?: number;
  last_post?: string;
  engagement?: {
    rate?: number;
    basis?: "followers" | "views" | "reach";
    numerator?: string;
    statistic?: string;
    window_days?: number;
    posts?: number;
    likes?: number;
    comments?: number;
    shares?: number;
    saves?: number;
    views?: number;
    /** Standard deviation of likes from post to post over their mean. */
    likes_spread?: number;
  };
  history?: { month: string; followers?: number; engagement?: number }[];
  audience?: {
    credibility?: number;
    credibility_kind?: "floor" | "estimate";
    types?: Record<string, number>;
    reachable?: number;
    genders?: Record<string, number>;
    ages?: Record<string, number>;
    countries?: Record<string, number>;
    cities?: Record<string, number>;
    languages?: Record<string, number>;
    interests?: Record<string, number>;
  };
  price?: Record<string, { low: number; high: number; currency: string; kind: "quote" | "vendor" | "model" }>;
  accepts?: ("paid" | "gift" | "event" | "affiliate")[];
  sponsored_share?: number;
  paid_performance?: number;
  response?: { rate?: number; hours?: number };
  labels?: string[];
  brand_mentions?: string[];
  has_contact?: boolean;
  sources?: Record<string, { name?: string; date?: string }>;
}

/** What came of reading the data. */
export interface Report {
  rows: number;
  profiles: number;
  merged: number;
  /** Row 0 is the file as a whole. */
  issues: { row: number; field: string; value: string; reason: string }[];
  issue_counts: Record<string, number>;
  /** Profiles in which each field is known. */
  fields: Record<string, number>;
  source: string | null;
  source_url: string | null;
  license: string | null;
  generated_at: string | null;
  /** What is usual for each topic, 0–1: the mean root of its share; absent where too few profiles list shares. */
  usual_topics?: Record<string, number>;
}
