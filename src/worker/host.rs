//! The message loop behind the engine: of a worker, or of a port on a page that allows no worker.
//!
//! Invariant: every request is answered once, unless the engine crashes, which is told instead.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{AbortController, AbortSignal, File, MessageEvent, MessagePort};

use super::{
    Desk,
    keep::Copy,
    load::{self, From, Load, Loaded, Told},
    opened::Keeping,
    pause::pause,
    relay::Relay,
    rest::fetch as fetch_rest,
};
use crate::{
    archive::Archive,
    domain::money::Rates,
    failure::{Code, Failure},
    intake::{self, Catalogue},
    protocol::{Answer, BUILD, Call, Keep, Message, Place, Request},
    rest,
};

/// Bytes that are read on the page's own thread, which stands still meanwhile. Profiles of the contract have
/// about a thousand bytes each.
const MOST_BYTES_ON_PAGE: u64 = 64 << 20;

/// How long nobody asks anything before a catalogue is kept.
const QUIET_MS: i32 = 500;

/// Copies that a server is asked about after a visit opened them.
const MOST_COMPARED: usize = 50;

thread_local! {
    /// Where to say that the engine crashed: more than one line only on a page.
    static LINES: RefCell<Vec<MessagePort>> = const { RefCell::new(Vec::new()) };
}

/// Answers messages from now on; says first that it is ready. Without a port it is a worker's own.
/// `most` is the number of profiles above which a catalogue is refused, for an engine on the page's thread.
/// `arrow` loads the module that reads Arrow as well; this one hands over to it when such data is opened.
pub fn serve(port: Option<MessagePort>, most: Option<u32>, arrow: Option<Function>) {
    std::panic::set_hook(Box::new(|info| {
        let message = Message::Crashed { detail: info.to_string() };
        LINES.with_borrow(|lines| lines.iter().for_each(|line| post(line, &message)));
    }));
    // A worker's scope speaks and listens as a port does.
    let line: MessagePort = port.unwrap_or_else(|| js_sys::global().unchecked_into());
    LINES.with_borrow_mut(|lines| lines.push(line.clone()));
    let host = Rc::new(Host {
        relay: Relay::new(line.clone(), most, arrow),
        line,
        most,
        desk: RefCell::default(),
        loading: RefCell::default(),
        loads: Cell::default(),
        calls: Cell::default(),
        keeping: RefCell::default(),
        ear: RefCell::default(),
    });
    let ear = Rc::clone(&host);
    let on_message = Ear::new(move |event: MessageEvent| ear.hear(&event));
    host.line.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    host.ear.replace(Some(on_message));
    post(&host.line, &Message::Ready { build: BUILD.to_owned() });
}

/// What hears the messages of a line.
type Ear = Closure<dyn Fn(MessageEvent)>;

struct Host {
    line: MessagePort,
    /// The way to an engine that reads what this one does not.
    relay: Relay,
    /// Profiles that a catalogue may have; any number in a worker.
    most: Option<u32>,
    desk: RefCell<Desk>,
    /// Stops the load that is on its way.
    loading: RefCell<Option<AbortController>>,
    /// Counts loads; only the newest may open its catalogue.
    loads: Cell<u32>,
    /// Counts what was asked.
    calls: Cell<u32>,
    /// The catalogue that is open, where it is to be kept once somebody was answered.
    keeping: RefCell<Option<Keeping>>,
    /// Listens for as long as the line is open.
    ear: RefCell<Option<Ear>>,
}

