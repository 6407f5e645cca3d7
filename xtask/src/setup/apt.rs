//! Packages of Debian and its kin, installed only when missing.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{ask, command, find, run_quiet, say};

/// Installs what is missing of `packages`; `purpose` ends the sentence "… are needed for".
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if find("apt-get").is_none() {
        bail!(
            "{names}: needed for {purpose}; install it with your system's package manager and run this again"
        );
    }
    say(format!("Installing {names} for {purpose} (half a minute to two)"));
    run_quiet(apt()?.args(["update", "-qq"])).context("the package lists can't be read")?;
    run_quiet(apt()?.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
        .with_context(|| format!("{names}: not to be had from this system's packages; needed for {purpose}"))
}

fn installed(package: &str) -> bool {
    ask(command("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

/// apt-get as root, through sudo where this is no root's process.
fn apt() -> Result<Command> {
    let root = ask(command("id").arg("-u")).is_some_and(|id| id == "0");
    let mut apt = if root {
        command("apt-get")
    } else if find("sudo").is_some() {
        let mut sudo = command("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        bail!("packages have to be installed, which takes root: run this as root once, or install sudo");
    };
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(apt)
}
