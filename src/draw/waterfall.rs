//! A waterfall's bar: it starts where the last one ended; solid is earned, hatched unknown, the dotted outline
//! the most that the criterion can give.

use super::{Drawing, pen::Pen, scale::Scale};

/// One step of a waterfall, all in tenths of a point of the match, 0–1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What the steps before have earned.
    pub start: u16,
    /// What this step earns for sure.
    pub low: u16,
    /// What it earns at most.
    pub high: u16,
    /// What it could earn with a full score.
    pub room: u16,
}

/// The steps of a table, each starting at the sum of the lower bounds before it. `parts` holds low, high and
/// room of each.
pub fn steps(parts: impl IntoIterator<Item = (u16, u16, u16)>) -> Vec<Step> {
    let mut start = 0_u16;
    parts
        .into_iter()
        .map(|(low, high, room)| {
            let step = Step { start, low, high, room };
            start = start.saturating_add(low);
            step
        })
        .collect()
}

/// Draws one step on a scale of 0–1000 tenths.
pub fn waterfall_bar(step: Step, width: i32) -> Drawing {
    let mut drawing = Drawing::new(width, 16);
    let scale = Scale::score(f64::from(width));
    let at = |tenths: u16| scale.at(f64::from(tenths));
    let start = at(step.start);
    let low = at(step.start.saturating_add(step.low));
    let high = at(step.start.saturating_add(step.high));
    let room = at(step.start.saturating_add(step.room));
    let [mut grid, mut dotted, mut solid, mut hatch, mut edge, mut tail] = <[Pen; 6]>::default();
    for quarter in [250, 500, 750] {
        grid.line((at(quarter), 0.0), (at(quarter), 16.0));
    }
    dotted.outline(start, 3.0, room - start, 10.0);
    solid.rect(start, 3.0, low - start, 10.0);
    hatch.hatch(low, 3.0, high - low, 10.0);
    edge.outline(low, 3.0, high - low, 10.0);
    tail.line((low, 13.0), (low, 16.0));
    drawing.path("mark-grid", grid.done());
    drawing.path("mark-room", dotted.done());
    drawing.path("mark-low", solid.done());
    drawing.path("mark-high", hatch.done());
    drawing.path("mark-high-edge", edge.done());
    drawing.path("mark-step", tail.done());
    drawing
}

/// The scale over the bars: 0, 50 and 100 points.
pub fn axis(width: i32) -> Drawing {
    let mut drawing = Drawing::new(width, 12);
    drawing.text("start", 0.0, 10.0, "0");
    drawing.text("", f64::from(width) / 2.0, 10.0, "50");
    drawing.text("end", f64::from(width), 10.0, "100");
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bar_starts_where_the_last_one_ended() {
        let steps = steps([(129, 129, 200), (176, 176, 200), (90, 129, 150)]);
        assert_eq!(steps.iter().map(|step| step.start).collect::<Vec<_>>(), [0, 129, 305]);
        let drawing = waterfall_bar(steps[2], 1000);
        assert_eq!(drawing.find("mark-low"), Some("M305 3h90v10h-90z"));
        assert_eq!(drawing.find("mark-high-edge"), Some("M395.5 3.5h38v9h-38z"));
        assert_eq!(drawing.find("mark-room"), Some("M305.5 3.5h149v9h-149z"));
    }

    #[test]
    fn a_step_that_earns_nothing_for_sure_is_all_hatched() {
        let drawing = waterfall_bar(Step { start: 0, low: 0, high: 150, room: 150 }, 1000);
        assert_eq!(drawing.find("mark-low"), None);
        assert!(drawing.find("mark-high").is_some());
    }
}
