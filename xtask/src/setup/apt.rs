//! Packages of Debian and its kin: installed only when missing, or unpacked beside the system.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::files;
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

/// Unpacks packages into a folder, without installing them; for programs that run from anywhere.
pub(crate) fn unpack(packages: &[&str], folder: &Path, purpose: &str) -> Result<()> {
    let names = packages.join(" ");
    if find("apt-get").is_none() || find("dpkg-deb").is_none() {
        bail!(
            "{names}: needed for {purpose}; install them with your system's package manager and run this again"
        );
    }
    say(format!("Fetching {names} for {purpose} (a few seconds)"));
    let files = folder.join("packages");
    fs::create_dir_all(&files)?;
    let download = || {
        let mut apt = command("apt-get");
        // Fetching needs no rights; as root, apt would take another user who can't write here.
        apt.args(["download", "-qq", "-o", "APT::Sandbox::User=root"]).args(packages).current_dir(&files);
        apt
    };
    if ask(&mut download()).is_none() {
        run_quiet(apt()?.args(["update", "-qq"])).context("the package lists can't be read")?;
        run_quiet(&mut download()).with_context(|| {
            format!("{names}: not to be had from this system's packages; needed for {purpose}")
        })?;
    }
    for file in files::below(&files)? {
        run_quiet(command("dpkg-deb").arg("--extract").arg(file).arg(folder))?;
    }
    Ok(fs::remove_dir_all(files)?)
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
