//! Plain trees as views of Leptos: what shows values and never changes by itself needs no view type of its own.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Position, PositionState},
    },
};
use wasm_bindgen::JsCast as _;

use crate::platform::tree::{Branch, Shown};

/// An element as a plain tree, made when it is shown.
pub struct Still(Box<dyn FnOnce() -> Branch + Send>);

/// The view of an element that `make` makes of plain values.
pub fn still(make: impl FnOnce() -> Branch + Send + 'static) -> Still {
    Still(Box::new(make))
}

/// The element on the page.
pub struct StillState {
    shown: Shown,
    element: Element,
}

impl StillState {
    fn new(branch: Branch) -> Self {
        let shown = Shown::new(&document(), branch.into()).expect("an HTML document makes every element");
        let element = shown.node().clone().unchecked_into();
        Self { shown, element }
    }
}

impl Render for Still {
    type State = StillState;

    fn build(self) -> Self::State {
        StillState::new(self.0())
    }

    fn rebuild(self, state: &mut Self::State) {
        state.shown.update(self.0().into());
        state.element = state.shown.node().clone().unchecked_into();
    }
}

impl Mountable for StillState {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Still {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self::Output<NewAttr> {
        self
    }
}

/// Nothing here is ever rendered on a server; the trait belongs to every view.
impl RenderHtml for Still {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}
