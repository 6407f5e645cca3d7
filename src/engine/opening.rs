//! The columns of a catalogue that is on its way, filled while its profiles come.

use super::table::{Builder, Table};
use crate::{
    domain::{money::Rates, network::Network, profile::Profile},
    store::Profiles,
};

/// Rows that are made room for before they are there: short rows at a file's beginning may promise many more.
const MOST_EXPECTED: usize = 1 << 21;

/// Columns of the profiles so far: after the last of them only what needs all of them is left to do.
#[derive(Debug)]
pub struct Opening {
    rates: Rates,
    /// `None` before the first rows, and where a row was changed after it was taken: all are taken at the end then.
    builder: Option<Builder>,
    is_outdated: bool,
    /// Replaced rows that were looked at.
    n_replaced: usize,
    /// Where rows are read to.
    profile: Profile,
}

impl Opening {
    /// Prices without an exchange rate in `rates` are unknown for scoring.
    pub fn new(rates: Rates) -> Self {
        Self {
            rates,
            builder: None,
            is_outdated: false,
            n_replaced: 0,
            profile: Profile::new(String::new(), Network::Instagram),
        }
    }

    /// Takes the rows that came since the last time. The last of them are in `recent` too, where they need not be
    /// read again. There may be `expected` rows in the end: a good guess spares memory. All calls are about the
    /// same growing store.
    pub fn take(&mut self, profiles: &Profiles, recent: &[Profile], expected: usize) {
        if !self.is_outdated {
            self.catch_up(profiles, recent, expected);
        }
    }

    fn catch_up(&mut self, profiles: &Profiles, recent: &[Profile], expected: usize) {
        let n_taken = self.builder.as_ref().map_or(0, Builder::len);
        let replaced = profiles.replaced();
        let news = replaced.get(self.n_replaced..).unwrap_or_default();
        self.n_replaced = replaced.len();
        if news.iter().any(|row| (*row as usize) < n_taken) {
            self.builder = None;
            self.is_outdated = true;
            return;
        }
        if profiles.is_empty() {
            return;
        }
        let n_rows = expected.min(MOST_EXPECTED).max(profiles.len());
        let builder = self.builder.get_or_insert_with(|| Builder::new(n_rows, profiles));
        let first_recent = profiles.len() - recent.len();
        for row in n_taken..profiles.len() {
            let is_changed = || news.contains(&(row as u32));
            match row.checked_sub(first_recent) {
                Some(at) if !is_changed() => builder.push(&recent[at], &self.rates),
                _ => {
                    profiles.read_essentials(row, &mut self.profile);
                    builder.push(&self.profile, &self.rates);
                }
            }
        }
    }

    /// The columns of all rows, and the rates that prices were read by.
    pub(super) fn finish(mut self, profiles: &Profiles) -> (Table, Rates) {
        self.take(profiles, &[], 0);
        if self.is_outdated {
            self.catch_up(profiles, &[], 0);
        }
        let builder = self.builder.unwrap_or_else(|| Builder::new(0, profiles));
        (builder.finish(profiles), self.rates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::query::Query,
        engine::Engine,
        intake::{Catalogue, Hints, Joining, Reader, join, read},
    };

    fn line(number: usize, more: &str) -> String {
        let network = ["instagram", "tiktok", "youtube"][number % 3];
        let followers = 1_000 + 97 * number;
        format!(
            r#"{{"network":"{network}","handle":"h{number}","name":"Léa {number}","followers":{followers},"country":"FR","topics":["beauty","food"],"price":{{"post":{{"low":{number}.5,"high":900,"currency":"EUR","kind":"quote"}}}}{more}}}
"#
        )
    }

    /// What a catalogue answers when its columns are filled piece by piece, and when they are at once.
    fn both(lines: &[String], expected: usize) -> (Engine, Engine) {
        let mut reader = Reader::new(&Hints::default());
        let mut opening = Opening::new(Rates::default());
        for piece in lines {
            reader.push(piece.as_bytes()).unwrap();
            let recent = reader.take_recent();
            opening.take(reader.profiles(), &recent, expected);
        }
        let catalogue: Catalogue = reader.finish().unwrap();
        (Engine::opened(catalogue.clone(), opening), Engine::new(catalogue, Rates::default()))
    }

    fn agree((mut one, mut other): (Engine, Engine)) {
        for text in
            ["", "b.topics=beauty&sort=low&n=100", "q=lea%20zoe", "followers=2000..30000&sort=-followers"]
        {
            let (query, _) = Query::parse(text);
            assert_eq!(one.run(&query), other.run(&query), "{text}");
        }
    }

    #[test]
    fn columns_that_are_filled_while_profiles_come_say_what_columns_filled_at_once_say() {
        let lines: Vec<String> = (0..3_000).map(|number| line(number, "")).collect();
        for expected in [0, 10, 5_000] {
            agree(both(&lines, expected));
        }
    }

    #[test]
    fn a_row_that_a_later_one_changes_is_taken_as_it_is_in_the_end() {
        let mut lines: Vec<String> = (0..2_000).map(|number| line(number, "")).collect();
        lines.push(line(3, r#","bio":"Zoé","audience":{"credibility":0.8}"#));
        lines.extend((2_000..2_500).map(|number| line(number, "")));
        // The same once more changes nothing.
        lines.push(line(4, ""));
        // Two rows that come together.
        lines.push([line(2_500, ""), line(2_500, r#","bio":"Zoé""#)].concat());
        let engines = both(&lines, 0);
        assert_eq!(engines.0.profiles().replaced(), [3, 2_500]);
        let (mut one, _) = both(&lines, 0);
        assert_eq!(one.run(&Query::parse("q=lea%20zoe").0).total, 2);
        agree(engines);
    }

    #[test]
    fn catalogues_that_are_joined_one_after_the_other_fill_the_same_columns() {
        let catalogue = |numbers: std::ops::Range<usize>, more: &str| {
            let text: String = numbers.map(|number| line(number, more)).collect();
            read(text.as_bytes(), &Hints::default()).unwrap()
        };
        for again in [600..900, 500..900] {
            let parts =
                vec![catalogue(0..300, ""), catalogue(300..600, ""), catalogue(again, r#","bio":"Zoé""#)];
            let (mut joining, mut opening) = (Joining::default(), Opening::new(Rates::default()));
            for part in parts.clone() {
                joining.add(part);
                if let Some(profiles) = joining.profiles() {
                    opening.take(profiles, &[], 0);
                }
            }
            let whole = join(parts).unwrap();
            assert_eq!(whole.profiles.len(), 900);
            agree((Engine::opened(joining.finish().unwrap(), opening), Engine::new(whole, Rates::default())));
        }
    }
}
