//! The feature sets that the project is built in, for all tasks that go through them.

/// One way to build the package.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    /// Comma-separated features, without the default ones.
    pub(crate) features: &'static str,
}

/// The rules alone, the engine module without and with Arrow, the engine of a worker, the element for other pages, and the whole page.
pub(crate) const SETS: [Set; 6] = [
    Set { name: "rules", features: "" },
    Set { name: "engine module", features: "module" },
    Set { name: "engine module with Arrow", features: "module,arrow" },
    Set { name: "worker", features: "split" },
    Set { name: "widget", features: "widget" },
    Set { name: "page", features: "app" },
];

/// What the native tests need beyond the rules: the page, whose rules are tested beside them, Arrow, the schema that
/// they compare, and the tasks that use the library.
pub(crate) const NATIVE_TESTS: &str = "accord/app,accord/arrow,accord/schema,xtask/library";

/// What the tests in a browser need.
pub(crate) const WEB_TESTS: &str = "app";
