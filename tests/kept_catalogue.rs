//! A catalogue that was kept as it was open answers as it did then.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "common/random.rs"]
mod random;

use std::collections::VecDeque;

use accord::{archive::Archive, domain::money::Rates, engine::Engine, intake::Catalogue};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_kept_catalogue_answers_as_it_did_before(
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

        let mut kept = Engine::archived(Rates::default(), Archive::reading(&mut bytes)).unwrap();
        prop_assert!(kept.profiles().iter().eq(engine.profiles().iter()));
        for (query, before) in queries.iter().zip(before) {
            prop_assert_eq!(kept.run(query), before);
            for profile in &profiles {
                prop_assert_eq!(kept.explain(&profile.id, query), engine.explain(&profile.id, query));
            }
        }
    }
}
