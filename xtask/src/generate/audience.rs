//! Who follows: from the creator's country and language, the topic and the network.

use accord::domain::{
    brief::{AGE_BANDS, GENDERS},
    profile::{Audience, CredibilityKind, Shares},
};

use crate::generate::{
    dice::Dice,
    interests::Topic,
    norms::{self, Norms},
    person::{Person, size},
    places, round,
    vendor::Vendor,
};

/// The audience of an account, if its vendor knows any.
pub(super) fn audience(
    person: &Person,
    norms: &Norms,
    followers: f64,
    inflated: bool,
    vendor: &Vendor,
    dice: &mut Dice,
) -> Option<Audience> {
    let kind = vendor.credibility?;
    let mut audience = Audience::default();
    // What is seldom known of an honest account is known of inflated ones a little more often: they are
    // the ones that get checked.
    if dice.chance(if inflated { 0.88 } else { 0.77 }) {
        quality(&mut audience, kind, followers, inflated, dice);
    }
    if dice.chance(0.78) {
        audience.countries = countries(person, followers, dice);
        audience.languages = languages(person, &audience.countries, dice);
        if dice.chance(0.2) {
            audience.cities = cities(person, &audience.countries, dice);
        }
        if dice.chance(0.9) {
            audience.ages = ages(person.topic(), norms, dice);
            audience.genders = genders(person.topic(), norms, dice);
        }
        if dice.chance(0.15) {
            audience.interests = interests(person, dice);
        }
    }
    (audience != Audience::default()).then_some(audience)
}

/// Credibility and what it is made of.
fn quality(audience: &mut Audience, kind: CredibilityKind, followers: f64, inflated: bool, dice: &mut Dice) {
    let (median, spread) = norms::suspicious(followers);
    let suspicious =
        if inflated { dice.between(0.4, 0.72) } else { dice.log_normal(median, spread).clamp(0.01, 0.6) };
    let mass = dice.between(0.03, 0.15).min(1.0 - suspicious);
    let credibility = match kind {
        CredibilityKind::Estimate => 1.0 - suspicious,
        // "At least": accounts that cannot be told are not counted as real.
        CredibilityKind::Floor => (1.0 - suspicious - mass).max(0.05),
    };
    audience.credibility = Some(round::decimals(credibility, 2));
    audience.credibility_kind = Some(kind);
    if dice.chance(0.35) {
        let known = dice.between(0.01, 0.05);
        let real = (1.0 - suspicious - mass - known).max(0.0);
        let sum = suspicious + mass + known + real;
        let parts = round::hundredths([real / sum, suspicious / sum, mass / sum, known / sum]);
        audience.types = named(["real", "suspicious", "mass", "influencers"], parts);
    }
    if dice.chance(0.2) {
        audience.reachable = Some(round::decimals(1.0 - mass, 2));
    }
}

/// Shares above zero under their names.
fn named<const N: usize>(names: [&str; N], shares: [f64; N]) -> Shares {
    let pairs = names.into_iter().zip(shares);
    pairs.filter(|(_, share)| *share > 0.0).map(|(name, share)| (name.to_owned(), share)).collect()
}

/// The first countries of the list; large accounts reach further from home, and no list is complete.
fn countries(person: &Person, followers: f64, dice: &mut Dice) -> Shares {
    let home = dice.log_normal(1.0 - 0.06 * size(followers), 0.08);
    let listed = 3 + dice.below(4);
    let mut left = 0.97;
    let mut shares = Shares::new();
    for (position, (country, share)) in person.place.audience.iter().enumerate().take(listed) {
        let wanted = if position == 0 { share * home } else { dice.log_normal(*share, 0.35) };
        let share = round::decimals(wanted.min(left), 2);
        if share >= 0.01 {
            left -= share;
            shares.insert((*country).to_owned(), share);
        }
    }
    shares
}

/// What the listed countries speak, leaning to the language of the content.
fn languages(person: &Person, countries: &Shares, dice: &mut Dice) -> Shares {
    let lean = dice.between(0.3, 0.6);
    let mut shares = Shares::new();
    *shares.entry(person.language.to_owned()).or_default() += lean * 0.97;
    for (country, share) in countries {
        for (language, spoken) in places::spoken(country) {
            *shares.entry((*language).to_owned()).or_default() += (1.0 - lean) * share * spoken;
        }
    }
    for share in shares.values_mut() {
        *share = (*share * 100.0).floor() / 100.0;
    }
    shares.retain(|_, share| *share >= 0.02);
    shares
}

fn cities(person: &Person, countries: &Shares, dice: &mut Dice) -> Shares {
    let home = countries.get(person.place.code).copied().unwrap_or_default();
    let listed = person.place.cities.iter().take(2 + dice.below(2));
    listed
        .zip([0.16, 0.06, 0.04])
        .map(|(city, share)| {
            ((*city).to_owned(), round::decimals(dice.log_normal(home * share, 0.3), 2).max(0.01))
        })
        .collect()
}

fn ages(topic: Topic, norms: &Norms, dice: &mut Dice) -> Shares {
    let mut weights = norms.ages;
    for (band, weight) in weights.iter_mut().enumerate() {
        *weight *= libm::exp(topic.age() * band as f64);
    }
    let mut shares = round::hundredths(dice.shares(weights, 0.18));
    // Some vendors list the largest bands only.
    if dice.chance(0.2) {
        for share in &mut shares {
            if *share < 0.1 {
                *share = 0.0;
            }
        }
    }
    named(AGE_BANDS, shares)
}

fn genders(topic: Topic, norms: &Norms, dice: &mut Dice) -> Shares {
    let women = (topic.women() + norms.women).clamp(0.04, 0.96);
    let odds = dice.log_normal(women / (1.0 - women), 0.4);
    let women = odds / (1.0 + odds);
    // A part of the audience is of unknown gender with some vendors.
    let known = if dice.chance(0.1) { dice.between(0.9, 0.98) } else { 1.0 };
    named(GENDERS, round::hundredths([women * known, (1.0 - women) * known]))
}

/// Interests overlap: they may add up to more than 1.
fn interests(person: &Person, dice: &mut Dice) -> Shares {
    let mut shares = Shares::new();
    for (topic, _) in &person.topics {
        shares.insert(topic.slug().to_owned(), round::decimals(dice.between(0.25, 0.7), 2));
    }
    for _ in 0..2 {
        let beside = person.topic().beside(dice);
        shares.entry(beside.slug().to_owned()).or_insert(round::decimals(dice.between(0.08, 0.4), 2));
    }
    shares
}
