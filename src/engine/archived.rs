//! An open catalogue as bytes, so that it need not be read and made into columns again.

use super::{
    Engine,
    scores::{FixedScores, PolicyColumns},
    table::Table,
};
use crate::{
    archive::Archive,
    domain::{money::Rates, peers::Peers},
    intake::Catalogue,
};

impl Engine {
    /// Writes all that was made when the catalogue was opened, and the tiers under the policy last asked; see
    /// [`Self::archived`].
    pub fn archive(&mut self, archive: &mut Archive<'_>) {
        self.profiles.archive(&mut self.report, archive);
        self.table.archive(archive);
        self.peers.archive(archive);
        self.fixed.archive(archive);
        archive_policy(&mut self.policy, archive);
    }

    /// The catalogue that [`Self::archive`] wrote, which was opened with these rates; `None` where these bytes are not
    /// what was written.
    pub fn archived(rates: Rates, mut archive: Archive<'_>) -> Option<Self> {
        let mut catalogue = Catalogue::default();
        catalogue.profiles.archive(&mut catalogue.report, &mut archive);
        let (mut table, mut fixed) = (Table::blank(), FixedScores::blank());
        table.archive(&mut archive);
        let peers = Peers::archived(&mut archive);
        fixed.archive(&mut archive);
        let mut policy = None;
        archive_policy(&mut policy, &mut archive);
        archive.end().then(|| Self { policy, ..Self::with_columns(catalogue, rates, table, peers, fixed) })
    }
}

fn archive_policy(policy: &mut Option<PolicyColumns>, archive: &mut Archive<'_>) {
    archive.option(policy, PolicyColumns::blank, |archive, policy| policy.archive(archive));
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::{
        domain::query::Query,
        intake::{Hints, read},
    };

    /// A catalogue of so many rows.
    fn catalogue(n_rows: usize) -> Catalogue {
        // As many bios and prices as rows make all codes wide.
        let line = |number: usize| {
            let network = ["instagram", "tiktok", "youtube"][number % 3];
            let followers = 1_000 + 97 * number;
            format!(
                r#"{{"network":"{network}","handle":"h{number}","name":"Léa {number}","bio":"w{number}","followers":{followers},"country":"FR","topics":["beauty","food"],"price":{{"post":{{"low":{number}.5,"high":900,"currency":"EUR","kind":"quote"}}}}}}
"#
            )
        };
        let text: String = (0..n_rows).map(line).collect();
        read(text.as_bytes(), &Hints::default()).unwrap()
    }

    /// What a catalogue is kept as, once it has answered.
    fn archived(catalogue: Catalogue) -> VecDeque<u8> {
        let mut engine = Engine::new(catalogue, Rates::default());
        engine.run(&Query::parse("b.topics=beauty&q=lea&sort=name").0);
        let mut bytes = VecDeque::default();
        let mut archive = Archive::writing(&mut bytes);
        engine.archive(&mut archive);
        assert!(archive.end());
        bytes
    }

    fn opened(bytes: &mut VecDeque<u8>) -> Option<Engine> {
        Engine::archived(Rates::default(), Archive::reading(bytes))
    }

    #[test]
    fn a_catalogue_that_was_kept_says_what_it_said_before() {
        for n_rows in [1, 700, 70_000] {
            let catalogue = catalogue(n_rows);
            let mut engine = Engine::new(catalogue.clone(), Rates::default());
            let mut bytes = archived(catalogue);
            let mut kept = opened(&mut bytes).unwrap();
            assert!(bytes.is_empty());
            assert_eq!(kept.memory().columns, engine.memory().columns);
            assert!(kept.memory().text <= engine.memory().text);
            assert_eq!(kept.report(), engine.report());
            assert_eq!(kept.peers(), engine.peers());
            for text in ["", "b.topics=beauty&sort=low&n=100", "q=lea%20zoe", "sort=-followers&policy=seed"] {
                let (query, _) = Query::parse(text);
                assert_eq!(kept.run(&query), engine.run(&query), "{text}");
            }
        }
    }

    #[test]
    fn bytes_that_were_cut_or_changed_are_no_catalogue() {
        let whole = archived(catalogue(50));
        for at in (0..whole.len()).step_by(37) {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(opened(&mut changed).is_none(), "{at}");
            let mut cut: VecDeque<u8> = whole.iter().take(at).copied().collect();
            assert!(opened(&mut cut).is_none(), "{at}");
        }
    }
}
