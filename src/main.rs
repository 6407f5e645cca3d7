//! Starts the page: fetches what a start needs, then makes the page behind the still one of index.html.

use accord::{
    platform::task,
    state::Boot,
    ui::{
        app::{App, AppProps},
        pages::deferred,
        url,
    },
};
use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    task::spawn(async {
        let page = deferred::fetch_for(url::first_route());
        let boot = Boot::load().await;
        page.await;
        mount_to_body(move || App(AppProps { boot }));
    });
}
