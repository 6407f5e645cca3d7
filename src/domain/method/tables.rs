//! The tables of the method, made of the tables that the engine computes with.

use super::{Block, Cell, Live, Names, Table};
use crate::domain::{
    brief::FORMATS,
    character::{IN_KIND, MIN_KNOWN, MONEY_ONLY, NEAR, PLACES, UNDECIDED},
    criteria::{
        PARTS,
        ceiling::CAPS,
        cost::{MODEL, MODEL_INTERVAL},
        engagement::{BENCHMARKS, MIN_PEERS},
        scrutiny::{CLOSER, SMALL, USUAL},
    },
    criterion::Criterion,
    stability::{DRAWS, NEARBY, TOP},
    tier::{POLICIES, Tier},
    topic::TOPICS,
};

fn words(key: &'static str) -> Cell {
    Cell::Name(Names::Words, key)
}

fn heads(keys: &[&'static str]) -> Vec<Cell> {
    keys.iter().map(|key| words(key)).collect()
}

/// One table a criterion.
pub(super) fn criteria() -> Vec<Block> {
    let mut blocks = vec![Block::Prose("criteria_note")];
    for criterion in Criterion::ALL {
        let rows = PARTS.iter().filter(|spec| spec.criterion == criterion).map(|spec| {
            vec![
                Cell::Name(Names::Parts, spec.key),
                Cell::Count(spec.weight.into()),
                Cell::Name(Names::Formulas, spec.key),
                Cell::Code(spec.field),
                Cell::Parameters(spec),
            ]
        });
        blocks.push(Block::Criterion(criterion.as_str()));
        blocks.push(Block::Table(Table {
            name: Cell::Name(Names::Criteria, criterion.as_str()),
            head: heads(&["part", "weight", "formula", "reads", "parameters"]),
            rows: rows.collect(),
        }));
    }
    blocks
}

/// The vocabulary, what a bio says of it, and what is usual.
pub(super) fn topics() -> Vec<Block> {
    let count = ("count", Cell::Count(TOPICS.len() as u64));
    let peers = ("count", Cell::Count(MIN_PEERS as u64));
    let rows = TOPICS.iter().map(|slug| vec![Cell::Name(Names::Topics, slug), Cell::Code(slug)]);
    vec![
        Block::Filled("topics_note", vec![count]),
        Block::Prose("topics_inferred"),
        Block::Table(Table { name: words("topics"), head: heads(&["topic", "word"]), rows: rows.collect() }),
        Block::Filled("topics_usual", vec![peers]),
        Block::Live(Live::UsualTopics),
    ]
}

/// How much evidence a check needs.
pub(super) fn scrutiny() -> Vec<Block> {
    let levels = [("usual", &USUAL), ("closer", &CLOSER)];
    let rows = levels.map(|(key, level)| {
        vec![
            words(key),
            Cell::Count(level.months as u64),
            Cell::Percent(level.credibility, 0),
            Cell::Count(level.posts as u64),
        ]
    });
    vec![
        Block::Filled("scrutiny_note", vec![("count", Cell::Count(SMALL as u64))]),
        Block::Table(Table {
            name: words("scrutiny"),
            head: heads(&["level", "months", "credibility", "posts"]),
            rows: rows.into(),
        }),
        Block::Prose("scrutiny_source"),
    ]
}

/// What an alert leaves of the risk criterion.
pub(super) fn caps() -> Vec<Block> {
    let rows = CAPS.iter().map(|cap| {
        vec![
            Cell::Name(Names::Caps, cap.key),
            Cell::Number(f64::from(cap.at) / 10.0, 1),
            Cell::Source(cap.source),
        ]
    });
    vec![
        Block::Prose("caps_note"),
        Block::Table(Table {
            name: words("caps"),
            head: heads(&["alert", "at_most", "source"]),
            rows: rows.collect(),
        }),
        Block::Prose("caps_source"),
    ]
}

/// What a result costs, and the published model of prices.
pub(super) fn cost() -> Vec<Block> {
    let rows = MODEL.iter().map(|row| {
        let format = FORMATS.iter().copied().find(|format| *format == row.format).unwrap_or_default();
        vec![
            Cell::Label(row.network.label()),
            Cell::Name(Names::Formats, format),
            Cell::Dollars(row.cpm),
            Cell::Percent(row.view_rate, 0),
        ]
    });
    let (low, high) = MODEL_INTERVAL;
    vec![
        Block::Prose("cost_results"),
        Block::Prose("cost_cpe"),
        Block::Filled("cost_model", vec![("low", Cell::Number(low, 2)), ("high", Cell::Number(high, 2))]),
        Block::Table(Table {
            name: words("price_model"),
            head: heads(&["network", "format", "cpm", "view_rate"]),
            rows: rows.collect(),
        }),
    ]
}

/// The size policies side by side.
pub(super) fn tiers() -> Vec<Block> {
    let mut head = heads(&["policy"]);
    head.extend(Tier::ALL.map(|tier| Cell::Name(Names::Tiers, tier.as_str())));
    head.extend(heads(&["source", "year"]));
    let ranges = |range: &dyn Fn(Tier) -> Option<(u64, Option<u64>)>| {
        Tier::ALL.map(|tier| range(tier).map_or(Cell::None, |(from, to)| Cell::Range(from, to)))
    };
    let rows = POLICIES.iter().flat_map(|policy| {
        let mut row = vec![Cell::Coded(policy.label, policy.slug())];
        row.extend(ranges(&|tier| policy.range(tier)));
        row.extend([Cell::Source(policy.source), Cell::Year(policy.year)]);
        // A network with cut points of its own has a line of its own.
        let own = policy.own_rungs().map(|(network, _)| {
            let mut row = vec![Cell::Coded(network.label(), policy.slug())];
            row.extend(ranges(&|tier| policy.range_on(network, tier)));
            row.extend([Cell::Source(policy.source), Cell::Year(policy.year)]);
            row
        });
        std::iter::once(row).chain(own.collect::<Vec<_>>())
    });
    let table = Table { name: words("tiers"), rows: rows.collect(), head };
    vec![Block::Prose("tiers_note"), Block::Table(table)]
}

/// Where each criterion tells micro from macro.
pub(super) fn character() -> Vec<Block> {
    let thousandths = |value: i16| Cell::Number(f64::from(value) / 1000.0, 3);
    let rows = PLACES.iter().map(|place| {
        vec![
            Cell::Name(Names::Criteria, place.criterion.as_str()),
            Cell::Name(Names::PlaceReads, place.criterion.as_str()),
            Cell::Number(place.micro_at, 1),
            Cell::Number(place.macro_at, 1),
            Cell::Number(place.reach, 1),
            Cell::Source(place.source),
        ]
    });
    vec![
        Block::Prose("character_note"),
        Block::Filled(
            "character_rule",
            vec![
                ("known", Cell::Count(MIN_KNOWN as u64)),
                ("near", thousandths(NEAR)),
                ("undecided", thousandths(UNDECIDED)),
            ],
        ),
        Block::Table(Table {
            name: words("character"),
            head: heads(&["criterion", "reads", "micro_at", "macro_at", "reach", "source"]),
            rows: rows.collect(),
        }),
        Block::Filled(
            "character_deals",
            vec![("gift", Cell::Number(IN_KIND, 1)), ("money", Cell::Number(MONEY_ONLY, 1))],
        ),
    ]
}

/// How firmly a ranking stands.
pub(super) fn stability() -> Vec<Block> {
    vec![Block::Filled(
        "stability_note",
        vec![
            ("draws", Cell::Count(DRAWS.into())),
            ("nearby", Cell::Count(NEARBY.into())),
            ("top", Cell::Count(TOP as u64)),
        ],
    )]
}

/// The published engagement rates that stand in where a catalogue has too few peers.
pub(super) fn benchmarks() -> Vec<Block> {
    let rows = BENCHMARKS.iter().map(|band| {
        vec![
            Cell::Label(band.network.label()),
            Cell::Name(Names::Bases, band.basis.as_str()),
            Cell::About(band.size),
            Cell::Percents(band.low, band.high),
            Cell::Source(band.source),
        ]
    });
    vec![
        Block::Filled("bench_note", vec![("count", Cell::Count(MIN_PEERS as u64))]),
        Block::Table(Table {
            name: words("bench"),
            head: heads(&["network", "basis", "size", "rates", "source"]),
            rows: rows.collect(),
        }),
    ]
}
