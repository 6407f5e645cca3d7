//! Network, tier and character of a row in one byte, and where it stands between micro and macro.

use crate::domain::{
    character::{Character, Standing},
    network::Network,
    peers::Peers,
    query::Query,
    tier::{Policy, Tier},
};

use crate::engine::table::Table;

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

/// Tier and character of every row under one policy.
#[derive(Debug)]
pub(in crate::engine) struct PolicyColumns {
    policy: Policy,
    /// The class of each row.
    pub(in crate::engine) classes: Vec<u8>,
    at: Vec<i16>,
}

impl PolicyColumns {
    /// Classifies every row.
    pub(in crate::engine) fn new(table: &Table, peers: &Peers, query: &Query) -> Self {
        let policy = query.policy;
        let mut columns =
            Self { policy, classes: Vec::with_capacity(table.len()), at: Vec::with_capacity(table.len()) };
        for row in 0..table.len() {
            let signals = table.signals(row);
            let tier = signals.followers.map(|count| policy.tier(signals.network, count as u64));
            let standing = Standing::of(&signals, &policy, peers);
            columns.classes.push(class(signals.network, tier, standing.verdict()));
            columns.at.push(standing.at().unwrap_or(NOWHERE));
        }
        columns
    }

    /// Bytes held.
    pub(in crate::engine) fn memory(&self) -> usize {
        size_of_val(&self.classes[..]) + size_of_val(&self.at[..])
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
