//! The stability strip: the share of nearby weightings in which a profile holds each rank.

use super::{Drawing, pen::Pen};

/// How a rank is drawn: the first four by what fills them, the fifth half as high as the fourth, all later ones as a
/// line.
const CLASSES: [&str; 4] = ["mark-low", "mark-high", "mark-unknown-edge", "mark-track"];
/// Height of the line.
const LINE: f64 = 2.0;

const GAP: f64 = 1.0;

/// Draws the shares of one profile, best rank first, out of `draws`.
pub fn ranks(counts: &[u32], draws: u32, width: i32) -> Drawing {
    let mut drawing = Drawing::new(width, 20);
    let per_draw = f64::from(width) / f64::from(draws.max(1));
    let mut x = 0.0;
    for (rank, &count) in counts.iter().enumerate() {
        let wide = f64::from(count) * per_draw;
        area(&mut drawing, rank, x, wide - GAP, 2.0, 16.0);
        x += wide;
    }
    drawing
}

/// The pattern of one rank alone, for a legend.
pub fn swatch(rank: usize) -> Drawing {
    let mut drawing = Drawing::new(14, 10);
    area(&mut drawing, rank, 0.0, 14.0, 0.0, 10.0);
    drawing
}

fn area(drawing: &mut Drawing, rank: usize, x: f64, wide: f64, top: f64, tall: f64) {
    let class = CLASSES[rank.min(CLASSES.len() - 1)];
    let mut pen = Pen::default();
    match rank {
        1 => {
            pen.hatch(x, top, wide, tall);
            let mut edge = Pen::default();
            edge.outline(x, top, wide, tall);
            drawing.path(class, pen.done());
            drawing.path("mark-high-edge", edge.done());
        }
        2 => {
            pen.outline(x, top, wide, tall);
            drawing.path(class, pen.done());
        }
        _ => {
            let high = match rank {
                0 | 3 => tall,
                4 => tall / 2.0,
                _ => LINE,
            };
            pen.rect(x, top + tall - high, wide, high);
            drawing.path(class, pen.done());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strip_is_as_wide_as_all_draws_together() {
        let drawing = ranks(&[610, 330, 50, 10], 1000, 1000);
        assert_eq!(drawing.find("mark-low"), Some("M0 2h609v16h-609z"));
        assert_eq!(drawing.find("mark-high-edge"), Some("M610.5 2.5h328v15h-328z"));
        assert_eq!(drawing.find("mark-track"), Some("M990 2h9v16h-9z"));
    }

    #[test]
    fn as_many_ranks_as_can_be_compared_look_different() {
        let looks: Vec<String> = (0..6).map(|rank| format!("{:?}", swatch(rank).shapes)).collect();
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[..at].contains(look), "rank {}", at + 1);
        }
    }

    #[test]
    fn a_rank_that_is_never_held_has_no_area() {
        let drawing = ranks(&[1000, 0], 1000, 360);
        assert_eq!(drawing.shapes.len(), 1);
    }
}
