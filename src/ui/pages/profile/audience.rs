//! Who follows: each distribution with the target of the brief marked and the unlisted rest hatched.

use leptos::prelude::*;

use crate::{
    domain::{
        brief::{AGE_BANDS, Brief},
        order::sort_by,
        profile::{Profile, Shares},
    },
    i18n::Text,
    ui::parts::{
        filter_words::topic_name,
        marks::{ShareRow, ShareTable},
    },
};

/// The distributions that are known; the content's topics come first.
pub(super) fn tables(t: Text, profile: &Profile, brief: &Brief) -> AnyView {
    let mut tables: Vec<AnyView> = Vec::new();
    tables.extend(topics(t, profile, brief));
    if let Some(audience) = &profile.audience {
        let countries = rows(
            &audience.countries,
            |code| t.country(code),
            |code| brief.countries.iter().any(|wanted| wanted.as_str() == code),
        );
        let ages = age_rows(&audience.ages, brief);
        let genders = rows(
            &audience.genders,
            |gender| t.names.genders(gender).unwrap_or(gender).to_owned(),
            |gender| brief.genders.contains(&gender),
        );
        let languages = rows(
            &audience.languages,
            |tag| t.language(tag),
            |tag| brief.languages.iter().any(|wanted| wanted == tag),
        );
        let cities = rows(&audience.cities, str::to_owned, |_| false);
        for (caption, rows) in [
            (t.profile.countries(), countries),
            (t.profile.ages(), ages),
            (t.profile.genders(), genders),
            (t.profile.languages(), languages),
            (t.profile.cities(), cities),
        ] {
            if !rows.is_empty() {
                tables.push(view! { <ShareTable caption rows /> }.into_any());
            }
        }
        let interests = rows(
            &audience.interests,
            |slug| topic_name(t, slug),
            |slug| brief.topics.iter().any(|wanted| wanted.topic == slug),
        );
        if !interests.is_empty() {
            tables.push(
                view! {
                    <div>
                        <ShareTable caption=t.profile.interests() rows=interests whole=false />
                        <p class="hint">{t.profile.interests_note()}</p>
                    </div>
                }
                .into_any(),
            );
        }
    }
    if tables.is_empty() {
        return view! { <p class="verdict verdict--s">{t.profile.audience_none()}</p> }.into_any();
    }
    view! { <div class="aud">{tables}</div> }.into_any()
}

/// Topics with their shares; topics without a share part what the others leave in equal measure.
fn topics(t: Text, profile: &Profile, brief: &Brief) -> Option<AnyView> {
    if profile.topics.is_empty() {
        return None;
    }
    let listed: f64 = profile.topics.iter().filter_map(|topic| topic.share).sum();
    let without = profile.topics.iter().filter(|topic| topic.share.is_none()).count();
    let even = (1.0 - listed).max(0.0) / without.max(1) as f64;
    let mut rows: Vec<ShareRow> = profile
        .topics
        .iter()
        .map(|topic| ShareRow {
            name: topic_name(t, &topic.topic),
            share: topic.share.unwrap_or(even),
            target: brief.topics.iter().any(|wanted| wanted.topic == topic.topic),
        })
        .collect();
    sort_by(&mut rows, |a, b| b.share.total_cmp(&a.share));
    Some(view! { <ShareTable caption=t.profile.topics() rows /> }.into_any())
}

/// The listed values, greatest share first.
fn rows(shares: &Shares, name: impl Fn(&str) -> String, is_target: impl Fn(&str) -> bool) -> Vec<ShareRow> {
    let mut rows: Vec<ShareRow> = shares
        .iter()
        .map(|(key, share)| ShareRow { name: name(key), share: *share, target: is_target(key) })
        .collect();
    sort_by(&mut rows, |a, b| b.share.total_cmp(&a.share).then_with(|| a.name.cmp(&b.name)));
    rows
}

/// Age bands in the order of life, not of size.
fn age_rows(shares: &Shares, brief: &Brief) -> Vec<ShareRow> {
    AGE_BANDS
        .iter()
        .filter_map(|band| {
            let share = *shares.get(*band)?;
            Some(ShareRow { name: band.replace('-', "–"), share, target: brief.ages.contains(band) })
        })
        .collect()
}
