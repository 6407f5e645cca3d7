//! Every closed list has a name for each of its members, in each language.

use super::*;

#[test]
fn the_first_known_language_wins_and_french_stands_in() {
    assert_eq!(Locale::negotiate(["de-CH", "en-GB", "fr"]), Locale::En);
    assert_eq!(Locale::negotiate(["FR_ca"]), Locale::Fr);
    assert_eq!(Locale::negotiate(["de", "french"]), Locale::Fr);
    assert_eq!(Locale::negotiate([]), Locale::Fr);
}

#[test]
fn french_counts_zero_as_one() {
    assert_eq!(Locale::Fr.plural(0), Plural::One);
    assert_eq!(Locale::En.plural(0), Plural::Other);
    assert_eq!(Locale::Fr.plural(2), Plural::Other);
}

#[cfg(feature = "view")]
#[test]
fn every_member_of_a_closed_list_has_a_name() {
    use crate::domain::{
        brief,
        character::Character,
        criterion::Criterion,
        fold::{fold, words},
        label, profile, query,
        tier::Tier,
        topic,
    };
    for locale in Locale::ALL {
        let names = Text::of(locale).names;
        let check = |list: &str, key: &str, name: Option<&str>| {
            assert!(name.is_some_and(|name| !name.is_empty()), "{list} {key} has no name in {locale:?}");
        };
        for tier in Tier::ALL {
            check("tier", tier.as_str(), names.tiers(tier.as_str()));
        }
        for it in Character::ALL {
            check("character", it.as_str(), names.characters(it.as_str()));
        }
        for it in Criterion::ALL {
            check("criterion", it.as_str(), names.criteria(it.as_str()));
        }
        for it in query::Facet::ALL {
            check("facet", it.as_str(), names.facets(it.as_str()));
        }
        for it in query::Measure::ALL {
            check("measure", it.as_str(), names.measures(it.as_str()));
        }
        for it in query::SortKey::ALL {
            check("sort", it.as_str(), names.sorts(it.as_str()));
        }
        for it in topic::TOPICS {
            check("topic", it, names.topics(it));
            // Whoever types what the page calls it finds it; short words, of which one is another topic, aside.
            let name = fold(names.topics(it).unwrap_or_default());
            for word in words(&name).filter(|word| word.len() > 3) {
                let finds = it.starts_with(word) || topic::called(word).any(|slug| slug == it);
                assert!(finds, "{word} does not find {it} in {locale:?}");
            }
        }
        for it in label::LABELS {
            check("label", it, names.labels(it));
        }
        for it in brief::FORMATS {
            check("format", it, names.formats(it));
        }
        for it in brief::GENDERS {
            check("gender", it, names.genders(it));
        }
        for it in profile::Deal::ALL {
            check("deal", it.as_str(), names.deals(it.as_str()));
        }
        for it in profile::Basis::ALL {
            check("basis", it.as_str(), names.bases(it.as_str()));
        }
    }
}

#[cfg(all(feature = "view", feature = "schema"))]
#[test]
fn every_field_of_a_profile_has_a_name() {
    let schema = crate::intake::document::schema::schema();
    let groups = [
        ("Profile", ""),
        ("Engagement", "engagement."),
        ("Audience", "audience."),
        ("Response", "response."),
    ];
    let members = groups.iter().flat_map(|(group, before)| {
        let members = schema["$defs"][group]["properties"].as_object().expect("a group of fields");
        members.keys().map(move |member| format!("{before}{member}"))
    });
    let prices = crate::domain::brief::FORMATS.iter().map(|format| format!("price.{format}"));
    for field in members.chain(prices) {
        for locale in Locale::ALL {
            let name = Text::of(locale).data.field_names(&field);
            assert!(name.is_some_and(|name| !name.is_empty()), "{field} has no name in {locale:?}");
        }
    }
}

#[cfg(feature = "view")]
#[test]
fn every_failure_has_a_sentence() {
    for locale in Locale::ALL {
        let errors = Text::of(locale).errors;
        for code in crate::failure::Code::ALL {
            assert!(errors.codes(code.as_str()).is_some(), "{} has no sentence in {locale:?}", code.as_str());
        }
    }
}

#[cfg(feature = "view")]
#[test]
fn a_sentence_takes_its_arguments_and_counts() {
    let (fr, en) = (Text::of(Locale::Fr), Text::of(Locale::En));
    assert_eq!(fr.explore.count_profiles(0, "0"), "0 profil");
    assert_eq!(en.explore.count_profiles(0, "0"), "0 profiles");
    assert_eq!(en.explore.count_profiles(1, "1"), "1 profile");
    assert_eq!(fr.common.bookmark("Léa").replace('\u{a0}', " "), "Ajouter aux favoris : Léa");
    assert_eq!(en.common.bookmark("Léa"), "Bookmark: Léa");
}
