//! What a record holds, in its order. What an id is found by stands first, so that the rest need not be read.

use std::{borrow::Cow, cell::Cell};

use super::pass::{Kind, Pass};
use crate::domain::{
    country::Country,
    money::Currency,
    network::Network,
    profile::{
        Audience, Basis, CredibilityKind, Deal, Engagement, Month, Price, PriceKind, Profile, Response,
        Source, Topic,
    },
};

/// The account: network, handle and id.
pub(super) fn account<P: Pass>(
    pass: &mut P,
    network: &mut Network,
    handle: &mut Option<String>,
    id: &mut String,
) {
    pass.choice(&Network::ALL, network);
    pass.option(handle, String::new(), P::text);
    pass.shaped(Kind::IdShape, &lower(handle.as_deref().unwrap_or_default()), id);
}

/// The account and the name, which stands right behind it.
pub(super) fn named_account<P: Pass>(
    pass: &mut P,
    network: &mut Network,
    handle: &mut Option<String>,
    id: &mut String,
    name: &mut Option<String>,
) {
    account(pass, network, handle, id);
    pass.option(name, String::new(), P::prose);
}

/// The handle as ids have it.
fn lower(handle: &str) -> Cow<'_, str> {
    let is_lower = handle.bytes().all(|letter| letter.is_ascii() && !letter.is_ascii_uppercase());
    if is_lower { handle.into() } else { handle.to_lowercase().into() }
}

/// The whole profile.
pub(super) fn profile<P: Pass>(pass: &mut P, profile: &mut Profile) {
    // Every field is named here: the compiler asks for the one that is forgotten.
    let Profile {
        id,
        creator,
        network,
        handle,
        name,
        url,
        avatar,
        bio,
        country,
        city,
        language,
        verified,
        account_type,
        topics,
        followers,
        following,
        posts,
        posts_per_month,
        last_post,
        engagement,
        history,
        audience,
        price,
        accepts,
        sponsored_share,
        paid_performance,
        response,
        labels,
        brand_mentions,
        has_contact,
        sources,
    } = profile;
    named_account(pass, network, handle, id, name);
    let handle = handle.as_deref().unwrap_or_default();
    pass.option(country, Country::BLANK, |pass, country| {
        pass.parsed(Kind::Country, country, Country::as_str);
    });
    pass.option(language, String::new(), word(Kind::Language));
    pass.option(followers, 0, P::count);
    pass.option(following, 0, P::count);
    pass.list(topics, Topic { topic: String::new(), share: None }, topic);
    pass.option(engagement, Engagement::default(), self::engagement);
    pass.option(audience, Audience::default(), self::audience);
    self::history(pass, history, followers.unwrap_or_default());
    let free = Price { low: 0.0, high: 0.0, currency: Currency::EUR, kind: PriceKind::Quote };
    pass.map(Kind::Format, price, &free, self::price);
    pass.option(accepts, Vec::new(), |pass, deals| {
        pass.list(deals, Deal::Paid, |pass, deal| pass.choice(&Deal::ALL, deal));
    });
    pass.option(sponsored_share, 0.0, P::number);
    pass.option(paid_performance, 0.0, P::number);
    pass.option(response, Response::default(), |pass, Response { rate, hours }| {
        pass.option(rate, 0.0, P::number);
        pass.option(hours, 0.0, P::number);
    });
    for (words, kind) in [(labels, Kind::Label), (brand_mentions, Kind::Brand)] {
        pass.option(words, Vec::new(), |pass, words| pass.list(words, String::new(), word(kind)));
    }
    pass.option(bio, String::new(), P::prose);
    pass.option(city, String::new(), word(Kind::City));
    if !pass.reads_all() {
        return;
    }
    pass.option(creator, String::new(), P::text);
    pass.option(url, String::new(), |pass, url| pass.shaped(Kind::UrlShape, handle, url));
    pass.option(avatar, String::new(), |pass, avatar| pass.shaped(Kind::AvatarShape, handle, avatar));
    pass.option(verified, false, P::bit);
    pass.option(account_type, String::new(), word(Kind::AccountType));
    pass.option(posts, 0, P::count);
    pass.option(posts_per_month, 0.0, P::number);
    pass.option(last_post, String::new(), word(Kind::Day));
    pass.option(has_contact, false, P::bit);
    pass.map(Kind::Field, sources, &Source::default(), source);
}

fn word<P: Pass>(kind: Kind) -> impl Fn(&mut P, &mut String) {
    move |pass, value| pass.word(kind, value)
}

