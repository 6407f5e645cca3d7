// The still page comes first: nothing that it does without shares the line with it, or its thread. Then both
// parts of the page itself are asked for side by side. Where nothing is ever painted, nothing waits for it.
await new Promise((go) => {
  if (document.hidden) go();
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 1000);
});
const failed = (error) => {
  document.getElementById("boot-failure").hidden = false;
  throw error;
};
const module = fetch("./WASM");
const glue = import("./GLUE");
// The first use of each of these costs the browser a moment, which it has until both parts are here.
for (const first of [Intl.NumberFormat, Intl.DateTimeFormat]) setTimeout(() => new first("fr"));
const { default: init, ...bindings } = await glue.catch(failed);
const wasm = await init({ module_or_path: module }).catch(failed);
