//! What the browser's benchmark reads: a catalogue as files, and its columns for the rivals.
//!
//! Nobody else knows Accord's formulas, so the rivals get what the formulas give: the six lower bounds and the
//! six known shares of every profile under one brief, asked of the engine page by page. From there on they
//! filter, count, weigh and sort on their own.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use accord::{
    domain::{
        character::Character,
        criterion::Weights,
        fold::{fold, words},
        label::LABELS,
        money::Rates,
        network::Network,
        profile::Profile,
        query::{Query, UNKNOWN},
        tier::Tier,
        topic,
    },
    engine::Engine,
    intake::Catalogue,
};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Map, Value, json};

use crate::bench::queries::BRIEF;
use crate::files;
use crate::generate;
use crate::process::say;
use crate::project;

/// Rows that are asked of the engine at a time.
const WINDOW: usize = 50_000;
/// Stands for an unknown number of followers.
const NOBODY_KNOWS: u32 = u32::MAX;
/// The bit after the labels' own: nothing is known of them.
const UNKNOWN_LABELS: u16 = 1 << LABELS.len();

/// The folder with the files of a size, made anew after anything changed that they are made of.
pub(super) fn folder(rows: usize, with_columns: bool) -> Result<PathBuf> {
    let folder = project::root().join("target/bench").join(rows.to_string());
    fs::create_dir_all(&folder)?;
    for format in FORMS {
        let file = format!("catalogue.{format}");
        once(&folder, &file, &["src/domain", "xtask/src/generate"], || {
            say(format!("Generating {rows} profiles as {format} (half a minute for a million)"));
            generate::file(rows, format, &folder.join(&file))
        })?;
    }
    if with_columns {
        // The scores are the engine's own.
        let sources = ["src/domain", "src/engine", "xtask/src/generate", "xtask/src/bench/export.rs"];
        once(&folder, "columns", &sources, || columns(rows, &folder))?;
    }
    Ok(folder)
}

/// The forms in which catalogues are loaded.
const FORMS: [&str; 2] = ["json", "arrow"];

/// Does something unless it was done from the same sources.
fn once(folder: &Path, name: &str, sources: &[&str], make: impl FnOnce() -> Result<()>) -> Result<()> {
    let sources: Vec<PathBuf> = sources.iter().map(|name| project::root().join(name)).collect();
    let made_of = format!("{:016x}", files::fingerprint(&sources)?);
    let stamp = folder.join(format!("{name}.stamp"));
    if fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        return Ok(());
    }
    make()?;
    Ok(fs::write(stamp, made_of)?)
}

/// Columns by name, as bytes, with what their numbers mean.
#[derive(Default)]
struct Columns {
    sections: Vec<Value>,
    bytes: Vec<u8>,
}

impl Columns {
    /// Adds a column; `kind` is the typed array that JavaScript reads it with.
    fn add<const N: usize>(&mut self, name: &str, kind: &str, values: impl IntoIterator<Item = [u8; N]>) {
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        let start = self.bytes.len();
        self.bytes.extend(values.into_iter().flatten());
        let length = (self.bytes.len() - start) / N;
        self.sections.push(json!({ "name": name, "kind": kind, "start": start, "length": length }));
    }

    fn bytes(&mut self, name: &str, values: &[u8]) {
        self.add(name, "Uint8Array", values.iter().map(|value| [*value]));
    }

    fn shorts(&mut self, name: &str, values: &[u16]) {
        self.add(name, "Uint16Array", values.iter().map(|value| value.to_le_bytes()));
    }

    fn words(&mut self, name: &str, values: &[u32]) {
        self.add(name, "Uint32Array", values.iter().map(|value| value.to_le_bytes()));
    }
}

/// A dictionary that grows.
#[derive(Default)]
struct Names {
    codes: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    fn code(&mut self, name: &str) -> u32 {
        *self.codes.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() as u32 - 1
        })
    }
}

