//! Tasks that use the app's own library, and the way to them from a build without it.
//!
//! Most tasks build, check and test the library, so the program that runs them must not need it. The
//! tasks here do: asked for one of them, that program builds itself once more, with it, and hands over.

use anyhow::Result;

use crate::options::Options;

/// Makes fictional catalogues.
pub(crate) fn generate(options: Options) -> Result<()> {
    #[cfg(feature = "library")]
    return crate::generate::task(options);
    #[cfg(not(feature = "library"))]
    return hand_over(options, "dev");
}

/// Measures the engine, in a build that is as fast as the one that ships.
pub(crate) fn bench(options: Options) -> Result<()> {
    #[cfg(feature = "library")]
    return crate::bench::task(options);
    #[cfg(not(feature = "library"))]
    return hand_over(options, "engine");
}

/// Measures the judgement.
pub(crate) fn evaluate(options: Options) -> Result<()> {
    #[cfg(feature = "library")]
    return crate::evaluate::task(options);
    #[cfg(not(feature = "library"))]
    return hand_over(options, "engine");
}

/// Writes the method down.
pub(crate) fn method(options: Options) -> Result<()> {
    #[cfg(feature = "library")]
    return crate::method::task(options);
    #[cfg(not(feature = "library"))]
    return hand_over(options, "dev");
}

/// Runs the same task, with the same options, in a build that has the library.
#[cfg(not(feature = "library"))]
fn hand_over(_: Options, profile: &str) -> Result<()> {
    use crate::process::{command, run};

    let mut cargo = command("cargo");
    // Options may name files from where the person is.
    cargo.current_dir(std::env::current_dir()?);
    cargo.args(["run", "--quiet", "--profile", profile, "--package", "xtask", "--features", "library", "--"]);
    run(cargo.args(std::env::args_os().skip(1)))
}
