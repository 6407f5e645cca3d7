
let withArrow, larger;
/** The module that reads Apache Arrow as well, loaded when it is asked for. */
export function arrow() {
    withArrow ??= import("./accord_engine_arrow.js").then(async (module) => {
        await module.init();
        larger = module;
        return module;
    }).catch((error) => {
        withArrow = undefined;
        throw error;
    });
    return withArrow;
}
