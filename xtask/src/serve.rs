//! `cargo xtask serve`: the site, built and on an address of this machine.

use anyhow::Result;

use crate::dist::{self, Profile};
use crate::options::Options;
use crate::process::say;
use crate::server::{self, Site};

const PORT: u16 = 8080;

/// Builds unless told not to, and serves until stopped.
pub(crate) fn task(mut options: Options) -> Result<()> {
    let port = options.value::<u16>("port")?;
    let prefix = options.value::<String>("prefix")?.unwrap_or_default();
    let profile = if options.flag("dev") { Profile::Dev } else { Profile::Release };
    let build = !options.flag("no-build");
    options.none()?;

    if build {
        dist::build(profile)?;
    }
    let site = Site::open(&dist::require()?, &prefix)?;
    // A port that was asked for is a promise; the usual one is only a habit.
    let server = match port {
        Some(port) => server::listen(port)?,
        None => server::listen(PORT).or_else(|_| server::listen(0))?,
    };
    say(format!("Accord is at {} (stop with Ctrl+C)", site.address(&server)));
    site.serve(&server);
    Ok(())
}
