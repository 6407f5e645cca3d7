//! The engines of a host page: elements that name the same data share one, and it ends with the last of them.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use leptos::prelude::*;

use crate::{
    client::{Client, Door, Source},
    domain::network::Network,
    state::{CatalogueState, Notices},
};

thread_local! {
    static DOORS: RefCell<Vec<Door>> = const { RefCell::new(Vec::new()) };
    static OPEN: RefCell<Vec<(Key, Weak<Engine>)>> = const { RefCell::new(Vec::new()) };
    /// Above all engines: made outside every element, so that it outlives each.
    static ROOT: Owner = Owner::new();
}

/// What makes two elements' data the same: the address, and the network of profiles that do not say.
type Key = (String, Option<Network>);

/// Says how engines are started from now on, best way first. Call it before the first element is there.
pub fn open_doors(doors: Vec<Door>) {
    ROOT.with(|_| DOORS.set(doors));
}

/// An engine with a catalogue, kept by the elements that show it.
pub(super) struct Engine {
    pub(super) client: Client,
    pub(super) catalogue: CatalogueState,
    /// Keeps the signals of the catalogue; belongs to no element, because any of them may go first.
    owner: Owner,
}

impl Engine {
    /// The engine that holds this data, or a new one; `None` where the address is no http(s) address.
    pub(super) fn of(address: &str, network: Option<Network>) -> Option<Rc<Self>> {
        let mut source = Source::address(address)?;
        source.network = network;
        let key = (source.href()?.to_owned(), network);
        OPEN.with_borrow_mut(|open| {
            open.retain(|(_, engine)| engine.strong_count() > 0);
            let known = open.iter().find(|(known, _)| *known == key);
            if let Some(engine) = known.and_then(|(_, engine)| engine.upgrade()) {
                return Some(engine);
            }
            let engine = Rc::new(Self::start(source));
            open.push((key, Rc::downgrade(&engine)));
            Some(engine)
        })
    }

    fn start(source: Source) -> Self {
        let client = Client::start(DOORS.with_borrow(Clone::clone));
        let owner = ROOT.with(Owner::child);
        let catalogue = owner.with(|| CatalogueState::new(client.clone(), Notices::new()));
        owner.with(|| catalogue.open(source));
        Self { client, catalogue, owner }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.client.close();
        self.owner.cleanup();
    }
}
