//! The geometry of Accord's marks: from numbers to SVG shapes, without a browser.
//!
//! One rule in every mark: what is certain is solid, what is unknown is hatched. A mark is a [`Drawing`], a few
//! paths and words with a class each; colors and strokes belong to the style sheet, so a mark prints, follows
//! the theme and needs no style attribute. The views put a drawing on the page and give it a name in words.

pub mod drawing;
pub mod pen;
pub mod scale;
pub mod match_bar;
pub mod criteria_strip;
pub mod tier_ladder;
pub mod character;
pub mod waterfall;
pub mod share;
pub mod history;
pub mod ranks;

pub use drawing::{Drawing, Shape};
