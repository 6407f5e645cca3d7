//! What was found on each of the six criteria of character, in words.

use crate::{
    domain::{
        answer::Explanation,
        criterion::Criterion,
        money::Currency,
        profile::{Deal, Profile},
    },
    i18n::Text,
};

/// The findings, in the order of the criteria; empty where nothing is known.
pub(super) fn findings(
    t: Text,
    profile: &Profile,
    explanation: &Explanation,
    currency: Currency,
) -> [String; 6] {
    let character = &explanation.character;
    Criterion::ALL.map(|criterion| {
        let index = criterion.index();
        match (character.positions[index], character.raw[index]) {
            (Some(_), Some(raw)) => finding(t, criterion, raw, profile, currency),
            _ => String::new(),
        }
    })
}

fn finding(t: Text, criterion: Criterion, raw: f64, profile: &Profile, currency: Currency) -> String {
    match criterion {
        Criterion::Size => {
            let followers = raw.max(0.0) as u64;
            t.profile.found_followers(followers, &t.integer(followers))
        }
        Criterion::Audience => t.profile.found_special(&t.percent(raw, 0)),
        Criterion::Risk => t.profile.found_credible(&t.percent(raw, 0)),
        Criterion::Engagement => t.profile.found_rate(&t.percent(raw, 1)),
        Criterion::Cost => {
            let gives = |deal: &Deal| matches!(deal, Deal::Gift | Deal::Event);
            if profile.accepts.as_ref().is_some_and(|accepts| accepts.iter().any(gives)) {
                t.profile.found_gift().to_owned()
            } else if raw > 0.0 {
                t.profile.found_price(&t.money(raw.round(), currency.as_str()))
            } else {
                t.profile.found_paid().to_owned()
            }
        }
        Criterion::Values => t.profile.found_response(&t.percent(raw, 0)),
    }
}
