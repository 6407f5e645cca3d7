// The app's worker: the engine module, listening. A file of its own, because a strict policy allows no blob.
import init, { serve } from "./engine/accord_engine.js";

await init();
serve();
