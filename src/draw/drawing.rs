//! A drawing: shapes on a rectangle, in CSS pixels.

/// Shapes on a rectangle whose origin is the upper left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Width in CSS pixels.
    pub width: i32,
    /// Height in CSS pixels.
    pub height: i32,
    /// What is drawn, the first at the bottom.
    pub shapes: Vec<Shape>,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// An outline or an area.
    Path {
        /// Its meaning, as a class of the style sheet.
        class: &'static str,
        /// SVG path data.
        d: String,
    },
    /// A short label.
    Text {
        /// Its meaning, as a class of the style sheet.
        class: &'static str,
        /// Anchor of the text, tenths of a pixel.
        x: i32,
        /// Base line of the text, tenths of a pixel.
        y: i32,
        /// The words.
        text: String,
    },
}

impl Drawing {
    /// An empty drawing.
    pub const fn new(width: i32, height: i32) -> Self {
        Self { width, height, shapes: Vec::new() }
    }

    /// Adds a path; an empty one is left out.
    pub fn path(&mut self, class: &'static str, d: impl Into<String>) {
        let d = d.into();
        if !d.is_empty() {
            self.shapes.push(Shape::Path { class, d });
        }
    }

    /// Adds a label at a point given in pixels.
    pub fn text(&mut self, class: &'static str, x: f64, y: f64, text: impl Into<String>) {
        self.shapes.push(Shape::Text { class, x: tenths(x), y: tenths(y), text: text.into() });
    }

    /// The path data of the first shape with this class.
    #[cfg(test)]
    pub(crate) fn find(&self, wanted: &str) -> Option<&str> {
        self.shapes.iter().find_map(|shape| match shape {
            Shape::Path { class, d } if *class == wanted => Some(d.as_str()),
            _ => None,
        })
    }
}

/// Pixels as whole tenths. Writing tenths as text needs no floating-point formatting, which is large in wasm.
pub(crate) fn tenths(pixels: f64) -> i32 {
    (pixels * 10.0).round() as i32
}

/// Tenths of a pixel as SVG writes them: `958` is `95.8`.
pub fn coordinate(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_keep_one_decimal_and_their_sign() {
        let cases = [(0.0, "0"), (95.84, "95.8"), (-0.36, "-0.4"), (12.0, "12"), (-3.0, "-3"), (0.04, "0")];
        for (pixels, text) in cases {
            assert_eq!(coordinate(tenths(pixels)), text);
        }
    }
}
