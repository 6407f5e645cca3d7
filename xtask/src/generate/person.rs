//! One person who does not exist: what their accounts have in common.

use accord::domain::{
    label::LABELS,
    profile::{Deal, Response},
    tier::Policy,
};

use crate::generate::{
    dice::Dice,
    interests::Topic,
    names::Name,
    norms::{NORMS, Norms, TIER_FLATTENING, TIER_SHARES},
    places::{PLACES, Place},
    round,
    words::{self, Words},
};

/// Brands that do not exist, with the topics they pay for.
const BRANDS: [(&str, &[&str]); 11] = [
    ("Orlunelle", &["beauty", "fashion"]),
    ("Pavélie", &["fashion", "lifestyle"]),
    ("Nuvélise", &["wellness", "fitness", "sport"]),
    ("Brindorine", &["food", "family"]),
    ("Okarvane", &["tech", "gaming", "photography"]),
    ("Tamélio", &["travel", "nature", "cars"]),
    ("Vélombrine", &["sport", "fitness", "nature"]),
    ("Sorabelline", &["beauty", "wellness"]),
    ("Lunaréol", &["home", "diy", "family"]),
    ("Grenadelle", &["food", "lifestyle", "humor"]),
    ("Fjordanne", &["fashion", "travel", "film"]),
];

/// A person.
pub(super) struct Person {
    pub(super) number: u64,
    pub(super) place: &'static Place,
    pub(super) city: Option<&'static str>,
    /// Language of the content.
    pub(super) language: &'static str,
    pub(super) name: Name,
    /// Topics with their share of the content, the main one first.
    pub(super) topics: Vec<(Topic, f64)>,
    /// How much the audience reacts beside others of the size: a standard score.
    pub(super) warmth: f64,
    pub(super) labels: Option<Vec<String>>,
    pub(super) brands: Option<Vec<String>>,
    /// Networks with followers, the main one first.
    pub(super) accounts: Vec<(&'static Norms, f64)>,
}

impl Person {
    pub(super) fn of(number: u64, seed: u64, dice: &mut Dice) -> Self {
        let place = &PLACES[dice.weighted(PLACES.iter().map(|place| place.share))];
        let language = place.languages[dice.weighted(place.languages.iter().map(|(_, share)| *share))].0;
        let style = place.styles[dice.weighted(place.styles.iter().map(|(_, share)| *share))].0;
        let main = &NORMS[dice.weighted(NORMS.iter().map(|norms| norms.share))];
        let topics = topics(main, dice);
        Self {
            number,
            place,
            city: dice.chance(0.6).then(|| city(place, dice)),
            language,
            name: Name::of(number, seed, style, dice),
            warmth: dice.normal(),
            labels: labels(place, dice),
            brands: brands(&topics, dice),
            accounts: accounts(main, topics[0].0, dice),
            topics,
        }
    }

    pub(super) fn topic(&self) -> Topic {
        self.topics[0].0
    }

    pub(super) fn words(&self) -> &'static Words {
        words::of(self.topic().slug())
    }

    /// Whether texts of theirs are in French; others write in English, so that two languages do.
    pub(super) fn writes_french(&self) -> bool {
        self.language == "fr"
    }

    /// What the person accepts: small accounts products, large ones money. Assumptions, led by the seed's
    /// "sometimes paid in kind".
    pub(super) fn accepts(followers: f64, dice: &mut Dice) -> Vec<Deal> {
        let size = size(followers);
        let wants = [
            (Deal::Paid, 0.75 + 0.06 * size),
            (Deal::Gift, 0.88 - 0.22 * size),
            (Deal::Event, 0.45 - 0.05 * size),
            (Deal::Affiliate, 0.4 - 0.07 * size),
        ];
        wants.into_iter().filter(|(_, share)| dice.chance(*share)).map(|(deal, _)| deal).collect()
    }

    /// How the person answers: the larger, the less. Assumptions.
    pub(super) fn response(followers: f64, dice: &mut Dice) -> Response {
        let size = size(followers);
        let rate = (0.75 - 0.17 * size + 0.15 * dice.normal()).clamp(0.02, 0.98);
        let hours = dice.log_normal(10.0 + 12.0 * size, 0.6).max(1.0);
        Response {
            rate: Some(round::decimals(rate, 2)),
            hours: dice.chance(0.8).then(|| round::count(hours, 2) as f64),
        }
    }
}

