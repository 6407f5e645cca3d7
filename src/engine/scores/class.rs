//! Network, tier and character of a row in one byte, and where it stands between micro and macro.

use crate::{
    archive::Archive,
    domain::{
        character::{Character, Standing, engagement_position, mean_place, size_position},
        network::Network,
        peers::Peers,
        query::Query,
        tier::{Policy, Tier},
    },
};

use crate::engine::{shares::ShareList, table::Table};

const N_CHARACTERS: usize = Character::ALL.len() + 1;
const N_TIERS: usize = Tier::ALL.len() + 1;

/// Classes that there are.
pub(in crate::engine) const COUNT: usize = Network::ALL.len() * N_TIERS * N_CHARACTERS;

fn class(network: Network, tier: Option<Tier>, character: Option<Character>) -> u8 {
    let tier = tier.map_or(Tier::ALL.len(), Tier::index);
    let character = character.map_or(Character::ALL.len(), |character| character as usize);
    ((network.index() * N_TIERS + tier) * N_CHARACTERS + character) as u8
}

/// Index of a class's network.
pub(in crate::engine) const fn network(class: usize) -> usize {
    class / (N_TIERS * N_CHARACTERS)
}

/// Index of a class's tier; as many as there are where it is unknown.
pub(in crate::engine) const fn tier(class: usize) -> usize {
    class / N_CHARACTERS % N_TIERS
}

/// Index of a class's character; as many as there are where it is unknown.
pub(in crate::engine) const fn character(class: usize) -> usize {
    class % N_CHARACTERS
}

/// Stands for "too little is known".
const NOWHERE: i16 = i16::MIN;

/// The places of each row that no policy moves: their sum, and how many they are.
#[derive(Debug)]
struct Lasting {
    sums: Vec<i16>,
    counts: Vec<u8>,
}

/// Tier and character of every row under one policy.
#[derive(Debug)]
pub(in crate::engine) struct PolicyColumns {
    policy: Policy,
    /// The class of each row.
    pub(in crate::engine) classes: Vec<u8>,
    at: Vec<i16>,
    lasting: Lasting,
}

impl PolicyColumns {
    /// Classifies every row. What no policy moves is taken over from the policy before.
    pub(in crate::engine) fn new(table: &Table, peers: &Peers, query: &Query, before: Option<Self>) -> Self {
        let policy = query.policy;
        let lasting = before.map_or_else(|| Lasting::new(table), |before| before.lasting);
        let numbers = table.followers.numbers();
        // Once for each distinct number of followers and each ladder of the policy, the common one first.
        let mut ladders = vec![Network::ALL.iter().copied().find(|network| !policy.has_own(*network))];
        ladders.extend(Network::ALL.iter().copied().filter(|network| policy.has_own(*network)).map(Some));
        let sizes_on = |network: Network| -> Vec<(Tier, i16)> {
            let size =
                |count: &f64| (policy.tier(network, *count as u64), size_position(*count, network, &policy));
            numbers.values().iter().map(size).collect()
        };
        let sizes: Vec<Vec<(Tier, i16)>> =
            ladders.iter().map(|network| network.map_or_else(Vec::new, sizes_on)).collect();
        let ladder = |network: Network| {
            ladders.iter().skip(1).position(|own| *own == Some(network)).map_or(0, |at| at + 1)
        };
        let mut columns = Self {
            policy,
            classes: Vec::with_capacity(table.len()),
            at: Vec::with_capacity(table.len()),
            lasting,
        };
        for (row, code) in numbers.codes().iter().enumerate() {
            let signals = table.peer_signals(row);
            let size = sizes[ladder(signals.network)].get(code);
            let engagement = engagement_position(&signals, &policy, peers);
            let (sum, known) = (columns.lasting.sums[row], columns.lasting.counts[row]);
            let moved = [size.map(|(_, position)| *position), engagement.map(|(_, position)| position)];
            let sum = i32::from(sum) + moved.iter().flatten().map(|place| i32::from(*place)).sum::<i32>();
            let known = i32::from(known) + moved.iter().flatten().count() as i32;
            let at = mean_place(sum, known);
            columns.classes.push(class(signals.network, size.map(|(tier, _)| *tier), at.map(Character::of)));
            columns.at.push(at.unwrap_or(NOWHERE));
        }
        columns
    }

    /// Those of no rows.
    pub(in crate::engine) const fn blank() -> Self {
        let lasting = Lasting { sums: Vec::new(), counts: Vec::new() };
        Self { policy: Policy::standard(), classes: Vec::new(), at: Vec::new(), lasting }
    }

    /// Writes the columns and what policy they are of, or fills them in.
    pub(in crate::engine) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { policy, classes, at, lasting: Lasting { sums, counts } } = self;
        let mut name = policy.to_string();
        archive.text(&mut name);
        match Policy::named(&name) {
            Some(named) => *policy = named,
            None => archive.refuse(),
        }
        archive.column(classes);
        archive.column(at);
        archive.column(sums);
        archive.column(counts);
    }

    /// Bytes held.
    pub(in crate::engine) fn memory(&self) -> usize {
        let lasting = size_of_val(&self.lasting.sums[..]) + size_of_val(&self.lasting.counts[..]);
        size_of_val(&self.classes[..]) + size_of_val(&self.at[..]) + lasting
    }

    /// Whether these are the columns of the query's policy.
    pub(in crate::engine) fn serves(&self, query: &Query) -> bool {
        self.policy == query.policy
    }

    /// The tier of a row.
    pub(in crate::engine) fn tier(&self, row: usize) -> Option<Tier> {
        Tier::ALL.get(tier(self.classes[row].into())).copied()
    }

    /// How a row behaves.
    pub(in crate::engine) fn character(&self, row: usize) -> Option<Character> {
        Character::ALL.get(character(self.classes[row].into())).copied()
    }

    /// Where a row stands between micro and macro.
    pub(in crate::engine) fn at(&self, row: usize) -> Option<i16> {
        Some(self.at[row]).filter(|at| *at != NOWHERE)
    }
}

impl Lasting {
    /// Of every row: four places of at most 1000 each.
    fn new(table: &Table) -> Self {
        let mut topics = ShareList::new();
        let of_row = |row| {
            let (sum, known) = Standing::under_any_policy(&table.place_signals(row, &mut topics)).sum();
            (sum as i16, known as u8)
        };
        let (sums, counts) = (0..table.len()).map(of_row).unzip();
        Self { sums, counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_a_byte_that_comes_apart_again() {
        const { assert!(COUNT <= 256) };
        for (index, of) in Network::ALL.into_iter().enumerate() {
            for tier_of in Tier::ALL.map(Some).into_iter().chain([None]) {
                for character_of in Character::ALL.map(Some).into_iter().chain([None]) {
                    let class = usize::from(class(of, tier_of, character_of));
                    assert_eq!(network(class), index);
                    assert_eq!(Tier::ALL.get(tier(class)).copied(), tier_of);
                    assert_eq!(Character::ALL.get(character(class)).copied(), character_of);
                }
            }
        }
    }
}
