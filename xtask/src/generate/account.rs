//! One account of a person: everything a vendor would know of it, and gaps where vendors have gaps.

use std::collections::BTreeMap;

use accord::domain::{
    network::Network,
    profile::{PriceKind, Profile, Source, Topic},
};

use crate::generate::{
    audience, bio,
    dice::Dice,
    engagement,
    era::Era,
    history,
    norms::Norms,
    person::{Person, size},
    price, round,
    vendor::{RATE_CARD, Vendor},
};

/// Accounts with bought followers: about 6 %. Published figures of accounts "touched by fraud" are far
/// higher (36 % in HypeAuditor's study of 2022) but count light cases that look like any other account.
const INFLATED: f64 = 0.06;

/// Accounts of which little is known: a handle alone, or everything but followers.
const BARE: f64 = 0.005;
const HIDDEN: f64 = 0.005;

/// The profile of an account.
pub(super) fn profile(person: &Person, norms: &Norms, followers: f64, era: &Era, dice: &mut Dice) -> Profile {
    let network = norms.network;
    let handle = person.name.handle(person.words(), person.writes_french(), dice);
    let mut profile = Profile::new(format!("{network}:{handle}"), network);
    profile.creator = (person.accounts.len() > 1).then(|| format!("p{}", person.number));
    profile.handle = Some(handle);
    if dice.chance(BARE) {
        return profile;
    }

    // Bought followers are counted like others: the account is as large as it looks.
    let inflated = dice.chance(INFLATED);
    let vendor = Vendor::of(dice);
    let shown = if network == Network::Youtube { round::cut(followers) } else { round::count(followers, 4) };
    profile.followers = (!dice.chance(HIDDEN)).then_some(shown);
    describe(&mut profile, person, norms, followers, inflated, dice);

    let per_month = dice.log_normal(norms.rhythm, 0.6).max(0.5);
    activity(&mut profile, per_month, era, dice);
    profile.engagement = engagement::engagement(person, norms, followers, inflated, per_month, vendor, dice);
    let rate = profile.engagement.as_ref().and_then(|engagement| engagement.rate);
    if dice.chance(if inflated { 0.85 } else { vendor.history }) {
        profile.history = history::history(norms, followers, rate, inflated, era, dice);
    }
    profile.audience = audience::audience(person, norms, followers, inflated, vendor, dice);
    let mut quoted = false;
    if dice.chance(0.56) {
        let (prices, kind) = price::prices(person, norms, followers, dice);
        profile.price = prices;
        quoted = kind == PriceKind::Quote;
    }
    dealings(&mut profile, person, followers, dice);
    profile.sources = sources(&profile, quoted, vendor, era, dice);
    profile
}

/// Who it is and what it is about.
fn describe(
    profile: &mut Profile,
    person: &Person,
    norms: &Norms,
    followers: f64,
    inflated: bool,
    dice: &mut Dice,
) {
    let size = size(followers);
    profile.name = dice.chance(0.98).then(|| person.name.shown(person.words(), person.writes_french(), dice));
    if dice.chance(0.9) {
        let handle = profile.handle.as_deref().unwrap_or_default();
        profile.url = Some(format!("https://profiles.example/{}/{handle}", norms.network));
    }
    profile.bio = dice.chance(0.88).then(|| bio::bio(person, dice));
    if dice.chance(0.94) {
        profile.country = person.place.code.parse().ok();
        profile.city = person.city.map(str::to_owned);
    }
    profile.language = dice.chance(0.95).then(|| person.language.to_owned());
    // Networks verify large accounts: an assumption.
    let checked = 0.02 + 0.04 * size * size;
    profile.verified = dice.chance(0.8).then(|| dice.chance(checked));
    if dice.chance(0.6) {
        let kinds = ["creator", "business", "personal"];
        profile.account_type = Some(kinds[dice.weighted([0.62, 0.2, 0.18].into_iter())].to_owned());
    }
    if dice.chance(0.95) {
        let with_shares = dice.chance(0.88);
        let topic = |(topic, share): &(crate::generate::interests::Topic, f64)| Topic {
            topic: topic.slug().to_owned(),
            share: with_shares.then_some(*share),
        };
        profile.topics = person.topics.iter().map(topic).collect();
    }
    if norms.follows && dice.chance(0.72) {
        // Buyers of followers often follow masses of accounts themselves; networks stop them at 7,500.
        let following = if inflated { dice.between(2_500.0, 7_500.0) } else { dice.log_normal(520.0, 0.8) };
        profile.following = Some(round::count(following.clamp(12.0, 7_500.0), 3));
    }
}

/// How much it posts, and when last.
fn activity(profile: &mut Profile, per_month: f64, era: &Era, dice: &mut Dice) {
    profile.posts = dice.chance(0.7).then(|| {
        let months = dice.log_normal(34.0, 0.5);
        round::count((per_month * months).max(3.0), 3)
    });
    profile.posts_per_month = dice
        .chance(0.7)
        .then(|| if per_month < 10.0 { round::decimals(per_month, 1) } else { per_month.round() });
    // About one in sixteen has stopped posting.
    let days = if dice.chance(0.06) {
        dice.between(91.0, 620.0)
    } else {
        30.0 / per_month * -libm::log(1.0 - dice.unit()) + 1.0
    };
    profile.last_post = dice.chance(0.82).then(|| era.days_ago(days.min(700.0) as u32));
}

/// How it works with brands. All shares here are assumptions, but for the level of sponsored posts: 30 % is
/// the mark that Favikon warns at, and few pass it.
fn dealings(profile: &mut Profile, person: &Person, followers: f64, dice: &mut Dice) {
    let size = size(followers);
    profile.accepts = dice.chance(0.55).then(|| Person::accepts(followers, dice));
    profile.sponsored_share =
        dice.chance(0.55).then(|| round::decimals(dice.log_normal(0.06 + 0.025 * size, 0.6).min(0.8), 2));
    let rated = profile.sponsored_share.is_some_and(|share| share > 0.0)
        && profile.engagement.as_ref().is_some_and(|engagement| engagement.rate.is_some());
    profile.paid_performance =
        (rated && dice.chance(0.55)).then(|| round::decimals(dice.log_normal(0.9, 0.25), 2));
    profile.response = dice.chance(0.4).then(|| Person::response(followers, dice));
    profile.labels.clone_from(&person.labels);
    profile.brand_mentions.clone_from(&person.brands);
    profile.has_contact = dice.chance(0.65).then(|| dice.chance(0.75));
}

/// Where the numbers come from: the vendor, and the creator for quoted prices.
fn sources(
    profile: &Profile,
    quoted: bool,
    vendor: &Vendor,
    era: &Era,
    dice: &mut Dice,
) -> BTreeMap<String, Source> {
    let source =
        |name: &str, days: u32| Source { name: Some(name.to_owned()), date: Some(era.days_ago(days)) };
    let reading = vendor.reading(dice);
    let mut sources = BTreeMap::from([("*".to_owned(), source(vendor.name, reading))]);
    if quoted {
        let days = 30 * (1 + dice.below(6) as u32);
        sources.insert("price".to_owned(), source(RATE_CARD, days));
    }
    // Audiences are read less often than counts.
    if profile.audience.is_some() && dice.chance(0.3) {
        sources.insert("audience".to_owned(), source(vendor.name, reading + 31));
    }
    sources
}
