//! The criteria strip: six columns in fixed order, width by weight and height by score, so that the area of a
//! column is what the criterion contributes. A criterion at weight 0 has no column.

use super::{Drawing, pen::Pen, scale::Scale};
use crate::domain::answer::CriterionCell;

const GAP: f64 = 2.0;

/// Left edge and width of each column, in pixels; width 0 where the weight is 0.
pub fn columns(weights: [u8; 6], width: i32) -> [(f64, f64); 6] {
    let shown = weights.iter().filter(|&&weight| weight > 0).count();
    let total: f64 = weights.iter().map(|&weight| f64::from(weight)).sum();
    let room = f64::from(width) - GAP * shown.saturating_sub(1) as f64;
    let mut left = 0.0;
    weights.map(|weight| {
        if weight == 0 {
            return (left, 0.0);
        }
        let column = (left, room * f64::from(weight) / total);
        left += column.1 + GAP;
        column
    })
}

/// Draws the strip.
pub fn criteria_strip(cells: &[CriterionCell], width: i32, height: i32) -> Drawing {
    let mut drawing = Drawing::new(width, height);
    let mut weights = [0; 6];
    for (weight, cell) in weights.iter_mut().zip(cells) {
        *weight = cell.weight;
    }
    let tall = f64::from(height);
    let scale = Scale::score(tall);
    let [mut track, mut solid, mut hatch] = <[Pen; 3]>::default();
    for (cell, (x, wide)) in cells.iter().zip(columns(weights, width)) {
        let (low, high) = (scale.at(f64::from(cell.low)), scale.at(f64::from(cell.high)));
        track.rect(x, 0.0, wide, tall);
        solid.rect(x, tall - low, wide, low);
        hatch.hatch(x, tall - high, wide, high - low);
    }
    drawing.path("mark-track", track.done());
    drawing.path("mark-low", solid.done());
    drawing.path("mark-high", hatch.done());
    drawing
}

/// Draws one letter over each column, for the head of a list. A column too narrow for a letter has none.
pub fn criteria_head(weights: [u8; 6], letters: [&str; 6], width: i32) -> Drawing {
    let mut drawing = Drawing::new(width, 12);
    for ((x, wide), letter) in columns(weights, width).into_iter().zip(letters) {
        if wide >= 7.0 {
            drawing.text("mark-letter", x + wide / 2.0, 10.0, letter);
        }
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_weight_and_a_criterion_at_zero_has_no_column() {
        let columns = columns([20, 20, 0, 20, 20, 20], 108);
        assert_eq!(columns[0], (0.0, 20.0));
        assert_eq!(columns[1], (22.0, 20.0));
        assert_eq!(columns[2].1, 0.0);
        assert_eq!(columns[3], (44.0, 20.0));
        assert_eq!(columns[5], (88.0, 20.0));
    }

    #[test]
    fn no_weight_at_all_draws_nothing() {
        let cell = CriterionCell { weight: 0, low: 500, estimate: 500, high: 500 };
        assert!(criteria_strip(&[cell; 6], 108, 28).shapes.is_empty());
        assert!(criteria_head([0; 6], ["a"; 6], 108).shapes.is_empty());
    }

    #[test]
    fn height_is_score() {
        let cell = CriterionCell { weight: 10, low: 250, estimate: 500, high: 750 };
        let drawing = criteria_strip(&[cell], 40, 28);
        assert_eq!(drawing.find("mark-low"), Some("M0 21h40v7h-40z"));
        assert!(drawing.find("mark-high").is_some());
    }
}