impl Host {
    fn hear(self: &Rc<Self>, event: &MessageEvent) {
        if event.data().is_null() {
            return self.close();
        }
        if self.relay.passes(&event.data()) {
            return;
        }
        let parts: Array = event.data().unchecked_into();
        let text = parts.get(0).as_string().unwrap_or_default();
        let Some(Request { id, call }) = Request::of(&text) else {
            // Without a number there is nothing to answer to.
            return;
        };
        match call {
            Call::Load { sources, fx, policy, origins, keep } => {
                let mut files = parts.iter().skip(1).filter_map(|file| file.dyn_into::<File>().ok());
                let from = |place: Place| {
                    let from = match &place.address {
                        Some(address) => From::Address(address.clone()),
                        None => From::Blob(files.next()?.into()),
                    };
                    Some((place, from))
                };
                let sources = sources.into_iter().map_while(from).collect();
                self.load((id, event.data()), sources, (origins, keep), (fx, policy));
            }
            Call::Cancel => {
                self.stop_loading();
                self.desk.borrow_mut().stop();
                self.answer(id, Ok(Answer::Done));
            }
            Call::Prepare => {
                let host = Rc::clone(self);
                wasm_bindgen_futures::spawn_local(async move {
                    // Where it does not come, that is told when it is needed.
                    fetch_rest().await;
                    host.answer(id, Ok(Answer::Done));
                });
            }
            Call::Kept | Call::ForgetKept => {
                let host = Rc::clone(self);
                wasm_bindgen_futures::spawn_local(async move {
                    if call == Call::ForgetKept {
                        load::forget_kept().await;
                    }
                    host.answer(id, Ok(Answer::Kept(load::kept().await)));
                });
            }
            Call::Explain { .. } | Call::Profiles { .. } | Call::Export(_) if !rest::is_here() => {
                let host = Rc::clone(self);
                wasm_bindgen_futures::spawn_local(async move {
                    fetch_rest().await;
                    host.ask(id, call);
                });
            }
            call => self.ask(id, call),
        }
    }

    /// Answers what the desk knows.
    fn ask(self: &Rc<Self>, id: u32, call: Call) {
        self.calls.set(self.calls.get().wrapping_add(1));
        self.answer(id, self.desk.borrow_mut().answer(call));
        self.keep_catalogue();
    }

    /// The other end is gone: nothing may stay behind on a page that goes on.
    fn close(&self) {
        self.stop_loading();
        self.relay.close();
        self.line.set_onmessage(None);
        self.line.close();
        LINES.with_borrow_mut(|lines| lines.retain(|line| *line != self.line));
        self.desk.take();
        self.ear.take();
    }

    fn stop_loading(&self) {
        self.keeping.take();
        self.loads.set(self.loads.get().wrapping_add(1));
        if let Some(controller) = self.loading.take() {
            controller.abort();
        }
        self.relay.stop();
    }

    /// Has the engine with Arrow answer a request to load; where it can, it answers everything from then on.
    fn hand_over(self: &Rc<Self>, id: u32, message: JsValue) {
        let host = Rc::clone(self);
        self.relay.start(id, message, move || drop(host.desk.take()));
    }

