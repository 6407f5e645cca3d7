//! Where the query lives outside memory: the address bar of a page, the memory of an embedded element.

use std::cell::RefCell;

/// A place that holds the text of the query.
pub trait Address {
    /// The text, without `#`.
    fn read(&self) -> String;
    /// Puts a text in place of the last one.
    fn replace(&self, text: &str);
    /// Puts a text in place and makes the last one reachable by one step back.
    fn push(&self, text: &str);
    /// Calls back whenever the text changed by other means: a step back, an edited address.
    fn listen(&self, on_change: Box<dyn Fn()>);
}

/// The address of an element that has no address bar: a text in memory, without a history.
#[derive(Debug, Default)]
pub struct Memory(RefCell<String>);

impl Memory {
    /// A memory that begins with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(RefCell::new(text.into()))
    }
}

impl Address for Memory {
    fn read(&self) -> String {
        self.0.borrow().clone()
    }

    fn replace(&self, text: &str) {
        text.clone_into(&mut self.0.borrow_mut());
    }

    fn push(&self, text: &str) {
        self.replace(text);
    }

    fn listen(&self, _on_change: Box<dyn Fn()>) {}
}
