//! Accord's marks: small drawings and tables that say how much is certain and how much is not known.
//!
//! What is certain is solid, what is unknown is hatched; every mark has a name in words. The geometry is in
//! [`crate::draw`], the colors in `style/marks.css`. Marks know no router and no store: they show the plain
//! values they are given, in the language of the nearest provider.

#[cfg(feature = "ui")]
pub mod audience;
#[cfg(feature = "ui")]
pub mod character_mark;
#[cfg(feature = "ui")]
pub mod criteria_strip;
#[cfg(feature = "ui")]
pub mod dot_table;
#[cfg(feature = "ui")]
pub mod figure;
#[cfg(feature = "ui")]
pub mod flag;
#[cfg(feature = "ui")]
pub mod history;
#[cfg(feature = "ui")]
pub mod match_bar;
pub mod plain;
#[cfg(feature = "ui")]
pub mod ranks;
#[cfg(feature = "ui")]
pub mod sentence;
#[cfg(feature = "ui")]
pub mod tier_badge;
#[cfg(feature = "ui")]
pub mod unknown;
#[cfg(feature = "ui")]
pub mod waterfall;
pub mod words;

#[cfg(feature = "ui")]
pub use self::{
    audience::{ShareRow, ShareTable},
    character_mark::{CharacterMark, PoleLegend},
    criteria_strip::{CriteriaHead, CriteriaStrip, criteria_figure},
    dot_table::DotTable,
    figure::Figure,
    flag::{FlagMark, flag_icon},
    history::{HistoryChart, HistoryLine},
    match_bar::{MatchBar, MatchLine},
    ranks::{RankSwatch, RankTable},
    sentence::{Sentence, plain},
    tier_badge::TierBadge,
    unknown::{Unknown, unknown},
    waterfall::{OpenCriteria, PartDetail, Waterfall},
};