    fn load(
        self: &Rc<Self>,
        (id, message): (u32, JsValue),
        sources: Vec<(Place, From)>,
        (origins, keep): (Option<Vec<String>>, Keep),
        (fx, policy): (Rates, String),
    ) {
        self.stop_loading();
        self.desk.borrow_mut().stop();
        let Ok(controller) = AbortController::new() else {
            return self.answer(id, Err(Failure::new(Code::Unsupported)));
        };
        let signal = controller.signal();
        self.loading.replace(Some(controller));
        let number = self.loads.get();
        let (host, first) = (Rc::clone(self), (fx.clone(), policy.clone()));
        let tell = move |told: Told| {
            if host.loads.get() != number {
                return;
            }
            let message = match told {
                Told::Progress(progress) => Message::Progress(progress),
                Told::First(catalogue) => {
                    let loaded = host.desk.borrow_mut().show_first(*catalogue, first.0.clone(), &first.1);
                    Message::First(Box::new(loaded))
                }
            };
            post(&host.line, &message);
        };
        let host = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if keep == Keep::Use {
                let places = sources.iter().map(|(place, _)| place);
                let reopened = load::reopen(places, &fx, origins.as_deref()).await;
                if host.loads.get() != number {
                    return host.answer(id, Err(Failure::new(Code::Superseded)));
                }
                if let Some((engine, copies)) = reopened {
                    let loaded = host.desk.borrow_mut().reopen(engine, &policy);
                    host.answer(id, Ok(Answer::Loaded(Box::new(loaded))));
                    return host.compare(copies, &signal, number).await;
                }
            }
            if host.relay.is_there() && sources.iter().any(|(place, _)| intake::is_arrow_name(&place.name)) {
                // What says that it is Arrow need not be asked for twice.
                host.loading.take();
                return host.hand_over(id, message);
            }
            let bound = host.most.map_or(intake::MAX_BYTES as u64, |_| MOST_BYTES_ON_PAGE);
            let mut copies = Vec::new();
            let limits = (bound, fx);
            let result = match Load::run(sources, limits, origins, keep, signal.clone(), Box::new(tell)).await
            {
                Ok(loaded) if host.loads.get() == number => {
                    let Loaded { catalogue, opening, failures, copies: read, keeping } = loaded;
                    copies = read;
                    if host.relay.is_there() && failures.iter().any(is_arrow) {
                        host.loading.take();
                        return host.hand_over(id, message);
                    }
                    let mut desk = host.desk.borrow_mut();
                    if host.is_too_much(catalogue.as_ref(), &failures) {
                        desk.stop();
                        Err(Failure::new(Code::NeedsWorker))
                    } else {
                        let opened = desk.open((catalogue, failures), opening, &policy);
                        // The catalogue before is another one.
                        host.keeping.replace(keeping.filter(|_| opened.is_ok()));
                        opened
                    }
                }
                Ok(_) => Err(Failure::new(Code::Superseded)),
                Err(failure) => Err(failure),
            };
            host.answer(id, result.map(|loaded| Answer::Loaded(Box::new(loaded))));
            host.compare(copies, &signal, number).await;
        });
    }

    /// Keeps the catalogue for the next visit, once, and while nobody asks anything: a large one takes so long to write
    /// that an answer would be late.
    fn keep_catalogue(self: &Rc<Self>) {
        let Some(keeping) = self.keeping.take() else { return };
        let (host, number) = (Rc::clone(self), self.loads.get());
        wasm_bindgen_futures::spawn_local(async move {
            let mut n_before = None;
            while n_before.replace(host.calls.get()) != Some(host.calls.get()) {
                pause(QUIET_MS).await;
            }
            if host.loads.get() != number {
                return;
            }
            let write = |archive: &mut Archive<'_>| {
                host.loads.get() == number && host.desk.borrow_mut().archive(archive)
            };
            keeping.keep(write).await;
        });
    }

    /// Says so where the server has other data than the copies that were opened.
    async fn compare(&self, copies: Vec<Copy>, signal: &AbortSignal, number: u32) {
        for copy in copies.iter().take(MOST_COMPARED) {
            let is_outdated = copy.is_outdated(signal).await;
            if self.loads.get() != number {
                return;
            }
            if is_outdated {
                return post(&self.line, &Message::Outdated);
            }
        }
    }

    /// Whether it would hold the page's thread for too long.
    fn is_too_much(&self, catalogue: Option<&Catalogue>, failures: &[Failure]) -> bool {
        let count = catalogue.map_or(0, |catalogue| catalogue.profiles.len());
        let is_too_large = |failure: &Failure| failure.code == Code::TooLarge;
        self.most.is_some_and(|most| count > most as usize || failures.iter().any(is_too_large))
    }

    fn answer(&self, id: u32, result: Result<Answer, Failure>) {
        post(&self.line, &Message::Answer { id, result });
    }
}

/// Whether a source turned out to be Arrow.
fn is_arrow(failure: &Failure) -> bool {
    failure.code == Code::NeedsArrow
}

fn post(line: &MessagePort, message: &Message) {
    // A text can always be posted.
    line.post_message(&message.text().into()).ok();
}
