//! One element: what the host page asks of it, what the engine answered, and the nodes that show both.
//!
//! Whatever changes, [`Board::refresh`] follows: it asks the engine where the question is a new one, shows the
//! whole anew, and tells the host page what is news to it.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use web_sys::{Element, Node};

use super::{
    Options, Teller,
    engines::{Engine, Status},
    query_text,
    reading::{self, Page, Row},
    view,
};
use crate::{
    failure::{Code, Failure},
    i18n::Text,
    platform::{task, tree::Shown},
};

/// An element with its content.
pub struct Board {
    node: Element,
    teller: Teller,
    state: RefCell<State>,
    shown: RefCell<Option<Shown>>,
    /// Whether nodes are being changed, which may call the host page and through it this again.
    is_drawing: Cell<bool>,
    is_stale: Cell<bool>,
}

/// Everything that decides what is shown.
pub(super) struct State {
    pub(super) options: Options,
    /// The engine with the data, where an address names it.
    pub(super) engine: Option<Rc<Engine>>,
    /// The query, which the visitor may have freed of a filter.
    pub(super) query: String,
    /// The newest answer.
    pub(super) page: Option<Rc<Page>>,
    /// Why the newest question has no answer.
    pub(super) refusal: Option<Failure>,
    /// Whether an answer is being computed.
    pub(super) is_asking: bool,
    /// Ids of profiles that carry a mark of the visitor. The host page owns both sets; nothing is stored.
    pub(super) bookmarks: Vec<String>,
    pub(super) compared: Vec<String>,
    /// The newest question: its text and the catalogue that it is asked of.
    asked: Option<(String, u32)>,
    /// Counts questions; a late answer to an older one is dropped.
    number: u32,
    /// Whether the host page has yet to hear of the answer.
    is_news: bool,
    /// The sentences about what is wrong that the host page has heard, with their codes.
    told: Vec<(&'static str, String)>,
}

impl State {
    /// The texts in the element's language.
    pub(super) fn text(&self) -> Text {
        Text::of(self.options.locale)
    }

