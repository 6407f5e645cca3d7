//! Starts the page: fetches what a start needs, then replaces the still page of index.html.

use accord::{
    platform::task,
    state::Boot,
    ui::app::{App, AppProps},
};
use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    task::spawn(async {
        let boot = Boot::load().await;
        // The still page stands until the real one can take its place in the same frame.
        if let Some(still) = document().get_element_by_id("boot") {
            still.remove();
        }
        mount_to_body(move || App(AppProps { boot }));
    });
}
