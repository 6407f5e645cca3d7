//! Topical fit: does it put the creators that a brand worked with first?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use accord::domain::{
    criteria::audience::{TopicNorm, TopicTarget},
    money::Rates,
    network::Network,
    profile::{Profile, Topic},
    query::Query,
    signals::CodedShare,
};
use accord::{engine::Engine, intake::Catalogue};
use anyhow::Result;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use super::data::{self, Split};
use super::page::{count, table, three};
use super::ranking::{Figures, Wanted, judge};

/// Pseudo-tests on the train half.
const TESTS: u64 = 12;
/// Parts in common that are tried for the formula.
const PARTS: [f64; 5] = [0.0, 0.125, 0.25, 0.375, 0.5];
/// The part that the product takes off.
const CHOSEN: usize = 2;

/// What the papers and their repositories report on the published test half.
const PUBLISHED: [(&str, &str, [&str; 6]); 8] = [
    ("random", "–", [".494", ".489", ".005", ".054", "54", ".038"]),
    ("influence only (MIV)", "followers, activity", [".499", ".498", ".019", ".079", "49", ".057"]),
    ("SBR, untrained", "images, text", [".681", ".593", ".091", ".251", "15", "–"]),
    ("MIR (2019), text only", "captions", [".531", ".517", ".014", ".076", "57", "–"]),
    ("MIR (2019)", "images, text, deep", [".849", ".675", ".135", ".428", "6", ".368"]),
    ("BAMIR", "deep", [".820", ".658", ".159", ".435", "–", ".461"]),
    ("CAMERA (2021)", "deep, concepts", [".811", ".678", ".208", ".422", "2", ".602"]),
    ("MORNING (2022)", "deep, audiences, co-operation", [".884", ".727", ".213", ".551", "2", ".565"]),
];

const HEAD: [&str; 8] = ["scorer", "AUC", "cAUC", "R@10", "R@50", "MedR", "MRR", "NDCG@10"];

/// One test: brands, and the candidates that all of them are compared with.
struct Trial<'a> {
    split: &'a Split,
    brands: Vec<usize>,
    candidates: Vec<usize>,
}

impl<'a> Trial<'a> {
    /// Some brands of a split, with the creators of any of them as candidates.
    fn of(split: &'a Split, brands: Vec<usize>) -> Self {
        let candidates: BTreeSet<usize> =
            brands.iter().flat_map(|brand| split.brands[*brand].creators.keys().copied()).collect();
        Self { split, brands, candidates: candidates.into_iter().collect() }
    }

    /// A whole split with all its creators.
    fn whole(split: &'a Split) -> Self {
        let (brands, candidates) = (split.brands.len(), split.creators.len());
        Self { split, brands: (0..brands).collect(), candidates: (0..candidates).collect() }
    }

    fn wanted(&self) -> Vec<Wanted> {
        let places: BTreeMap<usize, usize> =
            self.candidates.iter().enumerate().map(|(place, creator)| (*creator, place)).collect();
        self.brands
            .iter()
            .map(|brand| {
                let brand = &self.split.brands[*brand];
                let own =
                    brand.grades().into_iter().filter_map(|(at, grade)| Some((*places.get(&at)?, grade)));
                Wanted { industry: brand.industry.clone(), own: own.collect() }
            })
            .collect()
    }

    /// Judges a formula over a brand's and a creator's shares.
    fn by(&self, formula: impl Fn(&[f64], &[f64]) -> f64) -> Figures {
        let scores: Vec<Vec<f64>> = self
            .brands
            .iter()
            .map(|brand| {
                let q = &self.split.brands[*brand].shares;
                self.candidates.iter().map(|creator| formula(q, &self.split.creators[*creator])).collect()
            })
            .collect();
        judge(&self.wanted(), &scores)
    }

    /// The product's formula on exact shares, with another part in common.
    fn by_part(&self, part: f64) -> Figures {
        let lists: Vec<Vec<CodedShare>> =
            self.candidates.iter().map(|creator| coded(&self.split.creators[*creator])).collect();
        let topics = &self.split.topics;
        let word = |code: u32| topics.get(code as usize).map(String::as_str);
        let norm = TopicNorm::fit(lists.iter().map(|list| (list.as_slice(), 1)), word);
        let code =
            |slug: &str| topics.iter().position(|topic| topic == slug).map_or(u32::MAX, |at| at as u32);
        let scores: Vec<Vec<f64>> = self
            .brands
            .iter()
            .map(|brand| {
                let shares = &self.split.brands[*brand].shares;
                let wanted: Vec<(&str, f64)> =
                    percents(shares).map(|(topic, weight)| (topics[topic].as_str(), weight)).collect();
                let total: f64 = wanted.iter().map(|(_, weight)| weight).sum();
                let wanted: Vec<(&str, f64)> =
                    wanted.into_iter().map(|(topic, weight)| (topic, weight / total)).collect();
                let target = TopicTarget::with_common(&wanted, &norm, code, part);
                let score =
                    |list: &Vec<CodedShare>| target.contributions(list).iter().map(|(_, part)| part).sum();
                lists.iter().map(score).collect()
            })
            .collect();
        judge(&self.wanted(), &scores)
    }

