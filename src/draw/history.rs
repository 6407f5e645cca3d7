//! A line over months with its gaps: a month without a number breaks the line, nothing is filled in.

use super::{Drawing, pen::Pen, scale::Scale};

/// Room left of the line for the first value, and right of it for the last.
const LEFT: f64 = 56.0;
const RIGHT: f64 = 64.0;
/// Room above the line for a flag.
const TOP: f64 = 24.0;

/// What a line shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// One value a month, oldest first; `None` where unknown.
    pub values: Vec<Option<f64>>,
    /// The first known value in words.
    pub first: String,
    /// The last known value in words.
    pub last: String,
    /// A month that stands out, with its label.
    pub flag: Option<(usize, String)>,
}

/// Horizontal position of each month.
pub fn months(count: usize, width: i32) -> Vec<f64> {
    let length = f64::from(width) - LEFT - RIGHT;
    let scale = Scale::new(0.0, count.saturating_sub(1) as f64, length);
    (0..count).map(|month| LEFT + scale.at(month as f64)).collect()
}

/// Draws one line on its own scale. The scale begins at zero where `from_zero` asks for it, else a little
/// below the least value, which is said in the words beside the chart.
pub fn history(line: &Line, from_zero: bool, width: i32, height: i32) -> Drawing {
    let mut drawing = Drawing::new(width, height);
    let known = || line.values.iter().flatten().copied().filter(|value| value.is_finite());
    let Some(least) = known().reduce(f64::min) else { return drawing };
    let most = known().fold(least, f64::max);
    let floor = if from_zero { 0.0 } else { least - (most - least) * 0.1 };
    let bottom = f64::from(height) - 2.0;
    let scale = Scale::new(floor, most, bottom - TOP);
    let columns = months(line.values.len(), width);
    let point = |month: usize| {
        let value = line.values[month].filter(|value| value.is_finite())?;
        Some((columns[month], bottom - scale.at(value)))
    };

    let [mut axis, mut stroke, mut points] = <[Pen; 3]>::default();
    axis.line((LEFT, bottom), (f64::from(width) - RIGHT, bottom));
    let mut drawing_on = false;
    for month in 0..line.values.len() {
        match point(month) {
            Some((x, y)) if drawing_on => stroke.line_to(x, y),
            Some((x, y)) => stroke.move_to(x, y),
            None => {}
        }
        drawing_on = point(month).is_some();
        if let Some((x, y)) = point(month) {
            points.circle(x, y, 2.5);
        }
    }
    drawing.path("mark-axis", axis.done());
    drawing.path("mark-line", stroke.done());
    drawing.path("mark-point", points.done());

    let mut known_months = (0..line.values.len()).filter_map(&point);
    if let Some((_, y)) = known_months.next() {
        drawing.text("end", LEFT - 8.0, y + 4.0, &*line.first);
    }
    if let Some((_, y)) = known_months.next_back() {
        drawing.text("start strong", f64::from(width) - RIGHT + 8.0, y + 4.0, &*line.last);
    }
    if let Some((month, label)) = &line.flag
        && let Some((x, y)) = (*month < line.values.len()).then(|| point(*month)).flatten()
    {
        let [mut sign, mut stem] = <[Pen; 2]>::default();
        sign.triangle(x, y - 20.0, 9.0);
        stem.line((x, y - 10.0), (x, y - 4.0));
        drawing.path("mark-flag", sign.done());
        drawing.path("mark-step", stem.done());
        // Beside the sign, on the side that has room.
        let left_half = x < f64::from(width) / 2.0;
        let (class, shift) = if left_half { ("start strong", 10.0) } else { ("end strong", -10.0) };
        drawing.text(class, x + shift, y - 12.0, &**label);
    }
    drawing
}

/// Names under the months. Where they stand closer than 36 px only every second or third is written.
pub fn month_names(names: &[String], width: i32) -> Drawing {
    let mut drawing = Drawing::new(width, 16);
    let columns = months(names.len(), width);
    let apart = columns.get(1).map_or(f64::from(width), |second| second - columns[0]).max(1.0);
    let every = ((36.0 / apart).ceil() as usize).max(1);
    for (index, (x, name)) in columns.into_iter().zip(names).enumerate() {
        // Counted from the end, so that the newest month always has its name.
        if (names.len() - 1 - index).is_multiple_of(every) {
            drawing.text("", x, 12.0, &**name);
        }
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Shape;

    fn line(values: &[Option<f64>]) -> Line {
        Line { values: values.to_vec(), first: "a".into(), last: "b".into(), flag: None }
    }

    #[test]
    fn a_month_without_a_number_breaks_the_line() {
        let drawing = history(&line(&[Some(1.0), Some(2.0), None, Some(3.0), Some(2.0)]), true, 620, 120);
        let stroke = drawing.find("mark-line").unwrap();
        assert_eq!(stroke.matches('M').count(), 2);
        assert_eq!(stroke.matches('L').count(), 2);
    }

    #[test]
    fn a_flat_or_empty_history_does_not_fail() {
        assert!(history(&line(&[]), false, 620, 120).shapes.is_empty());
        assert!(history(&line(&[None, None]), false, 620, 120).shapes.is_empty());
        assert!(history(&line(&[Some(5.0)]), false, 620, 120).find("mark-point").is_some());
        assert!(history(&line(&[Some(f64::NAN)]), false, 620, 120).shapes.is_empty());
        assert!(month_names(&[], 620).shapes.is_empty());
    }

    #[test]
    fn a_flag_for_a_month_that_is_not_there_is_left_out() {
        let mut flagged = line(&[Some(1.0), None]);
        flagged.flag = Some((1, "x".into()));
        assert_eq!(history(&flagged, true, 620, 120).find("mark-flag"), None);
        flagged.flag = Some((9, "x".into()));
        assert_eq!(history(&flagged, true, 620, 120).find("mark-flag"), None);
        flagged.flag = Some((0, "x".into()));
        assert!(history(&flagged, true, 620, 120).find("mark-flag").is_some());
    }

    #[test]
    fn the_newest_month_always_has_its_name() {
        let names: Vec<String> = (0..40).map(|month| month.to_string()).collect();
        let drawing = month_names(&names, 620);
        assert!(drawing.shapes.len() < 20);
        assert!(matches!(drawing.shapes.last(), Some(Shape::Text { text, .. }) if text == "39"));
    }
}
