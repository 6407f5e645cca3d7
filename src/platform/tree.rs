//! A piece of a page as a plain value, and the nodes that show it.
//!
//! For views that must weigh little, and for those that never change: a [`Tree`] is made of values alone, and
//! one piece of code, the same for all views, makes nodes of it and later brings them up to date. Texts become
//! text nodes and attributes attributes; nothing is ever read as markup.

mod shown;

use std::{borrow::Cow, rc::Rc};

use web_sys::Event;

pub use shown::Shown;

/// A text of the page; most are known when the page is built.
pub type Words = Cow<'static, str>;

/// What happens at an event.
pub(crate) type Listener = Rc<dyn Fn(&Event)>;

/// A text or an element.
pub enum Tree {
    /// A text.
    Text(Words),
    /// An element with what is in it.
    Element(Branch),
}

/// An element with what is in it.
pub struct Branch {
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Words)>,
    checked: Option<bool>,
    listener: Option<(&'static str, Listener)>,
    children: Vec<Tree>,
}

/// An element without anything. What is in an `svg` is SVG too.
pub fn element(tag: &'static str) -> Branch {
    Branch { tag, key: None, attributes: Vec::new(), checked: None, listener: None, children: Vec::new() }
}

impl Branch {
    /// With a class. An element only ever takes the place of one with the same class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// With an attribute.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<Words>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute, where there is a value for it.
    #[must_use]
    pub fn maybe<W: Into<Words>>(self, name: &'static str, value: Option<W>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Which one of its kind it is: it stays the same node wherever it moves among its neighbors.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    /// A checkbox that is ticked or not.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Listens to an event; an element listens to one.
    #[must_use]
    pub fn on(mut self, event: &'static str, listener: impl Fn(&Event) + 'static) -> Self {
        self.listener = Some((event, Rc::new(listener)));
        self
    }

    /// With one more child.
    #[must_use]
    pub fn child(mut self, child: impl Into<Tree>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With more children, or with one where there is one.
    #[must_use]
    pub fn children<T: Into<Tree>>(mut self, children: impl IntoIterator<Item = T>) -> Self {
        for child in children {
            self.children.push(child.into());
        }
        self
    }

    fn class_name(&self) -> Option<&str> {
        class_name(&self.attributes)
    }
}

fn class_name<'a>(attributes: &'a [(&'static str, Words)]) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| *name == "class").map(|(_, value)| &**value)
}

impl From<Branch> for Tree {
    fn from(branch: Branch) -> Self {
        Self::Element(branch)
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&'static str> for Tree {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}
