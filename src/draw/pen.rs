//! Path data: lines, rectangles and the hatching that stands for "unknown".

use super::drawing::{coordinate, tenths};

/// Pixels between two lines of a hatching, measured along an edge.
pub const HATCH: f64 = 4.0;

/// Writes SVG path data. Nothing is written for a rectangle without area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pen(String);

impl Pen {
    /// The data written so far.
    pub fn done(self) -> String {
        self.0
    }

    fn command(&mut self, letter: char, numbers: &[f64]) {
        self.0.push(letter);
        for (index, &number) in numbers.iter().enumerate() {
            if index > 0 {
                self.0.push(' ');
            }
            self.0.push_str(&coordinate(tenths(number)));
        }
    }

    /// Moves to a point.
    pub fn move_to(&mut self, x: f64, y: f64) {
        self.command('M', &[x, y]);
    }

    /// Draws a line to a point.
    pub fn line_to(&mut self, x: f64, y: f64) {
        self.command('L', &[x, y]);
    }

    /// A line from one point to another.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.move_to(from.0, from.1);
        self.line_to(to.0, to.1);
    }

    /// An area with its upper left corner at `x`, `y`.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64) {
        if tenths(width) <= 0 || tenths(height) <= 0 {
            return;
        }
        self.move_to(x, y);
        self.command('h', &[width]);
        self.command('v', &[height]);
        self.command('h', &[-width]);
        self.0.push('z');
    }

    /// The outline of an area, half a pixel inside it so that a one-pixel stroke is sharp.
    pub fn outline(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.rect(x + 0.5, y + 0.5, width - 1.0, height - 1.0);
    }

    /// A diamond around a point.
    pub fn diamond(&mut self, x: f64, y: f64, radius: f64) {
        self.move_to(x, y - radius);
        self.line_to(x + radius, y);
        self.line_to(x, y + radius);
        self.line_to(x - radius, y);
        self.0.push('z');
    }

    /// A circle around a point.
    pub fn circle(&mut self, x: f64, y: f64, radius: f64) {
        self.move_to(x - radius, y);
        let diameter = radius * 2.0;
        self.command('a', &[radius, radius, 0.0, 1.0, 0.0, diameter, 0.0]);
        self.command('a', &[radius, radius, 0.0, 1.0, 0.0, -diameter, 0.0]);
        self.0.push('z');
    }

    /// A triangle that points up, its tip at `x`, `y`.
    pub fn triangle(&mut self, x: f64, y: f64, size: f64) {
        self.move_to(x, y);
        self.line_to(x + size * 0.6, y + size);
        self.line_to(x - size * 0.6, y + size);
        self.0.push('z');
    }

    /// Diagonal lines, rising to the right, clipped to a rectangle. They lie on one grid over the whole
    /// drawing, so that neighboring areas hatch as one.
    pub fn hatch(&mut self, x: f64, y: f64, width: f64, height: f64) {
        if tenths(width) <= 0 || tenths(height) <= 0 {
            return;
        }
        let (right, bottom) = (x + width, y + height);
        // Along a rising diagonal x + y is constant.
        let mut sum = ((x + y) / HATCH).floor() * HATCH + HATCH;
        while sum < right + bottom {
            let from_x = (sum - bottom).max(x);
            let to_x = (sum - y).min(right);
            if tenths(to_x) > tenths(from_x) {
                self.line((from_x, sum - from_x), (to_x, sum - to_x));
            }
            sum += HATCH;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_without_area_draws_nothing() {
        let mut pen = Pen::default();
        pen.rect(3.0, 3.0, 0.0, 8.0);
        pen.rect(3.0, 3.0, -2.0, 8.0);
        pen.hatch(3.0, 3.0, 0.0, 8.0);
        pen.outline(3.0, 3.0, 1.0, 8.0);
        assert_eq!(pen.done(), "");
    }

    #[test]
    fn hatching_stays_inside_its_rectangle() {
        let mut pen = Pen::default();
        pen.hatch(95.8, 3.0, 10.7, 8.0);
        let numbers: Vec<f64> = pen
            .done()
            .split(['M', 'L', ' '])
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().unwrap())
            .collect();
        assert!(numbers.len() >= 8);
        for point in numbers.chunks(2) {
            assert!((95.8..=106.5).contains(&point[0]), "{point:?}");
            assert!((3.0..=11.0).contains(&point[1]), "{point:?}");
        }
    }

    #[test]
    fn a_rectangle_is_written_with_relative_sides() {
        let mut pen = Pen::default();
        pen.rect(0.0, 3.0, 95.84, 8.0);
        assert_eq!(pen.done(), "M0 3h95.8v8h-95.8z");
    }
}