    /// The product from end to end: candidates as a catalogue, each brand as a brief in an address, the order of the
    /// answer's lower bounds.
    fn by_product(&self) -> Figures {
        let profiles = self.candidates.iter().enumerate().map(|(place, creator)| {
            let mut profile = Profile::new(place.to_string(), Network::Instagram);
            let shares = self.split.creators[*creator].iter().zip(&self.split.topics);
            profile.topics =
                shares.map(|(share, topic)| Topic { topic: topic.clone(), share: Some(*share) }).collect();
            profile
        });
        let catalogue = Catalogue { profiles: profiles.collect(), ..Catalogue::default() };
        let mut engine = Engine::new(catalogue, Rates::default());
        let scores: Vec<Vec<f64>> = self
            .brands
            .iter()
            .map(|brand| {
                let topics: Vec<String> = percents(&self.split.brands[*brand].shares)
                    .map(|(topic, weight)| format!("{}:{weight}", self.split.topics[topic]))
                    .collect();
                let text = format!("b.topics={}&w=0,100,0,0,0,0", topics.join(","));
                self.answers(&mut engine, &text)
            })
            .collect();
        judge(&self.wanted(), &scores)
    }

    fn answers(&self, engine: &mut Engine, text: &str) -> Vec<f64> {
        let mut scores = vec![0.0; self.candidates.len()];
        for from in (0..scores.len()).step_by(Query::MAX_ROWS) {
            let (query, issues) = Query::parse(&format!("{text}&from={from}&n={}", Query::MAX_ROWS));
            assert!(issues.is_empty(), "{issues:?}");
            for row in engine.run(&query).rows {
                let place = row.id.rsplit(':').next().and_then(|id| id.parse::<usize>().ok());
                if let Some(score) = place.and_then(|place| scores.get_mut(place)) {
                    *score = f64::from(row.low);
                }
            }
        }
        scores
    }
}

fn coded(shares: &[f64]) -> Vec<CodedShare> {
    (0u32..).zip(shares.iter().copied()).collect()
}

/// A brand's topics as a marketer would write them: whole percents, without those that round to none.
fn percents(shares: &[f64]) -> impl Iterator<Item = (usize, f64)> {
    shares
        .iter()
        .map(|share| (share * 100.0).round().min(100.0))
        .enumerate()
        .filter(|(_, weight)| *weight > 0.0)
}

fn cosine(q: &[f64], p: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
    dot(q, p) / (dot(q, q) * dot(p, p)).sqrt()
}

fn intersection(q: &[f64], p: &[f64]) -> f64 {
    q.iter().zip(p).map(|(q, p)| q.min(*p)).sum()
}

fn bhattacharyya(q: &[f64], p: &[f64]) -> f64 {
    q.iter().zip(p).map(|(q, p)| (q * p).sqrt()).sum()
}

/// The figures of a split: each scorer, the means over its tests.
pub(super) struct Measured {
    /// Mean figures by scorer.
    pub(super) scorers: Vec<(&'static str, Figures)>,
    /// Tests behind them.
    pub(super) tests: usize,
}

/// The pseudo-tests of the train half: a quarter of the brands each. Any other split is one test as it is.
fn trials(split: &Split) -> Vec<Trial<'_>> {
    if split.name != "train" {
        return vec![Trial::whole(split)];
    }
    let size = split.brands.len().div_ceil(4);
    (0..TESTS)
        .map(|seed| {
            let mut brands: Vec<usize> = (0..split.brands.len()).collect();
            shuffle(&mut brands, seed);
            brands.truncate(size);
            brands.sort_unstable();
            Trial::of(split, brands)
        })
        .collect()
}

fn shuffle(list: &mut [usize], seed: u64) {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut random = ChaCha8Rng::from_seed(key);
    for last in (1..list.len()).rev() {
        let other = ((u128::from(random.next_u64()) * (last as u128 + 1)) >> 64) as usize;
        list.swap(last, other);
    }
}

/// Measures every scorer on a split.
pub(super) fn measure(split: &Split) -> Measured {
    let trials = trials(split);
    let mean = |figures: &dyn Fn(&Trial<'_>) -> Figures| {
        Figures::mean(&trials.iter().map(figures).collect::<Vec<_>>())
    };
    let scorers = vec![
        ("cosine", mean(&|trial| trial.by(cosine))),
        ("histogram intersection", mean(&|trial| trial.by(intersection))),
        ("Bhattacharyya Σ√(p·q)", mean(&|trial| trial.by(bhattacharyya))),
        ("**Accord**, from end to end", mean(&|trial| trial.by_product())),
    ];
    Measured { scorers, tests: trials.len() }
}

