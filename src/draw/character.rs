//! Character: a line from a circle (micro) to a square (macro) with a diamond where the profile stands.

use super::{Drawing, pen::Pen, scale::Scale};

/// Draws the line. `at` is −1000 (micro) to 1000 (macro); without it no diamond is drawn.
pub fn character(at: Option<i16>, width: i32, height: i32) -> Drawing {
    let mut drawing = Drawing::new(width, height);
    let middle = f64::from(height) / 2.0;
    let pole = (middle / 2.0).clamp(2.5, 4.0);
    let (from, to) = (pole + 1.0, f64::from(width) - pole - 1.0);
    let [mut line, mut micro, mut macro_, mut diamond] = <[Pen; 4]>::default();
    line.line((from, middle), (to, middle));
    micro.circle(from, middle, pole);
    macro_.rect(to - pole, middle - pole, pole * 2.0, pole * 2.0);
    drawing.path("mark-axis", line.done());
    drawing.path("mark-micro", micro.done());
    drawing.path("mark-macro", macro_.done());
    if let Some(at) = at {
        let x = from + Scale::new(-1000.0, 1000.0, to - from).at(f64::from(at));
        diamond.diamond(x, middle, pole + 2.0);
        drawing.path("mark-at", diamond.done());
    }
    drawing
}

/// The three signs alone, for a legend: circle, diamond, square.
pub fn pole(sign: Sign) -> Drawing {
    let mut drawing = Drawing::new(12, 12);
    let mut pen = Pen::default();
    match sign {
        Sign::Micro => {
            pen.circle(6.0, 6.0, 4.0);
            drawing.path("mark-micro", pen.done());
        }
        Sign::Profile => {
            pen.diamond(6.0, 6.0, 6.0);
            drawing.path("mark-at", pen.done());
        }
        Sign::Macro => {
            pen.rect(2.0, 2.0, 8.0, 8.0);
            drawing.path("mark-macro", pen.done());
        }
    }
    drawing
}

/// A sign of the character line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The micro end.
    Micro,
    /// Where the profile stands.
    Profile,
    /// The macro end.
    Macro,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diamond_stands_between_the_poles_and_is_absent_where_unknown() {
        assert!(character(Some(0), 36, 12).find("mark-at").unwrap().starts_with("M18 1"));
        assert_eq!(character(None, 36, 12).find("mark-at"), None);
        assert!(character(Some(-1000), 36, 12).find("mark-at").unwrap().starts_with("M4 "));
        assert!(character(Some(1000), 36, 12).find("mark-at").unwrap().starts_with("M32 "));
    }
}
