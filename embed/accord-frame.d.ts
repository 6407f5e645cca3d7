// Types of the helper for pages that hold Accord in an iframe; see docs/embedding.md.

/** Sets options of a frame, by the names of the element's attributes; null takes one away. */
export declare function setOptions(
  frame: HTMLIFrameElement,
  options: Record<string, string | number | readonly string[] | null>,
): void;
