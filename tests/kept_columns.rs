//! A catalogue that opens with the columns that were kept of it answers as it did when they were made.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
mod random;

use std::collections::VecDeque;

use accord::{
    archive::Archive,
    domain::money::Rates,
    engine::{Engine, Opening},
    intake::Catalogue,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn kept_columns_answer_as_new_ones(
        profiles in random::any_profiles(60),
        queries in prop::collection::vec(random::any_query(), 1..5),
    ) {
        let catalogue = || Catalogue { profiles: profiles.clone().into(), ..Catalogue::default() };
        let mut engine = Engine::new(catalogue(), Rates::default());
        let before: Vec<_> = queries.iter().map(|query| engine.run(query)).collect();
        let mut bytes = VecDeque::new();
        let mut archive = Archive::writing(&mut bytes);
        engine.archive(&mut archive);
        prop_assert!(archive.end());

        let opening = Opening::kept(Rates::default(), Archive::reading(&mut bytes)).unwrap();
        let mut kept = Engine::opened(catalogue(), opening);
        for (query, before) in queries.iter().zip(before) {
            prop_assert_eq!(kept.run(query), before);
            for profile in &profiles {
                prop_assert_eq!(kept.explain(&profile.id, query), engine.explain(&profile.id, query));
            }
        }
    }
}