/// 0 at 1,000 followers, 1 for every factor of ten.
pub(super) fn size(followers: f64) -> f64 {
    libm::log10(followers.max(1_000.0)) - 3.0
}

/// Large cities have more creators.
fn city(place: &Place, dice: &mut Dice) -> &'static str {
    place.cities[dice.weighted((1..=place.cities.len()).map(|rank| 1.0 / rank as f64))]
}

fn topics(main: &Norms, dice: &mut Dice) -> Vec<(Topic, f64)> {
    let first = Topic::main(main.network, dice);
    let mut all = vec![(first, 1.0)];
    for _ in 0..dice.weighted([0.18, 0.42, 0.3, 0.1].into_iter()) {
        let next = first.beside(dice);
        if all.iter().all(|(topic, _)| *topic != next) {
            let part = round::decimals(all[0].1 * dice.between(0.12, 0.35), 2);
            all[0].1 = round::decimals(all[0].1 - part, 2);
            all.push((next, part));
        }
    }
    all[1..].sort_by(|(_, a), (_, b)| b.total_cmp(a));
    all
}

fn accounts(main: &'static Norms, topic: Topic, dice: &mut Dice) -> Vec<(&'static Norms, f64)> {
    let followers = followers(dice);
    let mut all = vec![(main, followers)];
    for _ in 0..dice.weighted([0.70, 0.22, 0.08].into_iter()) {
        let next = &NORMS[dice.weighted(NORMS.iter().map(|norms| norms.share * topic.draws(norms.network)))];
        if all.iter().all(|(norms, _)| norms.network != next.network) {
            let beside = dice.log_normal(followers * 0.5, 0.9).clamp(300.0, LARGEST);
            all.push((next, beside));
        }
    }
    all
}

/// The demo needs no account larger than this.
const LARGEST: f64 = 12e6;

/// Followers of a main account: a tier by the flattened shares, and a log-normal cut to the tier within.
fn followers(dice: &mut Dice) -> f64 {
    let tier = dice.weighted(TIER_SHARES.iter().map(|share| libm::pow(*share, TIER_FLATTENING)));
    let policy = Policy::named("hypeauditor").unwrap_or(Policy::standard());
    let rungs = policy.rungs();
    let from = (rungs[tier].from as f64).max(1_000.0);
    let Some(next) = rungs.get(tier + 1) else {
        return (from * libm::exp(0.75 * dice.normal().abs())).min(LARGEST);
    };
    let (low, high) = (libm::log(from), libm::log(next.from as f64));
    let (middle, spread) = (low.midpoint(high), (high - low) / 3.0);
    let within = (0..16).map(|_| middle + spread * dice.normal()).find(|at| (low..high).contains(at));
    libm::exp(within.unwrap_or(middle))
}

/// Declared labels: mostly none or one. Shares are assumptions.
fn labels(place: &Place, dice: &mut Dice) -> Option<Vec<String>> {
    if !dice.chance(0.45) {
        return None;
    }
    let mut labels: Vec<String> = Vec::new();
    for _ in 0..dice.weighted([0.3, 0.4, 0.22, 0.08].into_iter()) {
        let label = *dice.pick(&LABELS);
        if (label != "made-in-france" || place.code == "FR") && labels.iter().all(|other| other != label) {
            labels.push(label.to_owned());
        }
    }
    labels.sort();
    Some(labels)
}

/// Brands cited lately: mostly of the person's own topics.
fn brands(topics: &[(Topic, f64)], dice: &mut Dice) -> Option<Vec<String>> {
    if dice.chance(0.5) {
        return None;
    }
    let mut cited: Vec<String> = Vec::new();
    for _ in 0..dice.weighted([0.2, 0.4, 0.25, 0.15].into_iter()) {
        let fits = |wanted: &[&str]| topics.iter().any(|(topic, _)| wanted.contains(&topic.slug()));
        let brand =
            BRANDS[dice.weighted(BRANDS.iter().map(|(_, wanted)| if fits(wanted) { 1.0 } else { 0.05 }))].0;
        if cited.iter().all(|other| other != brand) {
            cited.push(brand.to_owned());
        }
    }
    Some(cited)
}
