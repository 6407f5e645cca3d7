
const ownMemory = Engine.memory;
/** Memory of this module, and of the larger one where it is loaded. */
Engine.memory = () => ({ bytes: ownMemory.call(Engine).bytes + (larger?.Engine.memory().bytes ?? 0) });

const openWithoutArrow = Engine.open;
/** Opens profile data; of Arrow a promise, because the module that reads it is loaded first. */
Engine.open = (bytes, options) => {
    try {
        return openWithoutArrow.call(Engine, bytes, options);
    } catch (error) {
        if (error?.code !== "needs_arrow") throw error;
        return arrow().then((module) => module.Engine.open(bytes, options));
    }
};

/** A stream that can be read once, with the first of its bytes looked at: a file of Arrow, or a stream of it. */
async function looked(stream) {
    const reader = stream.getReader();
    const first = await reader.read();
    const head = first.value instanceof Uint8Array ? first.value.subarray(0, 6) : [];
    const isArrow = String.fromCharCode(...head) === "ARROW1" || (head.length > 3 && head.subarray(0, 4).every((byte) => byte === 255));
    const pass = (controller, { done, value }) => (done ? controller.close() : controller.enqueue(value));
    const whole = new ReadableStream({
        start: (controller) => pass(controller, first),
        pull: async (controller) => pass(controller, await reader.read()),
        cancel: (reason) => reader.cancel(reason),
    });
    return [whole, isArrow];
}

const loadWithoutArrow = Engine.load;
/** Loads profile data as it comes. What turns out to be Arrow is read by the module that can, from its beginning. */
Engine.load = async (sources, options) => {
    let isArrow = false;
    const look = async (source) => {
        const isResponse = source instanceof Response;
        const stream = isResponse ? source.body : source;
        // What somebody reads already is refused with the others.
        if (!(stream instanceof ReadableStream) || stream.locked || source.bodyUsed) return source;
        const [whole, found] = await looked(stream);
        isArrow ||= found;
        if (!isResponse) return whole;
        const { status, headers, url } = source;
        // The address names the data; a response that is made here has none of its own.
        return Object.defineProperty(new Response(whole, { status, headers }), "url", { value: url });
    };
    const list = await Promise.all((Array.isArray(sources) ? sources : [sources]).map(look));
    const load = async () => (await arrow()).Engine.load(list, options);
    if (isArrow) return load();
    let engine;
    try {
        engine = await loadWithoutArrow.call(Engine, list, options);
    } catch (error) {
        if (error?.code !== "needs_arrow") throw error;
        return load();
    }
    if (!engine.failures().some(({ code }) => code === "needs_arrow")) return engine;
    engine.free();
    return load();
};
