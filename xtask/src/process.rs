//! Running other programs, and saying so.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::project;

/// One line about what happens now.
pub(crate) fn say(line: impl AsRef<str>) {
    println!("==> {}", line.as_ref());
}

/// Whether a person watches: then long steps show their progress, else only their result.
pub(crate) fn watched() -> bool {
    std::io::stderr().is_terminal()
}

/// The option for programs that show progress, when nobody watches it.
pub(crate) fn hush() -> Option<&'static str> {
    (!watched()).then_some("--quiet")
}

/// A program started in the project's root.
///
/// `cargo run` describes the running package in the environment. Programs started from here are
/// about other packages, and some build scripts would take these variables for theirs.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || name == "CARGO"
            || name == "CARGO_PRIMARY_PACKAGE"
        {
            command.env_remove(&*name);
        }
    }
    command
}

/// Puts folders before everything else on the program's PATH.
pub(crate) fn prepend_path(command: &mut Command, folders: &[PathBuf]) -> Result<()> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&rest));
    command.env("PATH", env::join_paths(all).context("a folder's name does not fit into PATH")?);
    Ok(())
}

/// The program as a person would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

/// Runs a program to its end; it speaks for itself.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("`{}` failed ({status}); what it said is above", line(command));
    }
    Ok(())
}

/// Runs a program to its end and gives its exit status.
fn status(command: &mut Command) -> Result<ExitStatus> {
    std::io::stdout().flush().ok();
    command.status().with_context(|| format!("`{}` could not be started", line(command)))
}

/// Runs a program whose chatter matters only if it fails.
pub(crate) fn run_quiet(command: &mut Command) -> Result<()> {
    if watched() {
        return run(command);
    }
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` could not be started", line(command)))?;
    if !output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
        print!("{}", String::from_utf8_lossy(&output.stderr));
        bail!("`{}` failed ({}); what it said is above", line(command), output.status);
    }
    Ok(())
}

/// What a program prints, or nothing if it can't be had or fails: a question, not a step.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program for no longer than `limit`; whether it ended well in time.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<bool> {
    let mut child = command.spawn().with_context(|| format!("`{}` could not be started", line(command)))?;
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Runs a program, passes on what it prints on standard output, and keeps it.
pub(crate) fn tee(command: &mut Command) -> Result<(bool, String)> {
    std::io::stdout().flush().ok();
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", line(command)))?;
    let stdout = child.stdout.take().expect("standard output is piped");
    let mut kept = String::new();
    let mut reader = BufReader::new(stdout);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        print!("{text}");
        kept.push_str(&text);
        bytes.clear();
    }
    Ok((child.wait()?.success(), kept))
}

/// Where a program is on PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program).with_extension(env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
}
