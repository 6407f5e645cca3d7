// The app's worker: the engine, listening. A file of its own, because a strict policy allows no blob.
// The build puts names into it that change with the content.
const module = fetch(new URL("./engine/accord_engine_worker_bg.wasm", import.meta.url));
// Asked for at once, beside its script, instead of after it.
const { default: init, serve, arrow } = await import("./engine/accord_engine_worker.js");
await init({ module_or_path: module });
serve(undefined, undefined, arrow);