/// Writes the columns of a catalogue.
fn columns(rows: usize, folder: &Path) -> Result<()> {
    say(format!("Columns of {rows} profiles for the rivals (two minutes for a million)"));
    let profiles = generate::profiles(rows)?;
    let mut columns = Columns::default();
    let mut names = Map::new();
    plain(&profiles, &mut columns, &mut names);
    text(&profiles, &mut columns, folder)?;
    let ids: Vec<String> = profiles.iter().map(|profile| profile.id.clone()).collect();
    scores(profiles, &ids, &mut columns)?;
    names.insert("network".to_owned(), json!(Network::ALL.map(Network::as_str)));
    names.insert("tier".to_owned(), json!(Tier::ALL.map(Tier::as_str)));
    names.insert("character".to_owned(), json!(Character::ALL.map(Character::as_str)));
    names.insert("label".to_owned(), json!(LABELS));
    fs::write(folder.join("ids.txt"), ids.join("\n"))?;
    fs::write(folder.join("columns.bin"), &columns.bytes)?;
    let head = json!({ "rows": rows, "brief": BRIEF, "sections": columns.sections, "names": names });
    Ok(fs::write(folder.join("columns.json"), head.to_string())?)
}

/// What the profiles say themselves. A facet's last name stands for the unknown.
fn plain(profiles: &[Profile], columns: &mut Columns, names: &mut Map<String, Value>) {
    let (mut countries, mut languages, mut topics) = (Names::default(), Names::default(), Names::default());
    let mut lists: HashMap<Vec<u32>, u32> = HashMap::new();
    let (mut country, mut language, mut list) = (Vec::new(), Vec::new(), Vec::new());
    for profile in profiles {
        country.push(countries.code(profile.country.as_ref().map_or(UNKNOWN, |country| country.as_str())) as u16);
        let tag = profile.language.as_deref().map_or(UNKNOWN, |tag| tag.split('-').next().unwrap_or(tag));
        language.push(languages.code(tag) as u16);
        let own: Vec<u32> = match profile.topics.as_slice() {
            [] => vec![topics.code(UNKNOWN)],
            some => some.iter().map(|topic| topics.code(&topic.topic)).collect(),
        };
        let next = lists.len() as u32;
        list.push(*lists.entry(own).or_insert(next));
    }
    columns.bytes("network", &map(profiles, |profile| profile.network.index() as u8));
    columns.shorts("country", &country);
    columns.shorts("language", &language);
    columns.words("topics", &list);
    columns.shorts("labels", &map(profiles, labels));
    let followers = |profile: &Profile| profile.followers.map_or(NOBODY_KNOWS, |count| count as u32);
    columns.words("followers", &map(profiles, followers));
    let mut by_code: Vec<(Vec<u32>, u32)> = lists.into_iter().collect();
    by_code.sort_unstable_by_key(|(_, code)| *code);
    let lists: Vec<Vec<u32>> = by_code.into_iter().map(|(list, _)| list).collect();
    for (facet, value) in [
        ("country", json!(countries.names)),
        ("language", json!(languages.names)),
        ("topic", json!(topics.names)),
        ("topics", json!(lists)),
    ] {
        names.insert(facet.to_owned(), value);
    }
}

fn map<T>(profiles: &[Profile], of: impl Fn(&Profile) -> T) -> Vec<T> {
    profiles.iter().map(of).collect()
}

/// Labels as bits.
fn labels(profile: &Profile) -> u16 {
    let Some(labels) = &profile.labels else { return UNKNOWN_LABELS };
    let bit = |label: &String| LABELS.iter().position(|known| known == label).map_or(0, |at| 1 << at);
    labels.iter().map(bit).sum()
}

/// The distinct words of every profile, as codes of the sorted words of all.
fn text(profiles: &[Profile], columns: &mut Columns, folder: &Path) -> Result<()> {
    let mut names = Names::default();
    let (mut ends, mut codes) = (Vec::new(), Vec::new());
    for profile in profiles {
        let texts = [&profile.name, &profile.handle, &profile.bio, &profile.city];
        // What finds a topic finds its profiles.
        let topics =
            profile.topics.iter().flat_map(|topic| [topic.topic.as_str(), topic::names(&topic.topic)]);
        let start = codes.len();
        for text in texts.into_iter().flatten().map(String::as_str).chain(topics) {
            for word in words(&fold(text)) {
                let code = names.code(word);
                if !codes[start..].contains(&code) {
                    codes.push(code);
                }
            }
        }
        ends.push(codes.len() as u32);
    }
    let mut sorted: Vec<u32> = (0..names.names.len() as u32).collect();
    sorted.sort_unstable_by_key(|code| &names.names[*code as usize]);
    let mut place = vec![0u32; sorted.len()];
    for (at, code) in (0u32..).zip(&sorted) {
        place[*code as usize] = at;
    }
    for code in &mut codes {
        *code = place[*code as usize];
    }
    columns.words("wordEnds", &ends);
    columns.words("words", &codes);
    let mut out = BufWriter::new(File::create(folder.join("words.txt"))?);
    for (at, code) in sorted.iter().enumerate() {
        write!(out, "{}{}", if at == 0 { "" } else { "\n" }, names.names[*code as usize])?;
    }
    Ok(out.flush()?)
}