fn topic<P: Pass>(pass: &mut P, Topic { topic, share }: &mut Topic) {
    pass.word(Kind::Topic, topic);
    pass.option(share, 0.0, P::number);
}

fn engagement<P: Pass>(pass: &mut P, engagement: &mut Engagement) {
    let Engagement {
        rate,
        basis,
        numerator,
        statistic,
        window_days,
        posts,
        likes,
        comments,
        shares,
        saves,
        views,
        likes_spread,
    } = engagement;
    pass.option(basis, Basis::Followers, |pass, basis| pass.choice(&Basis::ALL, basis));
    pass.option(numerator, String::new(), word(Kind::Numerator));
    pass.option(statistic, String::new(), word(Kind::Statistic));
    pass.option(window_days, 0, P::count);
    pass.option(posts, 0, P::count);
    for number in [rate, likes, comments, shares, saves, views, likes_spread] {
        pass.option(number, 0.0, P::number);
    }
}

/// Followers change little from month to month, and are rounded mostly.
fn history<P: Pass>(pass: &mut P, history: &mut Vec<Month>, followers: u64) {
    let mut are_any = !history.is_empty();
    pass.bit(&mut are_any);
    if !are_any {
        return history.clear();
    }
    let mut tens = common_tens(history, followers);
    pass.choice(&TENS, &mut tens);
    let before = Cell::new(followers);
    let blank = Month { month: String::new(), followers: None, engagement: None };
    pass.keyed_list(
        Kind::Month,
        history,
        blank,
        |month| &mut month.month,
        |pass, month| {
            self::month(pass, month, &before, tens);
        },
    );
}

/// What changes of followers may be whole multiples of.
const TENS: [i64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// The greatest of these that all changes are multiples of.
fn common_tens(history: &[Month], followers: u64) -> i64 {
    let mut before = followers;
    let mut at = TENS.len() - 1;
    for count in history.iter().filter_map(|month| month.followers) {
        let change = count.wrapping_sub(before) as i64;
        while change % TENS[at] != 0 {
            at -= 1;
        }
        before = count;
    }
    TENS[at]
}

fn month<P: Pass>(
    pass: &mut P,
    Month { month: _, followers, engagement }: &mut Month,
    before: &Cell<u64>,
    tens: i64,
) {
    pass.option(followers, 0, |pass, count| {
        // The sign is the lowest bit, so that a small loss is a small number too.
        let change = count.wrapping_sub(before.get()) as i64 / tens;
        let mut folded = ((change << 1) ^ (change >> 63)) as u64;
        pass.count(&mut folded);
        let change = (folded >> 1) ^ (folded & 1).wrapping_neg();
        *count = before.get().wrapping_add(change.wrapping_mul(tens as u64));
        before.set(*count);
    });
    pass.option(engagement, 0.0, P::number);
}

fn audience<P: Pass>(pass: &mut P, audience: &mut Audience) {
    let Audience {
        credibility,
        credibility_kind,
        types,
        reachable,
        genders,
        ages,
        countries,
        cities,
        languages,
        interests,
    } = audience;
    pass.option(credibility, 0.0, P::number);
    pass.option(reachable, 0.0, P::number);
    pass.option(credibility_kind, CredibilityKind::Floor, |pass, kind| {
        pass.choice(&[CredibilityKind::Floor, CredibilityKind::Estimate], kind);
    });
    for (shares, kind) in [
        (types, Kind::FollowerType),
        (genders, Kind::Gender),
        (ages, Kind::Age),
        (countries, Kind::Country),
        (cities, Kind::City),
        (languages, Kind::Language),
        (interests, Kind::Interest),
    ] {
        pass.map(kind, shares, &0.0, P::number);
    }
}

fn price<P: Pass>(pass: &mut P, Price { low, high, currency, kind }: &mut Price) {
    pass.number(low);
    let mut is_range = low.to_bits() != high.to_bits();
    pass.bit(&mut is_range);
    if is_range {
        pass.number(high);
    } else {
        *high = *low;
    }
    pass.parsed(Kind::Currency, currency, Currency::as_str);
    pass.choice(&[PriceKind::Quote, PriceKind::Vendor, PriceKind::Model], kind);
}

fn source<P: Pass>(pass: &mut P, Source { name, date }: &mut Source) {
    pass.option(name, String::new(), word(Kind::Source));
    pass.option(date, String::new(), word(Kind::Day));
}
