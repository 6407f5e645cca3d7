//! A toolchain for WebAssembly from Debian's Rust, where rustup can't download.
//!
//! Debian packages a current Rust for building browsers (`rustc-web`), and its source, but no
//! standard library for WebAssembly. That is built here once and put, with Debian's programs
//! around it, into a folder in the cache. It lives beside any other Rust without disturbing it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::process::{ask, command, run_quiet, say};
use crate::project;
use crate::setup::apt;
use crate::setup::rust::TARGET;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// The oldest release that the dependencies compile with.
const OLDEST: (u32, u32) = (1, 88);

/// What `rustc -vV` says of Debian's compiler.
struct Compiler {
    release: String,
    commit: String,
    host: String,
    llvm: String,
}

impl Compiler {
    fn find() -> Option<Self> {
        let text = ask(command(RUSTC).arg("-vV").env_remove("LD_LIBRARY_PATH"))?;
        let field = |name: &str| {
            text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::to_owned)
        };
        Some(Self {
            release: field("release")?,
            commit: field("commit-hash").unwrap_or_default(),
            host: field("host")?,
            llvm: field("LLVM version")?,
        })
    }

    /// Whether it is new enough; a release number that can't be read is left to cargo.
    fn is_recent(&self) -> bool {
        let mut numbers = self.release.split('.').map_while(|part| part.parse::<u32>().ok());
        let version = numbers.next().zip(numbers.next());
        version.is_none_or(|version| version >= OLDEST)
    }

    /// The linker of the same LLVM; the program and its package share a name.
    fn linker(&self) -> String {
        format!("lld-{}", self.llvm.split('.').next().unwrap_or_default())
    }

    /// Another compiler needs another library, so the folder is named after it.
    fn folder(&self) -> Result<PathBuf> {
        let mut name = format!("debian-{}", self.release);
        if let Some(commit) = self.commit.get(..9) {
            write!(name, "-{commit}")?;
        }
        Ok(project::cache()?.join("rust").join(name))
    }
}

/// The folder, if an earlier run made it for the compiler that is installed now.
pub(crate) fn made() -> Result<Option<PathBuf>> {
    if !Path::new(RUSTC).is_file() {
        return Ok(None);
    }
    let Some(compiler) = Compiler::find() else { return Ok(None) };
    let folder = compiler.folder()?;
    Ok(folder.is_dir().then_some(folder))
}

/// Installs Debian's Rust, builds the library and lays out the folder.
pub(crate) fn make() -> Result<PathBuf> {
    if !cfg!(target_os = "linux") {
        bail!("{TARGET} is missing: run `rustup target add {TARGET}` where rustup can download");
    }
    let purpose = "compiling to WebAssembly";
    apt::install(&["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"], purpose).context(
        format!("neither rustup nor Debian's packages give a Rust with {TARGET}; install one with it and run this again"),
    )?;
    let compiler = Compiler::find().context("Debian's rustc does not say its version")?;
    if !compiler.is_recent() {
        let (major, minor) = OLDEST;
        bail!(
            "Debian's Rust is {}, and {major}.{minor} or later is needed: enable Debian's security suite, which has it, and run this again",
            compiler.release
        );
    }
    if let Some(folder) = made()? {
        return Ok(folder);
    }
    apt::install(&[&compiler.linker()], purpose)?;

    let folder = compiler.folder()?;
    let partial = folder.with_extension("partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    let library = partial.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library)?;
    build_library(&partial.join("build"), &library)?;
    fs::remove_dir_all(partial.join("build"))?;
    lay_out(&partial, &folder, &compiler)?;
    fs::rename(&partial, &folder)?;
    Ok(folder)
}

/// Compiles the standard library by way of an empty crate, and keeps its parts.
fn build_library(scratch: &Path, library: &Path) -> Result<()> {
    say("Building Rust's standard library for WebAssembly (one to two minutes, once)");
    fs::create_dir_all(scratch.join("src"))?;
    fs::write(scratch.join("src/lib.rs"), "")?;
    fs::write(
        scratch.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[profile.release]\npanic = \"abort\"\n\n[workspace]\n",
    )?;
    let mut cargo = command(CARGO);
    cargo
        .current_dir(scratch)
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"])
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without it a later `lto = "fat"` finds nothing to link.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("LD_LIBRARY_PATH");
    run_quiet(&mut cargo)?;
    let built = scratch.join("target").join(TARGET).join("release/deps");
    for file in fs::read_dir(built)? {
        let file = file?;
        let name = file.file_name();
        let text = name.to_string_lossy();
        let is_library = Path::new(&name).extension().is_some_and(|end| end == "rlib");
        if is_library && !text.starts_with("libempty-") {
            fs::copy(file.path(), library.join(&name))?;
        }
    }
    Ok(())
}

/// Puts Debian's programs around the library. `home` is where the folder will be in the end.
#[cfg(unix)]
fn lay_out(partial: &Path, home: &Path, compiler: &Compiler) -> Result<()> {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    // rustc looks for its linker beside the host's libraries, under a name Debian does not use.
    let host = partial.join("lib/rustlib").join(&compiler.host);
    fs::create_dir_all(host.join("bin"))?;
    symlink(format!("/usr/bin/{}", compiler.linker()), host.join("bin/rust-lld"))?;
    symlink(Path::new("/usr/lib/rustlib").join(&compiler.host).join("lib"), host.join("lib"))?;
    let bin = partial.join("bin");
    fs::create_dir(&bin)?;
    // rustc finds its libraries from its own place, so a link would find /usr again.
    let home = home.display();
    let scripts = [
        ("rustc", format!("exec {RUSTC} --sysroot \"{home}\" \"$@\"")),
        ("rustdoc", format!("exec /usr/bin/rustdoc --sysroot \"{home}\" \"$@\"")),
        ("clippy-driver", format!("SYSROOT=\"{home}\" exec /usr/bin/clippy-driver \"$@\"")),
        // A task called by a build's hook is the program that started the build.
        (
            "cargo",
            format!(
                "if [ \"$1\" = xtask ] && [ -n \"$ACCORD_XTASK\" ]; then shift; exec \"$ACCORD_XTASK\" \"$@\"; fi\nexec {CARGO} \"$@\""
            ),
        ),
    ];
    for (name, text) in scripts {
        let file = bin.join(name);
        fs::write(&file, format!("#!/bin/sh\n{text}\n"))?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    }
    // cargo-clippy looks for clippy-driver beside itself; a link would look in /usr/bin.
    fs::copy("/usr/bin/cargo-clippy", bin.join("cargo-clippy"))?;
    Ok(())
}

#[cfg(not(unix))]
fn lay_out(_: &Path, _: &Path, _: &Compiler) -> Result<()> {
    unreachable!("Debian's toolchain is made on Linux only")
}