/// What the engine knows of every profile under the brief, and the order of the ids.
fn scores(profiles: Vec<Profile>, ids: &[String], columns: &mut Columns) -> Result<()> {
    let rows = profiles.len();
    let mut engine =
        Engine::new(Catalogue { profiles: profiles.into(), ..Catalogue::default() }, Rates::default());
    let row_of: HashMap<&str, usize> = ids.iter().zip(0..).map(|(id, row)| (id.as_str(), row)).collect();
    let (mut tiers, mut characters) = (vec![0u8; rows], vec![0u8; rows]);
    let mut low: [Vec<u16>; 6] = std::array::from_fn(|_| vec![0; rows]);
    for (criterion, low) in low.iter_mut().enumerate() {
        let (mut query, issues) = Query::parse(BRIEF);
        ensure!(issues.is_empty(), "the brief is not understood: {issues:?}");
        // With one weight alone the coverage is that of one criterion.
        query.weights = Weights(std::array::from_fn(|at| if at == criterion { 100 } else { 0 }));
        query.n = WINDOW;
        let mut known = vec![0u16; rows];
        for from in (0..rows).step_by(WINDOW) {
            query.from = from;
            for row in engine.run(&query).rows {
                let at = *row_of.get(row.id.as_str()).context("the engine answers with its own ids")?;
                known[at] = row.coverage;
                low[at] = row.criteria[criterion].low;
                ensure!(row.veto.is_none(), "the brief excludes nobody");
                tiers[at] = row.tier.map_or(Tier::ALL.len(), Tier::index) as u8;
                characters[at] =
                    row.character.map_or(Character::ALL.len(), |character| character as usize) as u8;
            }
        }
        columns.shorts(&format!("known{criterion}"), &known);
    }
    for (criterion, low) in low.iter().enumerate() {
        columns.shorts(&format!("low{criterion}"), low);
    }
    columns.bytes("tier", &tiers);
    columns.bytes("character", &characters);
    let mut sorted: Vec<u32> = (0..rows as u32).collect();
    sorted.sort_unstable_by_key(|row| &ids[*row as usize]);
    let mut order = vec![0u32; rows];
    for (at, row) in (0u32..).zip(sorted) {
        order[row as usize] = at;
    }
    columns.words("idOrder", &order);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_start_where_typed_arrays_may_and_say_how_long_they_are() {
        let mut columns = Columns::default();
        columns.bytes("a", &[1, 2, 3]);
        columns.shorts("b", &[0x0102]);
        columns.words("c", &[7, 8]);
        let places: Vec<(u64, u64)> = columns
            .sections
            .iter()
            .map(|section| (section["start"].as_u64().unwrap(), section["length"].as_u64().unwrap()))
            .collect();
        assert_eq!(places, [(0, 3), (8, 1), (16, 2)]);
        assert_eq!(columns.bytes[..10], [1, 2, 3, 0, 0, 0, 0, 0, 2, 1]);
    }

    #[test]
    fn labels_are_bits_and_unknown_is_another_than_none() {
        let mut profile = Profile::new("x:a", Network::X);
        assert_eq!(labels(&profile), UNKNOWN_LABELS);
        profile.labels = Some(Vec::new());
        assert_eq!(labels(&profile), 0);
        profile.labels = Some(vec![LABELS[0].to_owned(), LABELS[11].to_owned()]);
        assert_eq!(labels(&profile), 1 | 1 << 11);
    }
}
