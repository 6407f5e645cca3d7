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

/// The places of each row that no policy moves, four of at most 1000 either way: their sum above its least, over the
/// three bits of how many they are.
#[derive(Debug)]
struct Lasting(Vec<u16>);

/// The least that four places sum up to.
const LEAST_SUM: i32 = -4000;

/// Tier and character of every row under one policy.
#[derive(Debug)]
pub(in crate::engine) struct PolicyColumns {
    policy: Policy,
    /// The class of each row.
    pub(in crate::engine) classes: Vec<u8>,
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
        let mut columns = Self { policy, classes: Vec::with_capacity(table.len()), lasting };
        for (row, code) in numbers.codes().iter().enumerate() {
            let signals = table.peer_signals(row);
            let size = sizes[ladder(signals.network)].get(code);
            let engagement = engagement_position(&signals, &policy, peers);
            let moved = [size.map(|(_, position)| *position), engagement.map(|(_, position)| position)];
            let at = columns.lasting.mean(row, moved);
            columns.classes.push(class(signals.network, size.map(|(tier, _)| *tier), at.map(Character::of)));
        }
        columns
    }

    /// Those of no rows.
    pub(in crate::engine) const fn blank() -> Self {
        Self { policy: Policy::standard(), classes: Vec::new(), lasting: Lasting(Vec::new()) }
    }

    /// Writes the columns and what policy they are of, or fills them in.
    pub(in crate::engine) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { policy, classes, lasting: Lasting(places) } = self;
        let mut name = policy.to_string();
        archive.text(&mut name);
        match Policy::named(&name) {
            Some(named) => *policy = named,
            None => archive.refuse(),
        }
        archive.column(classes);
        archive.column(places);
    }

    /// Bytes held.
    pub(in crate::engine) fn memory(&self) -> usize {
        size_of_val(&self.classes[..]) + size_of_val(&self.lasting.0[..])
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

    /// Where a row stands between micro and macro: worked out anew, because it is asked of the rows that are shown.
    pub(in crate::engine) fn at(&self, table: &Table, peers: &Peers, row: usize) -> Option<i16> {
        let signals = table.peer_signals(row);
        let size = signals.followers.map(|count| size_position(count, signals.network, &self.policy));
        let engagement = engagement_position(&signals, &self.policy, peers);
        self.lasting.mean(row, [size, engagement.map(|(_, position)| position)])
    }
}

impl Lasting {
    /// Of every row.
    fn new(table: &Table) -> Self {
        let mut topics = ShareList::new();
        let of_row = |row| {
            let (sum, known) = Standing::under_any_policy(&table.place_signals(row, &mut topics)).sum();
            ((sum - LEAST_SUM) << 3 | known) as u16
        };
        Self((0..table.len()).map(of_row).collect())
    }

    /// The mean with the places that a policy moves, where enough is known.
    fn mean(&self, row: usize, moved: [Option<i16>; 2]) -> Option<i16> {
        let places = i32::from(self.0[row]);
        let moved = moved.into_iter().flatten();
        let known = (places & 7) + moved.clone().count() as i32;
        mean_place((places >> 3) + LEAST_SUM + moved.map(i32::from).sum::<i32>(), known)
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
