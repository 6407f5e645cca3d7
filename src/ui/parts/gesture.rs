//! One step in the history for a whole gesture: a slide or a typed word is undone by one step back.

use leptos::prelude::*;

use crate::{domain::query::Edit, state::Explore};

/// Sends the edits of one control.
#[derive(Clone, Copy)]
pub struct Gesture {
    explore: Explore,
    moving: StoredValue<bool>,
}

impl Gesture {
    /// For a control at rest.
    pub fn new(explore: Explore) -> Self {
        Self { explore, moving: StoredValue::new(false) }
    }

    /// An edit of the gesture: the first one adds a step to the history, the others change that step.
    pub fn input(self, edit: Edit) {
        if self.moving.get_value() {
            self.explore.edit(edit);
        } else {
            self.moving.set_value(true);
            self.explore.commit(edit);
        }
    }

    /// The control came to rest; the next edit begins another gesture.
    pub fn rest(self) {
        self.moving.set_value(false);
    }
}
