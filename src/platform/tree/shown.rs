//! The nodes that show a tree, and how they become those of another one.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Document, Element, Event, HtmlInputElement, Node};

use super::{Branch, Listener, Tree, Words, class_name};

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// A tree on the page. Nothing listens any more when it is dropped; its nodes stay where they are.
pub struct Shown {
    node: Node,
    kind: Kind,
}

enum Kind {
    Text(Words),
    Element(Held),
}

/// What is known of an element on the page.
struct Held {
    element: Element,
    is_svg: bool,
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Words)>,
    ear: Option<Ear>,
    children: Vec<Shown>,
}

/// What listens on an element. The listener changes with every tree, the browser's end of it does not.
struct Ear {
    element: Element,
    event: &'static str,
    listener: Rc<RefCell<Listener>>,
    closure: Closure<dyn Fn(Event)>,
}

impl Shown {
    /// Nodes for a tree, on no page yet. `None` where the browser makes no such element.
    pub fn new(document: &Document, tree: Tree) -> Option<Self> {
        build(document, tree, false)
    }

    /// The outermost node.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// Shows another tree, in the same nodes as far as they fit.
    pub fn update(&mut self, tree: Tree) {
        if self.fits(&tree) {
            return self.change(tree);
        }
        let next = self.node.owner_document().and_then(|document| build(&document, tree, false));
        if let Some(next) = next {
            if let Some(parent) = self.node.parent_node() {
                // Fails for a node that is not there.
                parent.replace_child(&next.node, &self.node).ok();
            }
            *self = next;
        }
    }

    fn fits(&self, tree: &Tree) -> bool {
        match (&self.kind, tree) {
            (Kind::Text(_), Tree::Text(_)) => true,
            (Kind::Element(held), Tree::Element(branch)) => {
                held.tag == branch.tag
                    && held.key == branch.key
                    && class_name(&held.attributes) == branch.class_name()
            }
            _ => false,
        }
    }

    /// Makes of the nodes those of a tree that fits.
    fn change(&mut self, tree: Tree) {
        match (&mut self.kind, tree) {
            (Kind::Text(text), Tree::Text(words)) if *text != words => {
                self.node.set_text_content(Some(&words));
                *text = words;
            }
            (Kind::Element(held), Tree::Element(branch)) => held.change(branch),
            // The same text, or nothing that fits.
            _ => {}
        }
    }
}

impl Held {
    fn change(&mut self, branch: Branch) {
        let Branch { attributes, checked, listener, children, .. } = branch;
        for (name, value) in &attributes {
            if !self.attributes.iter().any(|known| known.0 == *name && known.1 == *value) {
                // Fails only for a name that no attribute can have.
                self.element.set_attribute(name, value).ok();
            }
        }
        for (name, _) in &self.attributes {
            if !attributes.iter().any(|(kept, _)| kept == name) {
                self.element.remove_attribute(name).ok();
            }
        }
        self.attributes = attributes;
        check(&self.element, checked);
        match (&self.ear, listener) {
            (Some(ear), Some((event, listener))) if ear.event == event => {
                *ear.listener.borrow_mut() = listener;
            }
            (_, listener) => {
                self.ear = listener.map(|(event, listener)| Ear::new(&self.element, event, listener));
            }
        }
        self.set_children(children);
    }

    /// Children that fit stay; the others go, and new ones come, each in its place.
    fn set_children(&mut self, trees: Vec<Tree>) {
        let Some(document) = self.element.owner_document() else { return };
        let mut before = std::mem::take(&mut self.children);
        for tree in trees {
            let shown = match before.iter().position(|shown| shown.fits(&tree)) {
                Some(at) => {
                    let mut shown = before.remove(at);
                    shown.change(tree);
                    Some(shown)
                }
                None => build(&document, tree, self.is_svg),
            };
            self.children.extend(shown);
        }
        for gone in before {
            // Fails for a node that somebody else took away.
            self.element.remove_child(&gone.node).ok();
        }
        let mut place = self.element.first_child();
        for child in &self.children {
            if place.as_ref() == Some(&child.node) {
                place = child.node.next_sibling();
            } else {
                self.element.insert_before(&child.node, place.as_ref()).ok();
            }
        }
    }
}

fn build(document: &Document, tree: Tree, is_svg: bool) -> Option<Shown> {
    let branch = match tree {
        Tree::Text(text) => {
            let node = document.create_text_node(&text).into();
            return Some(Shown { node, kind: Kind::Text(text) });
        }
        Tree::Element(branch) => branch,
    };
    let is_svg = is_svg || branch.tag == "svg";
    let element = if is_svg {
        document.create_element_ns(Some(SVG), branch.tag)
    } else {
        document.create_element(branch.tag)
    };
    let element = element.ok()?;
    let mut held = Held {
        element: element.clone(),
        is_svg,
        tag: branch.tag,
        key: branch.key.clone(),
        attributes: Vec::new(),
        ear: None,
        children: Vec::new(),
    };
    held.change(branch);
    Some(Shown { node: element.into(), kind: Kind::Element(held) })
}

fn check(element: &Element, checked: Option<bool>) {
    if let (Some(checked), Some(input)) = (checked, element.dyn_ref::<HtmlInputElement>()) {
        input.set_checked(checked);
    }
}

impl Ear {
    fn new(element: &Element, event: &'static str, listener: Listener) -> Self {
        let listener = Rc::new(RefCell::new(listener));
        let now = Rc::clone(&listener);
        let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            // Not held while it runs: it may well show another tree.
            let listener = now.borrow().clone();
            listener(&event);
        });
        // Fails for no event's name.
        element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).ok();
        Self { element: element.clone(), event, listener, closure }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.element
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref())
            .ok();
    }
}
