//! `cargo xtask method`: the method page as documents, from the same outline and the same texts.
//!
//! The page and the documents both walk `accord::domain::method`, so neither can say what the other does not. What
//! only a page knows (the host's exchange rates, the norm of its catalogue) stands on the page alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use accord::domain::{
    criteria::{Parameter, PartSpec},
    method::{Block, Cell, Names, Table, outline},
};
use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::options::Options;
use crate::project;

/// The documents: language, and file.
const DOCUMENTS: [(&str, &str); 2] = [("en", "docs/method.md"), ("fr", "docs/method.fr.md")];

/// Writes the documents.
pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    for (language, path) in DOCUMENTS {
        let path = project::root().join(path);
        fs::write(&path, Method::read(language)?.document()?).with_context(|| path.display().to_string())?;
        println!("{}", path.display());
    }
    Ok(())
}

/// The texts of one language.
struct Method {
    language: String,
    texts: [Value; 3],
    used: std::cell::RefCell<BTreeSet<String>>,
}

impl Method {
    fn read(language: &str) -> Result<Self> {
        let file = |name: &str| -> Result<Value> {
            let path = project::root().join(format!("locales/{language}/{name}.json"));
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            Ok(serde_json::from_str(&text)?)
        };
        let texts = [file("method")?, file("names")?, file("marks")?];
        Ok(Self { language: language.to_owned(), texts, used: BTreeSet::new().into() })
    }

    /// A text of the method.
    fn say(&self, key: &str) -> Result<&str> {
        self.used.borrow_mut().insert(key.to_owned());
        self.texts[0][key].as_str().with_context(|| format!("method.json: {key} is missing"))
    }

    /// A name out of a table of names.
    fn name(&self, table: &str, key: &str) -> Result<&str> {
        self.used.borrow_mut().insert(format!("{table}.{key}"));
        let found = self.texts.iter().find_map(|file| file[table][key].as_str());
        found.with_context(|| format!("{table}: {key} is missing"))
    }

    /// A source in the words of the language; names alone need none.
    fn source<'a>(&'a self, source: &'a str) -> &'a str {
        self.used.borrow_mut().insert(format!("sources.{source}"));
        self.texts[0]["sources"][source].as_str().unwrap_or(source)
    }

