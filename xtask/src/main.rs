//! The project's own tasks: `cargo xtask TASK`.
//!
//! A task is a file of its own and a line in [`TASKS`]. One that uses the app's own library is a line in
//! [`library`] as well.

#[cfg(feature = "library")]
mod bench;
mod check;
mod compress;
mod dist;
mod engine;
#[cfg(feature = "library")]
mod evaluate;
mod features;
mod files;
mod finish;
#[cfg(feature = "library")]
mod generate;
mod headers;
mod icons;
mod library;
mod lighthouse;
mod lock;
#[cfg(feature = "library")]
mod method;
mod minify;
mod options;
mod process;
mod project;
mod serve;
mod server;
mod setup;
mod size;
mod split;
mod test;
mod verify;
mod widget;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::options::Options;

struct Task {
    name: &'static str,
    /// Options and words, as shown in the list.
    usage: &'static str,
    about: &'static str,
    /// Options that take a value.
    valued: &'static [&'static str],
    run: fn(Options) -> Result<()>,
}

const TASKS: &[Task] = &[
    Task {
        name: "serve",
        usage: "[--port N] [--prefix /FOLDER/] [--dev | --no-build]",
        about: "build the site and serve it on this machine",
        valued: &["port", "prefix"],
        run: serve::task,
    },
    Task {
        name: "test",
        usage: "[native] [web] [e2e]",
        about: "run every test, or the named kinds",
        valued: &[],
        run: test::task,
    },
    Task {
        name: "check",
        usage: "",
        about: "check format and lints, native and for the browser, in every feature set",
        valued: &[],
        run: check::task,
    },
    Task {
        name: "dist",
        usage: "[--verify]",
        about: "build the site for release into dist/; --verify builds it twice and compares",
        valued: &[],
        run: dist::task,
    },
    Task {
        name: "size",
        usage: "[--strict]",
        about: "measure what a first visit asks for, against the budgets",
        valued: &[],
        run: size::task,
    },
    Task {
        name: "lighthouse",
        usage: "[--strict]",
        about: "measure with Lighthouse how the site does on a phone, against the budgets",
        valued: &[],
        run: lighthouse::task,
    },
    Task {
        name: "generate",
        usage: "[--demo | --rows N --seed S --date DAY --format json|ndjson|csv|arrow --out FILE]",
        about: "make a fictional catalogue; --demo makes the one that ships",
        valued: &["rows", "seed", "date", "format", "out"],
        run: library::generate,
    },
    Task {
        name: "icons",
        usage: "",
        about: "draw the icon's pictures anew, after public/icon.svg changed",
        valued: &[],
        run: icons::task,
    },
    Task {
        name: "bench",
        usage: "[--native] [--browser] [--page] [--no-build] [--rows N] [--runs N] [--rivals no]",
        about: "measure the engine over generated catalogues of 10k, 100k and 1M profiles, beside others",
        valued: &["rows", "runs", "rivals"],
        run: library::bench,
    },
    Task {
        name: "evaluate",
        usage: "[--data DIR]",
        about: "measure the judgement on data that others made, and write docs/evaluation.md",
        valued: &["data"],
        run: library::evaluate,
    },
    Task {
        name: "method",
        usage: "",
        about: "write docs/method.md and its French twin from the page's texts and tables",
        valued: &[],
        run: library::method,
    },
    Task {
        name: "engine",
        usage: "",
        about: "build the engine modules; Trunk calls it before a build",
        valued: &[],
        run: engine::task,
    },
    Task {
        name: "widget",
        usage: "",
        about: "build the element for other pages; Trunk calls it before a build",
        valued: &[],
        run: widget::task,
    },
    Task {
        name: "finish",
        usage: "",
        about: "finish what Trunk built; Trunk calls it after a build",
        valued: &[],
        run: finish::task,
    },
    Task {
        name: "setup",
        usage: "",
        about: "find or install everything the other tasks need",
        valued: &[],
        run: setup::task,
    },
];

fn main() -> ExitCode {
    project::note_program();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut parser = lexopt::Parser::from_env();
    let Some(lexopt::Arg::Value(name)) = parser.next()? else {
        list();
        return Ok(());
    };
    let Some(task) = TASKS.iter().find(|task| name == task.name) else {
        list();
        bail!("{}: no such task", name.to_string_lossy());
    };
    (task.run)(Options::read(parser, task.valued)?)
}

fn list() {
    println!("cargo xtask TASK\n");
    for task in TASKS {
        println!("  {:<10} {}", task.name, task.about);
        if !task.usage.is_empty() {
            println!("  {:<10}   {}", "", task.usage);
        }
    }
}