    /// Why the data could not be opened.
    pub(super) fn loss(&self) -> Option<Failure> {
        match self.engine.as_ref()?.status() {
            Status::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

impl Board {
    /// Puts the content into a node.
    pub fn new(node: Element, options: Options, teller: Teller) -> Rc<Self> {
        let state = State {
            query: options.query.clone(),
            bookmarks: options.bookmarks.clone(),
            compared: options.compared.clone(),
            options,
            engine: None,
            page: None,
            refusal: None,
            is_asking: false,
            asked: None,
            number: 0,
            is_news: false,
            told: Vec::new(),
        };
        let this = Rc::new(Self {
            node,
            teller,
            state: RefCell::new(state),
            shown: RefCell::default(),
            is_drawing: Cell::new(false),
            is_stale: Cell::new(false),
        });
        this.connect();
        this.refresh();
        this
    }

    /// The host page asks for something else.
    pub fn update(self: &Rc<Self>, options: Options) {
        let is_other_data = {
            let mut state = self.state.borrow_mut();
            let before = std::mem::replace(&mut state.options, options);
            let State { options, query, bookmarks, compared, .. } = &mut *state;
            if before.query != options.query {
                query.clone_from(&options.query);
            }
            bookmarks.clone_from(&options.bookmarks);
            compared.clone_from(&options.compared);
            if before.locale != options.locale {
                state.told.clear();
            }
            before.data != state.options.data
        };
        if is_other_data {
            self.connect();
        }
        self.refresh();
    }

    /// Finds the engine with the data; what another one answered is of no more use.
    fn connect(self: &Rc<Self>) {
        let data = self.state.borrow().options.data.clone();
        let engine = Engine::of(data, self);
        let before = {
            let mut state = self.state.borrow_mut();
            let State { query, options, .. } = &mut *state;
            query.clone_from(&options.query);
            (state.page, state.refusal, state.asked) = (None, None, None);
            state.is_asking = false;
            state.is_news = false;
            state.number = state.number.wrapping_add(1);
            state.told.clear();
            std::mem::replace(&mut state.engine, engine)
        };
        drop(before);
    }

    /// Brings everything up to date.
    pub(super) fn refresh(self: &Rc<Self>) {
        self.ask();
        self.is_stale.set(true);
        if self.is_drawing.replace(true) {
            return;
        }
        while self.is_stale.replace(false) {
            self.draw();
        }
        self.is_drawing.set(false);
        self.tell();
    }

    /// Asks the engine, where it has not been asked the same.
    fn ask(self: &Rc<Self>) {
        let (client, text, number) = {
            let mut state = self.state.borrow_mut();
            let Some(engine) = state.engine.clone() else { return };
            let text = query_text::first_rows(&state.query, state.options.limit);
            let key = (engine.version() > 0).then_some((text, engine.version()));
            if key == state.asked {
                return;
            }
            state.asked.clone_from(&key);
            let Some((text, _)) = key else { return };
            state.number = state.number.wrapping_add(1);
            state.is_asking = true;
            state.refusal = None;
            (engine.client.clone(), text, state.number)
        };
        let weak = Rc::downgrade(self);
        task::spawn(async move {
            let result = client.run_text(text).await;
            if let Some(board) = weak.upgrade() {
                board.hear(number, result.and_then(|page| reading::page(&page)));
            }
        });
    }

    fn hear(self: &Rc<Self>, number: u32, result: Result<Page, Failure>) {
        {
            let mut state = self.state.borrow_mut();
            if state.number != number {
                return;
            }
            match result {
                Ok(page) => {
                    state.page = Some(Rc::new(page));
                    state.is_news = true;
                }
                // The engine is about to be asked anew.
                Err(failure) if failure.code == Code::Superseded => return,
                Err(failure) => state.refusal = Some(failure),
            }
            state.is_asking = false;
        }
        self.refresh();
    }

    fn draw(self: &Rc<Self>) {
        let tree = view::widget(&self.state.borrow(), self);
        // Not held while nodes change: that may call the host page.
        let before = self.shown.borrow_mut().take();
        let shown = match before {
            Some(mut shown) => {
                shown.update(tree.into());
                Some(shown)
            }
            None => {
                let shown =
                    self.node.owner_document().and_then(|document| Shown::new(&document, tree.into()));
                let root: &Node = &self.node;
                shown.inspect(|shown| drop(root.append_child(shown.node())))
            }
        };
        *self.shown.borrow_mut() = shown;
    }

    /// Tells the host page what is news to it.
    fn tell(&self) {
        let (wrong, news) = {
            let mut state = self.state.borrow_mut();
            let wrong = view::faults(&state);
            let before = std::mem::replace(&mut state.told, wrong.clone());
            let news = std::mem::take(&mut state.is_news).then(|| state.page.clone()).flatten();
            let profiles = state.engine.as_ref().map_or(0, |engine| engine.profiles());
            let wrong: Vec<_> = wrong.into_iter().filter(|fault| !before.contains(fault)).collect();
            (wrong, news.map(|page| (page, profiles)))
        };
        for (code, says) in wrong {
            self.teller.error(code, &says);
        }
        if let Some((page, profiles)) = news {
            self.teller.ready(&page, profiles);
        }
    }

    /// The visitor tries again what failed.
    pub(super) fn retry(self: &Rc<Self>) {
        let (is_lost, engine) = {
            let mut state = self.state.borrow_mut();
            let is_lost = state.loss().is_some();
            if !is_lost {
                state.asked = None;
            }
            (is_lost, state.engine.clone())
        };
        match engine {
            Some(engine) if is_lost => engine.retry(),
            _ => self.refresh(),
        }
    }

    /// The visitor lifts a filter.
    pub(super) fn lift(self: &Rc<Self>, key: &str) {
        {
            let mut state = self.state.borrow_mut();
            state.query = query_text::without(&state.query, &[key]);
        }
        self.refresh();
    }

    /// The visitor chooses a profile; says whether a link to it may be followed.
    pub(super) fn select(&self, row: &Row, href: Option<&str>) -> bool {
        self.teller.select(row, href)
    }

    /// The visitor marks a profile or takes the mark away, where the host page lets it happen.
    pub(super) fn switch(self: &Rc<Self>, mark: Mark, row: &Row) {
        let on = !mark.set(&mut self.state.borrow_mut()).contains(&row.id);
        if self.teller.switch(mark.as_str(), row, on) {
            let mut state = self.state.borrow_mut();
            let set = mark.set(&mut state);
            if on {
                set.push(row.id.clone());
            } else {
                set.retain(|id| *id != row.id);
            }
        }
        // A host page that does not let it happen gets a ticked box back as it was.
        self.refresh();
    }

    /// For what happens later, if the element is still there by then.
    pub(super) fn later<F>(self: &Rc<Self>, act: F) -> impl Fn() + 'static + use<F>
    where
        F: Fn(&Rc<Self>) + 'static,
    {
        let weak: Weak<Self> = Rc::downgrade(self);
        move || {
            if let Some(board) = weak.upgrade() {
                act(&board);
            }
        }
    }
}

/// A mark that a visitor can put on a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bookmark,
    Compare,
}

impl Mark {
    /// The name of its event.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Bookmark => "bookmark",
            Self::Compare => "compare",
        }
    }

    fn set(self, state: &mut State) -> &mut Vec<String> {
        match self {
            Self::Bookmark => &mut state.bookmarks,
            Self::Compare => &mut state.compared,
        }
    }
}
