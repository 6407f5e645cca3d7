//! The engines of a host page: elements that name the same data share one, and it ends with the last of them.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use super::{
    board::Board,
    options::Data,
    reading::{self, Loaded},
};
use crate::{
    client::{Client, Door, Event, Source},
    domain::money::Rates,
    failure::Failure,
    platform::task,
    protocol::{Keep, Progress},
};

thread_local! {
    static DOORS: RefCell<Vec<Door>> = const { RefCell::new(Vec::new()) };
    static OPEN: RefCell<Vec<Weak<Engine>>> = const { RefCell::new(Vec::new()) };
}

/// Says how engines are started from now on, best way first. Call it before the first element is there.
pub fn open_doors(doors: Vec<Door>) {
    DOORS.set(doors);
}

/// An engine with a catalogue, kept by the elements that show it.
pub(super) struct Engine {
    pub(super) client: Client,
    source: Source,
    rates: Rates,
    status: RefCell<Status>,
    /// What is in the engine.
    loaded: RefCell<Loaded>,
    /// Counts the catalogues that the engine had; 0 before the first.
    version: Cell<u32>,
    /// Counts attempts; a late result of an older one is dropped.
    attempt: Cell<u32>,
    /// The elements that show it; one that is gone is forgotten at the next news.
    boards: RefCell<Vec<Weak<Board>>>,
}

/// How loading is doing.
#[derive(Clone)]
pub(super) enum Status {
    /// Being fetched and read.
    Loading(Progress),
    /// In the engine.
    Ready,
    /// Could not be opened.
    Failed(Failure),
}

impl Engine {
    /// The engine that holds this data, or a new one, which tells an element its news; `None` where the address
    /// is no http(s) address, or there is none.
    pub(super) fn of(data: Data, board: &Rc<Board>) -> Option<Rc<Self>> {
        let Data { source, network, rates } = data;
        let mut source = Source::address(&source?)?;
        source.network = network;
        // Addresses are compared as they were resolved.
        let is_same = |engine: &Self| {
            engine.source.network == network && engine.source.href() == source.href() && engine.rates == rates
        };
        let engine = OPEN.with_borrow_mut(|open| {
            open.retain(|engine| engine.strong_count() > 0);
            open.iter().filter_map(Weak::upgrade).find(|engine| is_same(engine))
        });
        let engine = engine.unwrap_or_else(|| {
            let engine = Self::start(source, rates.clone());
            OPEN.with_borrow_mut(|open| open.push(Rc::downgrade(&engine)));
            engine
        });
        engine.boards.borrow_mut().push(Rc::downgrade(board));
        Some(engine)
    }

    fn start(source: Source, rates: Rates) -> Rc<Self> {
        let engine = Rc::new(Self {
            client: Client::start(DOORS.with_borrow(Clone::clone)),
            source,
            rates,
            status: RefCell::new(Status::Loading(Progress::default())),
            loaded: RefCell::default(),
            version: Cell::new(0),
            attempt: Cell::new(0),
            boards: RefCell::default(),
        });
        engine.client.configure(engine.rates.clone(), "", Some(Vec::new()));
        engine.load();
        let weak = Rc::downgrade(&engine);
        engine.client.listen(move |event| {
            if let Some(engine) = weak.upgrade() {
                engine.on_event(event);
            }
        });
        engine
    }

    pub(super) fn status(&self) -> Status {
        self.status.borrow().clone()
    }

    pub(super) fn profiles(&self) -> usize {
        self.loaded.borrow().profiles
    }

    /// Sources that could not be read, where others could.
    pub(super) fn failures(&self) -> Vec<Failure> {
        self.loaded.borrow().failures.clone()
    }

    pub(super) fn version(&self) -> u32 {
        self.version.get()
    }

    /// Tries again to open the data.
    pub(super) fn retry(self: &Rc<Self>) {
        self.client.renew();
        self.load();
    }

    fn load(self: &Rc<Self>) {
        let attempt = self.attempt.get().wrapping_add(1);
        self.attempt.set(attempt);
        self.set(Status::Loading(Progress::default()));
        let (client, source, weak) = (self.client.clone(), self.source.clone(), Rc::downgrade(self));
        task::spawn(async move {
            let result = client.load_text(&[source], Keep::No).await;
            if let Some(engine) = weak.upgrade().filter(|engine| engine.attempt.get() == attempt) {
                engine.finish(result.and_then(|loaded| reading::loaded(&loaded)));
            }
        });
    }

    fn finish(&self, result: Result<Loaded, Failure>) {
        match result {
            Ok(loaded) => {
                self.show(loaded);
                self.set(Status::Ready);
            }
            Err(failure) => self.set(Status::Failed(failure)),
        }
    }

    /// The engine has another catalogue now.
    fn show(&self, loaded: Loaded) {
        *self.loaded.borrow_mut() = loaded;
        self.version.set(self.version.get().wrapping_add(1).max(1));
    }

    fn on_event(self: &Rc<Self>, event: Event) {
        match event {
            Event::Progress(progress) => {
                if matches!(*self.status.borrow(), Status::Loading(_)) {
                    self.set(Status::Loading(progress));
                }
            }
            Event::First(loaded) => {
                if let Ok(loaded) = reading::loaded(&loaded) {
                    self.show(loaded);
                    self.set(self.status());
                }
            }
            // An element keeps no copies.
            Event::Outdated => {}
            // The new engine is empty.
            Event::Restarted => self.load(),
            Event::Stopped(failure) => self.set(Status::Failed(failure)),
        }
    }

    fn set(&self, status: Status) {
        *self.status.borrow_mut() = status;
        let boards: Vec<Rc<Board>> = {
            let mut boards = self.boards.borrow_mut();
            boards.retain(|board| board.strong_count() > 0);
            boards.iter().filter_map(Weak::upgrade).collect()
        };
        for board in boards {
            board.refresh();
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.client.close();
    }
}
