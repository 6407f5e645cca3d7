// The engine in a worker, for elements on the build's own origin; elsewhere a blob does the same.
import { arrow, init, serve } from "../engine/accord_engine_worker.js";

await init();
serve(undefined, undefined, arrow);
