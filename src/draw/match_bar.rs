//! The match bar: solid to the lower bound, hatched to the upper, a tick at the estimate.

use super::{Drawing, pen::Pen, scale::Scale};

/// The three numbers of a match or of one of its parts, 0–1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// Lower bound.
    pub low: u16,
    /// Estimate.
    pub estimate: u16,
    /// Upper bound.
    pub high: u16,
}

/// What a bar has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Lower and upper bound agree.
    Certain,
    /// Something between the bounds is unknown.
    Uncertain,
    /// Nothing is known: the bounds are those of the scale.
    Unknown,
    /// Nothing is asked.
    NotAsked,
}

impl Bounds {
    /// The state of a bar that shows these numbers; `asked` says whether there is a demand at all.
    pub const fn state(&self, asked: bool) -> State {
        match (asked, self.low, self.high) {
            (false, ..) => State::NotAsked,
            (true, 0, 1000) => State::Unknown,
            (true, low, high) if low >= high => State::Certain,
            _ => State::Uncertain,
        }
    }
}

/// Draws the bar. The estimate's tick stands above and below the track by 3 px.
pub fn match_bar(bounds: Bounds, asked: bool, width: i32, height: i32) -> Drawing {
    let mut drawing = Drawing::new(width, height);
    let (length, tall) = (f64::from(width), f64::from(height));
    let (top, thick) = (3.0, tall - 6.0);
    let state = bounds.state(asked);
    if state == State::NotAsked {
        let mut pen = Pen::default();
        pen.outline(0.0, top, length, thick);
        drawing.path("mark-room", pen.done());
        return drawing;
    }
    let scale = Scale::score(length);
    let [low, estimate, high] =
        [bounds.low, bounds.estimate, bounds.high].map(|score| scale.at(f64::from(score)));
    let [mut track, mut solid, mut hatch, mut edge] = <[Pen; 4]>::default();
    track.rect(0.0, top, length, thick);
    solid.rect(0.0, top, low, thick);
    hatch.hatch(low, top, high - low, thick);
    edge.outline(low, top, high - low, thick);
    drawing.path("mark-track", track.done());
    drawing.path("mark-low", solid.done());
    drawing.path("mark-high", hatch.done());
    drawing.path("mark-high-edge", edge.done());
    if state != State::Unknown {
        // The halo parts the tick from what lies under it; both stay on the drawing.
        let tick = (estimate - 1.0).clamp(0.0, length - 2.0);
        let [mut halo, mut mark] = <[Pen; 2]>::default();
        halo.rect((tick - 1.5).max(0.0), 0.0, (tick + 3.5).min(length) - (tick - 1.5).max(0.0), tall);
        mark.rect(tick, 0.0, 2.0, tall);
        drawing.path("mark-halo", halo.done());
        drawing.path("mark-tick", mark.done());
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURE: Bounds = Bounds { low: 600, estimate: 600, high: 600 };

    #[test]
    fn a_certain_match_has_no_hatching() {
        let drawing = match_bar(SURE, true, 100, 14);
        assert_eq!(SURE.state(true), State::Certain);
        assert_eq!(drawing.find("mark-low"), Some("M0 3h60v8h-60z"));
        assert_eq!(drawing.find("mark-high"), None);
        assert!(drawing.find("mark-tick").is_some());
    }

    #[test]
    fn an_uncertain_match_is_solid_to_low_and_hatched_to_high() {
        let bounds = Bounds { low: 500, estimate: 600, high: 800 };
        let drawing = match_bar(bounds, true, 100, 14);
        assert_eq!(drawing.find("mark-low"), Some("M0 3h50v8h-50z"));
        assert_eq!(drawing.find("mark-high-edge"), Some("M50.5 3.5h29v7h-29z"));
        assert_eq!(drawing.find("mark-tick"), Some("M59 0h2v14h-2z"));
    }

    #[test]
    fn where_nothing_is_known_all_is_hatched_and_no_estimate_is_drawn() {
        let bounds = Bounds { low: 0, estimate: 300, high: 1000 };
        let drawing = match_bar(bounds, true, 100, 14);
        assert_eq!(drawing.find("mark-low"), None);
        assert!(drawing.find("mark-high").is_some());
        assert_eq!(drawing.find("mark-tick"), None);
    }

    #[test]
    fn where_nothing_is_asked_only_a_dotted_track_is_drawn() {
        let drawing = match_bar(SURE, false, 100, 14);
        assert_eq!(drawing.shapes.len(), 1);
        assert!(drawing.find("mark-room").is_some());
    }

    #[test]
    fn the_tick_stays_on_the_drawing_at_both_ends() {
        let bounds = Bounds { low: 1000, estimate: 1000, high: 1000 };
        assert_eq!(match_bar(bounds, true, 100, 14).find("mark-tick"), Some("M98 0h2v14h-2z"));
        let nothing = Bounds::default();
        assert_eq!(match_bar(nothing, true, 100, 14).find("mark-tick"), Some("M0 0h2v14h-2z"));
    }
}