/// The section of the report.
pub(super) fn section(data: &Path) -> Result<String> {
    let mut text = String::from(
        "## Topical fit\n
The brand and micro-influencer set (Gan et al., ACM MM 2019, doi 10.1145/3343031.3351080; topic shares by BAMIR): which
creators a brand really worked with. Each brand is a brief, its topic shares in whole percents; the candidates are a
catalogue; the order is that of the answer's lower bound. Neither names nor the order of rows are read. AUC: share of (brand,
its creator, another brand's creator) triplets in the right order, cAUC: within one industry; R@k: mean recall; MedR and MRR: of
a brand's best creator; NDCG@10: graded by the engagement that the collaboration brought. Ties by mid-rank.\n\n",
    );
    for split in data::splits(data)? {
        let measured = measure(&split);
        let creators = count(split.creators.len());
        let pairs = count(split.brands.iter().map(|brand| brand.creators.len()).sum());
        let brands = count(split.brands.len());
        let tests = match measured.tests {
            1 => "one test, in which every brand is compared with every creator".to_owned(),
            n => format!(
                "means of {n} seeded tests, a quarter of the brands each, with the creators of those brands"
            ),
        };
        let _ = writeln!(
            text,
            "### {}: {brands} brands, {creators} creators, {pairs} pairs\n\n{tests}.\n",
            split.name
        );
        let rows: Vec<_> = measured.scorers.iter().map(|(name, figures)| row(name, figures)).collect();
        text.push_str(&table(&HEAD, &rows));
        text.push('\n');
        if split.name == "train" {
            text.push_str(&common_part(&split));
        }
    }
    text.push_str("### Published figures, on the published test half\n\n");
    let rows: Vec<Vec<String>> = PUBLISHED
        .iter()
        .map(|(system, input, figures)| {
            let mut row = vec![format!("{system} ({input})")];
            row.extend(figures.iter().map(|figure| (*figure).to_owned()));
            row
        })
        .collect();
    text.push_str(&table(&["system (input)", "AUC", "cAUC", "R@10", "R@50", "MedR", "MRR"], &rows));
    text.push_str(
        "\nThe deep systems see images, captions and past co-operations; Accord sees topic shares alone. Positives are past\n\
         collaborations, so an unpaired creator is not a wrong one.\n",
    );
    Ok(text)
}

fn row(name: &str, figures: &Figures) -> Vec<String> {
    let mut row = vec![name.to_owned()];
    row.extend(
        figures.all().iter().enumerate().map(
            |(at, figure)| {
                if at == 4 { format!("{figure:.1}") } else { three(*figure) }
            },
        ),
    );
    row
}

/// The one number of the formula, cross-validated: chosen on the brands outside each test, judged on the test.
fn common_part(split: &Split) -> String {
    let trials = trials(split);
    let mut by_part: Vec<Vec<Figures>> = vec![Vec::new(); PARTS.len()];
    let (mut chosen, mut blind) = ([0usize; PARTS.len()], Vec::new());
    for trial in &trials {
        let outside: Vec<usize> =
            (0..split.brands.len()).filter(|brand| !trial.brands.contains(brand)).collect();
        let outside = Trial::of(split, outside);
        let worth = |figures: Figures| figures.auc + figures.recall_10 + figures.mrr + figures.ndcg_10;
        let worths = PARTS.map(|part| worth(outside.by_part(part)));
        let best = (0..PARTS.len()).max_by(|a, b| worths[*a].total_cmp(&worths[*b])).unwrap_or(CHOSEN);
        chosen[best] += 1;
        for (figures, part) in by_part.iter_mut().zip(PARTS) {
            figures.push(trial.by_part(part));
        }
        blind.extend(by_part[best].last().copied());
    }
    let mut rows: Vec<Vec<String>> = by_part
        .iter()
        .zip(PARTS)
        .zip(chosen)
        .map(|((figures, part), times)| {
            let mark = if part == PARTS[CHOSEN] { ", in the product" } else { "" };
            row(&format!("{part}{mark}; chosen {times} of {}", trials.len()), &Figures::mean(figures))
        })
        .collect();
    rows.push(row("chosen blind", &Figures::mean(&blind)));
    let mut head = HEAD;
    head[0] = "part in common taken off";
    format!(
        "How much of what a creator shares with everybody is taken off is the formula's one number. For each test it was\n\
         chosen on the brands outside the test (greatest AUC + R@10 + MRR + NDCG@10); \"chosen blind\" is what that choice\n\
         gave. Scores here are not rounded to thousandths.\n\n{}\n",
        table(&head, &rows)
    )
}
