//! The files that are measured on, read by the names of their columns.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// A folder that has none of the files that are looked for, as if it were not there.
pub(super) fn absent(folder: &Path, what: &str) -> anyhow::Error {
    let error = std::io::Error::new(std::io::ErrorKind::NotFound, what.to_owned());
    anyhow::Error::new(error).context(folder.display().to_string())
}

/// A table with its rows by column name.
pub(super) struct Sheet {
    head: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Sheet {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self> {
        // Opened here, because the reader's own error does not say that there is no such file.
        let file = fs::File::open(path).with_context(|| path.display().to_string())?;
        let mut reader = csv::Reader::from_reader(std::io::BufReader::new(file));
        let head = reader.headers()?.iter().map(str::to_owned).collect();
        let rows = reader.records().collect::<Result<_, _>>().with_context(|| path.display().to_string())?;
        Ok(Self { head, rows })
    }

    /// The column with this name.
    pub(super) fn column(&self, name: &str) -> Result<usize> {
        self.head.iter().position(|head| head == name).with_context(|| format!("column {name} is missing"))
    }

    /// The rows.
    pub(super) fn rows(&self) -> &[csv::StringRecord] {
        &self.rows
    }
}

/// A number of a row; `None` for an empty cell.
pub(super) fn number(row: &csv::StringRecord, column: usize) -> Result<Option<f64>> {
    match row.get(column).unwrap_or_default().trim() {
        "" => Ok(None),
        text => Ok(Some(text.parse().with_context(|| format!("{text}: not a number"))?)),
    }
}

/// Brands, creators, and who worked with whom.
pub(super) struct Split {
    /// The word in the files' names.
    pub(super) name: String,
    /// Topics that the shares are about.
    pub(super) topics: Vec<String>,
    pub(super) brands: Vec<Brand>,
    /// Topic shares of each creator.
    pub(super) creators: Vec<Vec<f64>>,
}

/// A brand with its creators.
pub(super) struct Brand {
    pub(super) industry: String,
    pub(super) shares: Vec<f64>,
    /// Creators and the engagement that each brought, where it is known.
    pub(super) creators: BTreeMap<usize, Option<f64>>,
}

impl Brand {
    /// Grades of the creators: what they brought where it is known of all, else 1.
    pub(super) fn grades(&self) -> BTreeMap<usize, f64> {
        let is_graded = self.creators.values().all(Option::is_some);
        self.creators.iter().map(|(at, grade)| (*at, grade.filter(|_| is_graded).unwrap_or(1.0))).collect()
    }
}

/// Every split in the folder, by name.
pub(super) fn splits(data: &Path) -> Result<Vec<Split>> {
    let folder = data.join("academic");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let file = entry?.file_name();
        let name =
            file.to_str().and_then(|name| name.strip_prefix("brand-match-")?.strip_suffix("-pairs.csv"));
        names.extend(name.map(str::to_owned));
    }
    names.sort();
    if names.is_empty() {
        return Err(absent(&folder, "no brand-match-*-pairs.csv"));
    }
    names.iter().map(|name| split(&folder, name)).collect()
}

fn split(folder: &Path, name: &str) -> Result<Split> {
    let file = |kind: &str| Sheet::read(&folder.join(format!("brand-match-{name}-{kind}.csv")));
    let (brands, creators, pairs) = (file("brands")?, file("influencers")?, file("pairs")?);
    let topics: Vec<String> = brands.head.iter().filter(|head| head.starts_with("topic_")).cloned().collect();
    let (brand_names, brand_shares) = shares(&brands, "brand", &topics)?;
    let (creator_names, creator_shares) = shares(&creators, "influencer", &topics)?;
    let industry = brands.column("category")?;
    let mut found: Vec<Brand> = brands
        .rows()
        .iter()
        .zip(brand_shares)
        .map(|(row, shares)| Brand {
            industry: row.get(industry).unwrap_or_default().to_owned(),
            shares,
            creators: BTreeMap::new(),
        })
        .collect();
    let columns = [pairs.column("brand")?, pairs.column("influencer")?];
    let score = pairs.column("endorsement_score").ok();
    for row in pairs.rows() {
        let [brand, creator] = columns.map(|column| row.get(column).unwrap_or_default());
        let (Some(brand), Some(creator)) = (brand_names.get(brand), creator_names.get(creator)) else {
            bail!("a pair names a brand or an influencer that is in no table");
        };
        let grade = score.map(|column| number(row, column)).transpose()?.flatten();
        found[*brand].creators.insert(*creator, grade);
    }
    found.retain(|brand| !brand.creators.is_empty());
    Ok(Split { name: name.to_owned(), topics, brands: found, creators: creator_shares })
}

type Named = (BTreeMap<String, usize>, Vec<Vec<f64>>);

fn shares(sheet: &Sheet, key: &str, topics: &[String]) -> Result<Named> {
    let key = sheet.column(key)?;
    let columns = topics.iter().map(|topic| sheet.column(topic)).collect::<Result<Vec<_>>>()?;
    let mut names = BTreeMap::new();
    let mut all = Vec::new();
    for (at, row) in sheet.rows().iter().enumerate() {
        names.insert(row.get(key).unwrap_or_default().to_owned(), at);
        let shares = columns.iter().map(|column| Ok(number(row, *column)?.unwrap_or(0.0)));
        all.push(shares.collect::<Result<_>>()?);
    }
    Ok((names, all))
}
