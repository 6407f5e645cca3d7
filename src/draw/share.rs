//! A share of a whole as a bar: accent where it is in the target, ink where it is not, hatched where nobody
//! knows.

use super::{Drawing, pen::Pen};

/// What a share is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In the target.
    Target,
    /// Known, outside the target.
    Rest,
    /// Not known.
    Unknown,
}

/// Draws a share of 0–1.
pub fn share_bar(share: f64, kind: Kind, width: i32, height: i32) -> Drawing {
    let mut drawing = Drawing::new(width, height);
    let tall = f64::from(height);
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let length = share * f64::from(width);
    let mut area = Pen::default();
    match kind {
        Kind::Target | Kind::Rest => {
            area.rect(0.0, 1.0, length, tall - 2.0);
            drawing.path(if kind == Kind::Target { "mark-low" } else { "mark-rest" }, area.done());
        }
        Kind::Unknown => {
            let mut edge = Pen::default();
            area.hatch(0.0, 1.0, length, tall - 2.0);
            edge.outline(0.0, 1.0, length, tall - 2.0);
            drawing.path("mark-high mark-high--mute", area.done());
            drawing.path("mark-unknown-edge", edge.done());
        }
    }
    drawing
}

/// Draws a known share and the unknown rest of the same whole, side by side.
pub fn known_bar(known: f64, width: i32, height: i32) -> Drawing {
    let known = if known.is_finite() { known.clamp(0.0, 1.0) } else { 0.0 };
    let mut drawing = share_bar(known, Kind::Rest, width, height);
    let (length, tall) = (known * f64::from(width), f64::from(height));
    let [mut hatch, mut edge] = <[Pen; 2]>::default();
    hatch.hatch(length, 1.0, f64::from(width) - length, tall - 2.0);
    edge.outline(length, 1.0, f64::from(width) - length, tall - 2.0);
    drawing.path("mark-high mark-high--mute", hatch.done());
    drawing.path("mark-unknown-edge", edge.done());
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_hatched_and_the_rest_is_solid() {
        assert_eq!(share_bar(0.5, Kind::Target, 100, 12).find("mark-low"), Some("M0 1h50v10h-50z"));
        assert!(share_bar(0.5, Kind::Unknown, 100, 12).find("mark-unknown-edge").is_some());
        assert!(share_bar(0.5, Kind::Unknown, 100, 12).find("mark-rest").is_none());
        let known = known_bar(0.25, 100, 12);
        assert_eq!(known.find("mark-rest"), Some("M0 1h25v10h-25z"));
        assert_eq!(known.find("mark-unknown-edge"), Some("M25.5 1.5h74v9h-74z"));
    }

    #[test]
    fn a_share_beyond_the_whole_stops_at_it() {
        assert_eq!(share_bar(7.0, Kind::Rest, 100, 12), share_bar(1.0, Kind::Rest, 100, 12));
        assert!(share_bar(f64::NAN, Kind::Rest, 100, 12).shapes.is_empty());
        assert!(known_bar(1.0, 100, 12).find("mark-unknown-edge").is_none());
    }
}
