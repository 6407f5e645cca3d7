//! The other tabs of the page, and telling them that something changed.

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A line to the other tabs; closes when dropped.
pub struct Tabs {
    channel: BroadcastChannel,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Tabs {
    /// Opens the line; `on_news` gets what other tabs tell. `None` where the browser has none, which costs
    /// nothing but the immediate update.
    pub fn open(on_news: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new("accord").ok()?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                on_news(text);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self { channel, _on_message: on_message })
    }

    /// Tells the other tabs.
    pub fn tell(&self, news: &str) {
        // A channel refuses only when it is closed, and then nobody listens.
        self.channel.post_message(&news.into()).ok();
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
