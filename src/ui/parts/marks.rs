//! Accord's marks: small drawings and tables that say how much is certain and how much is not known.
//!
//! What is certain is solid, what is unknown is hatched; every mark has a name in words. The geometry is in
//! [`crate::draw`], the colors in `style/marks.css`. Marks know no router and no store: they show the plain
//! values they are given, in the language of the nearest provider.

pub mod audience;
pub mod character_mark;
pub mod criteria_strip;
pub mod dot_table;
pub mod figure;
pub mod flag;
pub mod history;
pub mod match_bar;
pub mod ranks;
pub mod sentence;
pub mod tier_badge;
pub mod unknown;
pub mod waterfall;
pub mod words;

pub use audience::{ShareRow, ShareTable};
pub use character_mark::{CharacterMark, PoleLegend};
pub use criteria_strip::{CriteriaHead, CriteriaStrip};
pub use dot_table::DotTable;
pub use figure::Figure;
pub use flag::{FlagIcon, FlagMark};
pub use history::{HistoryChart, HistoryLine};
pub use match_bar::{MatchBar, MatchLine};
pub use ranks::{RankSwatch, RankTable};
pub use sentence::{Sentence, plain};
pub use tier_badge::TierBadge;
pub use unknown::Unknown;
pub use waterfall::{OpenCriteria, PartDetail, Waterfall};
