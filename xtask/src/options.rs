//! Options and words after a task's name.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

/// What stood after the task's name; each task takes what it knows and refuses the rest.
pub(crate) struct Options {
    flags: BTreeMap<String, Option<String>>,
    words: Vec<String>,
}

impl Options {
    /// Reads `--name`, `--name=value`, `--name value` (for the names in `valued`) and words.
    pub(crate) fn read(mut parser: lexopt::Parser, valued: &[&str]) -> Result<Self> {
        let mut options = Self { flags: BTreeMap::new(), words: Vec::new() };
        while let Some(argument) = parser.next()? {
            match argument {
                Long(name) => {
                    let name = name.to_owned();
                    let value =
                        if valued.contains(&name.as_str()) { Some(parser.value()?.string()?) } else { None };
                    options.flags.insert(name, value);
                }
                Value(word) => options.words.push(word.string()?),
                Short(letter) => bail!("-{letter}: no such option"),
            }
        }
        Ok(options)
    }

    /// Whether `--name` was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        self.flags.remove(name).is_some()
    }

    /// The value of `--name`, read as `T`.
    pub(crate) fn value<T: FromStr>(&mut self, name: &str) -> Result<Option<T>>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let Some(text) = self.flags.remove(name).flatten() else { return Ok(None) };
        text.parse().map(Some).with_context(|| format!("--{name} {text}: not understood"))
    }

    /// All words, and no options left.
    pub(crate) fn words(mut self) -> Result<Vec<String>> {
        let words = std::mem::take(&mut self.words);
        self.none()?;
        Ok(words)
    }

    /// Nothing left: what remains is a mistake worth stopping for.
    pub(crate) fn none(self) -> Result<()> {
        if let Some(name) = self.flags.keys().next() {
            bail!("--{name}: no such option here; `cargo xtask` lists them");
        }
        if let Some(word) = self.words.first() {
            bail!("{word}: not understood here; `cargo xtask` lists what is");
        }
        Ok(())
    }
}
