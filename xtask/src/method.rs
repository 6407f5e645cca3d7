//! `cargo xtask method`: the method page as documents, from the same texts and the same tables.
//!
//! The page and the documents are both made of locales/*/method.json and of the tables that the engine computes
//! with, so neither can say what the other does not. Exchange rates are the host's and stand on the page alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use accord::domain::{
    criteria::{
        PARTS, Parameter, PartSpec,
        engagement::{BENCHMARKS, MIN_PEERS},
    },
    criterion::Criterion,
    stability::{DRAWS, NEARBY},
    tier::{POLICIES, Policy, Tier},
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
        self.used.borrow_mut().insert(table.to_owned());
        let found = self.texts.iter().find_map(|file| file[table][key].as_str());
        found.with_context(|| format!("{table}: {key} is missing"))
    }

    /// A number as the language writes it.
    fn number(&self, value: f64, digits: usize) -> String {
        let plain = format!("{value:.digits$}");
        let plain =
            if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { &plain };
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let (group, comma) = if self.language == "fr" { ("\u{202f}", ",") } else { (",", ".") };
        let mut text = String::new();
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

    fn document(&self) -> Result<String> {
        let mut text = format!("# {}\n\n{}\n", self.say("title")?, self.say("lede")?);
        let matching = ["match_sum", "match_unknown", "match_asked", "match_tenths", "match_order"];
        self.prose(&mut text, "match_title", &matching)?;
        self.prose(&mut text, "criteria_title", &["criteria_note"])?;
        for criterion in Criterion::ALL {
            self.parts(&mut text, criterion)?;
        }
        self.prose(&mut text, "tiers_title", &["tiers_note"])?;
        self.tiers(&mut text)?;
        self.prose(&mut text, "character_title", &["character_note"])?;
        let _ = writeln!(text, "\n## {}\n", self.say("stability_title")?);
        let note = self.say("stability_note")?.replace("{draws}", &self.number(f64::from(DRAWS), 0));
        let _ = writeln!(text, "{}", note.replace("{nearby}", &self.number(f64::from(NEARBY), 0)));
        self.benchmarks(&mut text)?;
        let disagreements = [
            "disagree_tiers",
            "disagree_er",
            "disagree_bench",
            "disagree_reach",
            "disagree_price",
            "disagree_credibility",
        ];
        self.list(&mut text, "disagree_title", &disagreements)?;
        let limits = ["not_sensitive", "not_contact", "not_detect", "not_emv", "not_overlap", "not_send"];
        self.list(&mut text, "not_title", &limits)?;
        Ok(text)
    }

    fn prose(&self, text: &mut String, title: &str, keys: &[&str]) -> Result<()> {
        let _ = writeln!(text, "\n## {}", self.say(title)?);
        for key in keys {
            let _ = writeln!(text, "\n{}", self.say(key)?);
        }
        Ok(())
    }

    fn list(&self, text: &mut String, title: &str, keys: &[&str]) -> Result<()> {
        let _ = writeln!(text, "\n## {}\n", self.say(title)?);
        for key in keys {
            let _ = writeln!(text, "- {}", self.say(key)?);
        }
        Ok(())
    }

    fn head(&self, text: &mut String, keys: &[&str]) -> Result<()> {
        let names = keys.iter().map(|key| self.say(key)).collect::<Result<Vec<_>>>()?;
        let _ = writeln!(text, "\n| {} |\n|{}", names.join(" | "), " --- |".repeat(names.len()));
        Ok(())
    }

    fn parts(&self, text: &mut String, criterion: Criterion) -> Result<()> {
        let name = self.name("criteria", criterion.as_str())?;
        let question = self.name("questions", criterion.as_str())?;
        let _ = writeln!(text, "\n### {name}\n\n{question}");
        self.head(text, &["part", "weight", "formula", "reads", "parameters"])?;
        for spec in PARTS.iter().filter(|spec| spec.criterion == criterion) {
            let parameters = spec
                .parameters
                .iter()
                .map(|parameter| self.parameter(spec, parameter))
                .collect::<Result<Vec<_>>>()?;
            let parameters = if parameters.is_empty() {
                self.say("no_parameters")?.to_owned()
            } else {
                parameters.join("<br>")
            };
            let formula = self.name("formulas", spec.key)?.replace('|', "\\|");
            let part = self.name("parts", spec.key)?;
            let _ =
                writeln!(text, "| {part} | {} | {formula} | `{}` | {parameters} |", spec.weight, spec.field);
        }
        Ok(())
    }

    /// A parameter with value and source, as the page words it.
    fn parameter(&self, spec: &PartSpec, parameter: &Parameter) -> Result<String> {
        let Parameter { key, value, source } = *parameter;
        let name = self.name("parameter_names", key)?;
        let is_mark = key.ends_with("none_at") || key.ends_with("full_at");
        let plain = self.number(value, 2);
        let value = match (spec.key, spec.unit) {
            ("cost.budget", _) => self.say("times_budget")?.replace("{value}", &plain),
            // In dollars, as the sources state it.
            ("cost.cpm", _) => {
                if self.language == "fr" {
                    format!("{plain}\u{a0}$")
                } else {
                    format!("${plain}")
                }
            }
            ("risk.comments", _) if is_mark => self.say("deviations")?.replace("{value}", &plain),
            (_, "fraction") if is_mark => self.percent(value, 0),
            _ if key.starts_with("cleared") => self.percent(value, 0),
            _ if matches!(key, "least_jump" | "least_spread" | "most_rate") => self.percent(value, 0),
            _ => plain,
        };
        let colon = if self.language == "fr" { "\u{a0}:" } else { ":" };
        Ok(format!("{name}{colon} {value} ({source})"))
    }

    fn tiers(&self, text: &mut String) -> Result<()> {
        let mut head = vec![self.say("policy")?];
        for tier in Tier::ALL {
            head.push(self.name("tiers", tier.as_str())?);
        }
        head.extend([self.say("source")?, self.say("year")?]);
        let _ = writeln!(text, "\n| {} |\n|{}", head.join(" | "), " --- |".repeat(head.len()));
        for policy in POLICIES {
            let _ = write!(text, "| {} `{policy}` ", policy.label);
            for tier in Tier::ALL {
                let _ = write!(text, "| {} ", self.range(policy, tier)?);
            }
            let year = policy.year.map(|year| year.to_string());
            let year = year.map_or_else(|| self.say("year_unknown").map(str::to_owned), Ok)?;
            let _ = writeln!(text, "| {} | {year} |", policy.source);
        }
        Ok(())
    }

    fn range(&self, policy: &Policy, tier: Tier) -> Result<String> {
        let count = |count: u64| self.number(count as f64, 0);
        Ok(match policy.range(tier) {
            Some((0, Some(to))) => self.say("to")?.replace("{to}", &count(to)),
            Some((from, Some(to))) => format!("{}–{}", count(from), count(to)),
            Some((from, None)) => self.say("from")?.replace("{from}", &count(from)),
            None => self.say("none_in_policy")?.to_owned(),
        })
    }

    fn benchmarks(&self, text: &mut String) -> Result<()> {
        let note = self.say("bench_note")?.replace("{count}", &self.number(MIN_PEERS as f64, 0));
        let _ = writeln!(text, "\n## {}\n\n{note}", self.say("bench_title")?);
        self.head(text, &["bench_network", "bench_basis", "bench_size", "bench_band", "source"])?;
        for band in BENCHMARKS {
            let size = self.say("about")?.replace("{count}", &self.number(band.size.round(), 0));
            let basis = self.name("bases", band.basis.as_str())?;
            let rates = format!("{}–{}", self.number(band.low * 100.0, 1), self.percent(band.high, 1));
            let _ =
                writeln!(text, "| {} | {basis} | {size} | {rates} | {} |", band.network.label(), band.source);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts for the page's form alone, and those of the host's exchange rates.
    const PAGE_ONLY: [&str; 12] = [
        "contents",
        "parameter",
        "value",
        "bench_table",
        "fx_title",
        "fx_none",
        "fx_some",
        "fx_undated",
        "fx_table",
        "currency",
        "rate",
        "table_name",
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
        let left: Vec<&String> = method.texts[0]
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| !used.contains(*key) && !PAGE_ONLY.contains(&key.as_str()))
            .collect();
        assert_eq!(left, Vec::<&String>::new());
    }
}