    /// A number as the language writes it.
    fn number(&self, value: f64, digits: usize) -> String {
        let plain = format!("{value:.digits$}");
        let plain =
            if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { &plain };
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |plain| ("-", plain));
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let (group, comma) = if self.language == "fr" { ("\u{202f}", ",") } else { (",", ".") };
        let mut text = sign.to_owned();
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        if part.is_empty() { text } else { format!("{text}{comma}{part}") }
    }

    fn percent(&self, value: f64, digits: usize) -> String {
        let space = if self.language == "fr" { "\u{a0}" } else { "" };
        format!("{}{space}%", self.number(value * 100.0, digits))
    }

    /// In dollars, as the sources state it.
    fn dollars(&self, amount: f64) -> String {
        let plain = self.number(amount, 2);
        if self.language == "fr" { format!("{plain}\u{a0}$") } else { format!("${plain}") }
    }

    fn document(&self) -> Result<String> {
        let mut text = format!("# {}\n\n{}\n", self.say("title")?, self.say("lede")?);
        for section in outline() {
            let mut body = String::new();
            for block in &section.blocks {
                self.block(&mut body, block)?;
            }
            // What only a page knows leaves nothing behind here.
            if !body.is_empty() {
                let _ = writeln!(
                    text,
                    "\n## {}\n{}",
                    self.name("titles", section.id)?,
                    body.trim_end_matches('\n')
                );
            }
        }
        Ok(text)
    }

    fn block(&self, text: &mut String, block: &Block) -> Result<()> {
        match block {
            Block::Prose(key) => {
                let _ = writeln!(text, "\n{}", self.name("said", key)?);
            }
            Block::Filled(key, values) => {
                let mut said = self.say(key)?.to_owned();
                for (place, cell) in values {
                    said = said.replace(&format!("{{{place}}}"), &self.cell(cell)?);
                }
                let _ = writeln!(text, "\n{said}");
            }
            Block::List(keys) => {
                text.push('\n');
                for key in *keys {
                    let _ = writeln!(text, "- {}", self.name("said", key)?);
                }
            }
            Block::Criterion(key) => {
                let (name, question) = (self.name("criteria", key)?, self.name("questions", key)?);
                let _ = writeln!(text, "\n### {name}\n\n{question}");
            }
            Block::Table(table) => self.table(text, table)?,
            Block::Live(_) => {}
        }
        Ok(())
    }

    fn table(&self, text: &mut String, table: &Table) -> Result<()> {
        let row = |cells: &[Cell]| -> Result<String> {
            let cells = cells.iter().map(|cell| self.cell(cell)).collect::<Result<Vec<_>>>()?;
            Ok(format!("| {} |", cells.join(" | ")))
        };
        let _ = writeln!(text, "\n{}\n|{}", row(&table.head)?, " --- |".repeat(table.head.len()));
        for cells in &table.rows {
            let _ = writeln!(text, "{}", row(cells)?);
        }
        Ok(())
    }

    fn cell(&self, cell: &Cell) -> Result<String> {
        let count = |count: u64| self.number(count as f64, 0);
        Ok(match *cell {
            Cell::Name(names, key) => self.name(table_of(names), key)?.replace('|', "\\|"),
            Cell::Label(text) => text.to_owned(),
            Cell::Source(text) => self.source(text).to_owned(),
            Cell::Code(word) => format!("`{word}`"),
            Cell::Coded(label, word) => format!("{label} `{word}`"),
            Cell::Number(value, digits) => self.number(value, digits),
            Cell::Percent(value, digits) => self.percent(value, digits),
            Cell::Percents(low, high) => format!("{}–{}", self.number(low * 100.0, 1), self.percent(high, 1)),
            Cell::Dollars(amount) => self.dollars(amount),
            Cell::Count(number) => count(number),
            Cell::About(size) => self.say("about")?.replace("{count}", &self.number(size.round(), 0)),
            Cell::Range(0, Some(to)) => self.say("to")?.replace("{to}", &count(to)),
            Cell::Range(from, Some(to)) => format!("{}–{}", count(from), count(to)),
            Cell::Range(from, None) => self.say("from")?.replace("{from}", &count(from)),
            Cell::Year(Some(year)) => year.to_string(),
            Cell::Year(None) => self.say("year_unknown")?.to_owned(),
            Cell::None => self.say("none_in_policy")?.to_owned(),
            Cell::Parameters(spec) => {
                let all = spec.parameters.iter().map(|parameter| self.parameter(spec, parameter));
                let all = all.collect::<Result<Vec<_>>>()?;
                if all.is_empty() { self.say("no_parameters")?.to_owned() } else { all.join("<br>") }
            }
        })
    }

    /// A parameter with value and source, as the page words it.
    fn parameter(&self, spec: &PartSpec, parameter: &Parameter) -> Result<String> {
        let Parameter { key, value, source } = *parameter;
        let name = self.name("parameter_names", key)?;
        let is_mark = key.ends_with("none_at") || key.ends_with("full_at");
        let plain = self.number(value, 2);
        let value = match (spec.key, spec.unit) {
            ("cost.budget", _) => self.say("times_budget")?.replace("{value}", &plain),
            ("cost.cpm", _) => self.dollars(value),
            ("risk.comments", _) if is_mark => self.say("deviations")?.replace("{value}", &plain),
            (_, "fraction") if is_mark => self.percent(value, 0),
            _ if key.starts_with("cleared") => self.percent(value, 0),
            _ if matches!(key, "least_jump" | "least_spread" | "most_rate") => self.percent(value, 0),
            _ => plain,
        };
        let colon = if self.language == "fr" { "\u{a0}:" } else { ":" };
        Ok(format!("{name}{colon} {value} ({})", self.source(source)))
    }
}

/// Where the texts keep a table of names.
const fn table_of(names: Names) -> &'static str {
    match names {
        Names::Words => "words",
        Names::Tiers => "tiers",
        Names::Bases => "bases",
        Names::Criteria => "criteria",
        Names::Parts => "parts",
        Names::Formulas => "formulas",
        Names::Caps => "caps",
        Names::Formats => "formats",
        Names::Topics => "topics",
        Names::PlaceReads => "place_reads",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts for the page's form alone, and those of what only a page knows.
    const PAGE_ONLY: [&str; 11] = [
        "contents",
        "titles.fx",
        "fx_none",
        "fx_some",
        "fx_undated",
        "fx_table",
        "currency",
        "rate",
        "usual_table",
        "usual_none",
        "usual_share",
    ];

    #[test]
    fn the_documents_are_what_texts_and_tables_make() {
        for (language, path) in DOCUMENTS {
            let committed = fs::read_to_string(project::root().join(path)).unwrap();
            assert_eq!(
                committed,
                Method::read(language).unwrap().document().unwrap(),
                "{path}: `cargo xtask method` writes it anew"
            );
        }
    }

    #[test]
    fn no_text_of_the_method_is_left_out() {
        let method = Method::read("fr").unwrap();
        method.document().unwrap();
        let used = method.used.borrow();
        let mut left = Vec::new();
        for (key, value) in method.texts[0].as_object().unwrap() {
            let entries =
                value.as_object().map(|table| table.keys().map(|entry| format!("{key}.{entry}")).collect());
            left.extend(entries.unwrap_or_else(|| vec![key.clone()]));
        }
        // Names of tables are for assistive technology, so that the document has no use for them.
        let names: Vec<String> = outline()
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Table(Table { name: Cell::Name(names, key), .. }) => {
                    Some(format!("{}.{key}", table_of(*names)))
                }
                _ => None,
            })
            .collect();
        left.retain(|key| !used.contains(key) && !names.contains(key) && !PAGE_ONLY.contains(&key.as_str()));
        assert_eq!(left, Vec::<String>::new());
    }
}
