//! nginx and Caddy, which the tests of hosting start on the loopback address.
//!
//! Debian's packages are unpacked into the cache and not installed, because installing them starts services
//! on this machine, on the port that every browser asks first.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{ask, command, find};
use crate::project;
use crate::setup::{apt, lock};

/// What the packages are needed for, as the end of a sentence.
const PURPOSE: &str = "the tests of hosting";
/// nginx, its media types, its module for files in brotli; Caddy.
const PACKAGES: [&str; 4] = ["nginx", "nginx-common", "libnginx-mod-http-brotli-static", "caddy"];

/// The servers' programs.
pub(crate) struct Hosts {
    pub(crate) nginx: PathBuf,
    pub(crate) caddy: PathBuf,
    /// The folder in place of `/` for what belongs to nginx; empty where it is installed.
    pub(crate) root: PathBuf,
}

/// The installed servers, or those in the cache; the variables `NGINX` and `CADDY` name others.
pub(crate) fn hosts() -> Result<Hosts> {
    if let Some(hosts) = installed() {
        return Ok(hosts);
    }
    let folder = project::cache()?.join("hosts");
    let _lock = lock()?;
    if !folder.is_dir() {
        let partial = folder.with_extension("partial");
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        apt::unpack(&PACKAGES, &partial, PURPOSE)?;
        fs::rename(&partial, &folder)?;
    }
    let nginx = program("NGINX", "nginx").unwrap_or_else(|| folder.join("usr/sbin/nginx"));
    let caddy = program("CADDY", "caddy").unwrap_or_else(|| folder.join("usr/bin/caddy"));
    if runs(&nginx, "-v") && runs(&caddy, "version") {
        let root = if nginx.starts_with(&folder) { folder } else { PathBuf::new() };
        return Ok(Hosts { nginx, caddy, root });
    }
    // A library that they need is not there; an installation brings it along.
    apt::install(&PACKAGES, PURPOSE)?;
    installed().ok_or_else(|| {
        anyhow::anyhow!("nginx or Caddy does not start here; name others in the variables NGINX and CADDY")
    })
}

fn installed() -> Option<Hosts> {
    let hosts =
        Hosts { nginx: program("NGINX", "nginx")?, caddy: program("CADDY", "caddy")?, root: PathBuf::new() };
    (runs(&hosts.nginx, "-v") && runs(&hosts.caddy, "version")).then_some(hosts)
}

/// A program by its variable, on PATH, or where systems keep what only root should start.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let administrators = Path::new("/usr/sbin").join(name);
    env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| find(name))
        .or_else(|| administrators.is_file().then_some(administrators))
}

fn runs(program: &Path, question: &str) -> bool {
    ask(command(program).arg(question)).is_some()
}
