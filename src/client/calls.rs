//! Calls to the engine as futures.

use std::{cell::RefCell, rc::Rc};

use futures_channel::oneshot;
use serde::de::DeserializeOwned;
use web_sys::File;

use super::{
    Door, Event, Source,
    link::Link,
    queue::{Latest, Patience},
};
use crate::{
    domain::{
        answer::{Explanation, Page},
        money::Rates,
        profile::Profile,
    },
    failure::{Code, Failure},
    protocol::{self, BUILD, Call, Export, Heard, Keep, Loaded, Request, kind},
};

/// An answer as text, or why there is none.
type Answered = Result<String, Failure>;

type Reply = oneshot::Sender<Answered>;

/// The engine as the page sees it; copies share one worker.
#[derive(Clone)]
pub struct Client(Rc<RefCell<Inner>>);

struct Inner {
    /// Ways to the engine, best first.
    doors: Vec<Door>,
    /// The one in use.
    door: usize,
    link: State,
    next_id: u32,
    /// What waits for its answer, by number of the request.
    pending: Vec<(u32, Reply)>,
    /// What waits for the worker to be ready.
    unsent: Vec<(Request, Vec<File>)>,
    queries: Latest<(String, Reply)>,
    /// Number of the query that runs.
    running: Option<u32>,
    patience: Patience,
    listener: Option<Rc<dyn Fn(Event)>>,
    fx: Rates,
    policy: String,
    origins: Option<Vec<String>>,
}

enum State {
    Starting(Link),
    Ready(Link),
    Stopped(Failure),
}

impl Client {
    /// Starts the engine behind the first door that opens. Never fails: an engine that cannot be started
    /// answers every call with the reason.
    pub fn start(doors: Vec<Door>) -> Self {
        let inner = Inner {
            doors,
            door: 0,
            link: State::Stopped(Failure::new(Code::Unsupported)),
            next_id: 1,
            pending: Vec::new(),
            unsent: Vec::new(),
            queries: Latest::default(),
            running: None,
            patience: Patience::new(),
            listener: None,
            fx: Rates::default(),
            policy: String::new(),
            origins: Some(Vec::new()),
        };
        let this = Self(Rc::new(RefCell::new(inner)));
        this.open_link();
        this
    }

    /// Exchange rates, size policy and the origins that a manifest may name (any where there is no list) for
    /// every load from now on.
    pub fn configure(&self, fx: Rates, policy: &str, origins: Option<Vec<String>>) {
        let mut inner = self.0.borrow_mut();
        inner.fx = fx;
        inner.origins = origins;
        policy.clone_into(&mut inner.policy);
    }

    /// Hears what the engine tells without being asked; one listener at a time.
    pub fn listen(&self, listener: impl Fn(Event) + 'static) {
        self.0.borrow_mut().listener = Some(Rc::new(listener));
        let stopped = match &self.0.borrow().link {
            State::Stopped(failure) => Some(failure.clone()),
            _ => None,
        };
        if let Some(failure) = stopped {
            self.tell(Event::Stopped(failure));
        }
    }

    /// Opens data as one catalogue, in place of the one before.
    pub async fn load(&self, sources: &[Source], keep: Keep) -> Result<Loaded, Failure> {
        let kind::Loaded::Loaded(loaded) = protocol::decode(&self.load_text(sources, keep).await?)?;
        Ok(*loaded)
    }

    /// The same, as the text of [`kind::Loaded`].
    pub async fn load_text(&self, sources: &[Source], keep: Keep) -> Result<String, Failure> {
        let files = sources.iter().filter_map(|source| source.opened_file().cloned()).collect();
        let call = {
            let inner = self.0.borrow();
            Call::Load {
                sources: sources.iter().map(Source::place).collect(),
                fx: inner.fx.clone(),
                policy: inner.policy.clone(),
                origins: inner.origins.clone(),
                keep,
            }
        };
        text(self.send(call, files)).await
    }

    /// How many copies of fetched data the browser has, after throwing them away where that is wished.
    pub async fn kept(&self, forget: bool) -> Result<usize, Failure> {
        let call = if forget { Call::ForgetKept } else { Call::Kept };
        let kind::Kept::Kept(count) = self.call(call, Vec::new()).await?;
        Ok(count)
    }

    /// The reader asks for something new: an engine that stopped is started again, and may crash once more.
    pub fn renew(&self) {
        self.0.borrow_mut().patience.renew();
        if matches!(self.0.borrow().link, State::Stopped(_)) {
            self.0.borrow_mut().door = 0;
            self.open_link();
        }
    }

    /// Ends the engine. What waits for an answer is told that nobody wants it any more.
    pub fn close(&self) {
        let gone = Failure::new(Code::Superseded);
        let (link, listener) = {
            let mut inner = self.0.borrow_mut();
            let link = std::mem::replace(&mut inner.link, State::Stopped(gone.clone()));
            (link, inner.listener.take())
        };
        drop((link, listener));
        self.fail_all(&gone);
    }

    /// Has the engine fetch what it may need later; nobody waits for it.
    pub fn prepare(&self) {
        drop(self.send(Call::Prepare, Vec::new()));
    }

    /// Stops loading; the load in question fails as superseded.
    pub fn cancel_load(&self) {
        // Nobody waits for the answer.
        drop(self.send(Call::Cancel, Vec::new()));
    }

    /// The page of results of a query. A query that a newer one replaces fails as superseded.
    pub async fn run(&self, query: String) -> Result<Page, Failure> {
        let (reply, answer) = oneshot::channel();
        let replaced = self.0.borrow_mut().queries.ask((query, reply));
        if let Some((_, reply)) = replaced {
            // Who asked may be gone already.
            reply.send(Err(Failure::new(Code::Superseded))).ok();
        }
        self.start_query();
        let kind::Page::Page(page) = answered(answer).await?;
        Ok(*page)
    }

    /// The page of results of a query, whatever else is asked: for several views of one catalogue, each of
    /// which has a query of its own.
    pub async fn run_beside(&self, query: String) -> Result<Page, Failure> {
        let kind::Page::Page(page) = protocol::decode(&self.run_text(query).await?)?;
        Ok(*page)
    }

    /// The same, as the text of [`kind::Page`].
    pub async fn run_text(&self, query: String) -> Result<String, Failure> {
        text(self.send(Call::Run { query }, Vec::new())).await
    }

    /// Why profiles have their match under a query, in the order of the ids.
    pub async fn explain(
        &self,
        ids: Vec<String>,
        query: String,
    ) -> Result<Vec<Option<Explanation>>, Failure> {
        let kind::Explanations::Explanations(explanations) =
            self.call(Call::Explain { ids, query }, Vec::new()).await?;
        Ok(explanations)
    }

    /// Profiles in contract form, in the order of the ids.
    pub async fn profiles(&self, ids: Vec<String>) -> Result<Vec<Option<Profile>>, Failure> {
        let kind::Profiles::Profiles(profiles) = self.call(Call::Profiles { ids }, Vec::new()).await?;
        Ok(profiles)
    }

    /// Profiles as the text of a file.
    pub async fn export(&self, export: Export) -> Result<String, Failure> {
        let kind::Text::Text(text) = self.call(Call::Export(export), Vec::new()).await?;
        Ok(text)
    }

    async fn call<T: DeserializeOwned>(&self, call: Call, files: Vec<File>) -> Result<T, Failure> {
        answered(self.send(call, files)).await
    }

    fn send(&self, call: Call, files: Vec<File>) -> oneshot::Receiver<Answered> {
        let (reply, answer) = oneshot::channel();
        self.send_for(call, files, reply);
        answer
    }

    /// Sends a call, now or when the worker is ready; returns its number.
    fn send_for(&self, call: Call, files: Vec<File>, reply: Reply) -> u32 {
        let mut inner = self.0.borrow_mut();
        let id = inner.next_id;
        inner.next_id = inner.next_id.wrapping_add(1);
        let request = Request { id, call };
        let sent = match &inner.link {
            State::Ready(link) => link.send(&protocol::encode(&request), &files),
            State::Starting(_) => {
                inner.unsent.push((request, files));
                Ok(())
            }
            State::Stopped(failure) => Err(failure.clone()),
        };
        match sent {
            Ok(()) => inner.pending.push((id, reply)),
            // Who asked may be gone already.
            Err(failure) => drop(reply.send(Err(failure))),
        }
        id
    }

    fn start_query(&self) {
        let job = self.0.borrow_mut().queries.start();
        let Some((query, reply)) = job else { return };
        let id = self.send_for(Call::Run { query }, Vec::new(), reply);
        let mut inner = self.0.borrow_mut();
        if inner.pending.iter().any(|(pending, _)| *pending == id) {
            inner.running = Some(id);
        } else {
            inner.queries.done();
        }
    }

    fn open_link(&self) {
        let weak = Rc::downgrade(&self.0);
        let hear = move |message| {
            if let Some(inner) = weak.upgrade() {
                Self(inner).hear(message);
            }
        };
        let mut refusal = Failure::new(Code::Unsupported);
        while let Some(door) = self.door() {
            match Link::start(&door, hear.clone()) {
                Ok(link) => {
                    self.0.borrow_mut().link = State::Starting(link);
                    return;
                }
                Err(failure) => refusal = failure,
            }
            self.0.borrow_mut().door += 1;
        }
        self.0.borrow_mut().link = State::Stopped(refusal);
    }

    fn door(&self) -> Option<Door> {
        let inner = self.0.borrow();
        inner.doors.get(inner.door).cloned()
    }

    fn hear(&self, message: Heard) {
        match message {
            Heard::Ready { build } if build == BUILD => self.on_ready(),
            Heard::Ready { build } => {
                let detail = format!("page {BUILD}, engine {build}");
                self.stop(Failure::new(Code::Outdated).with_detail(detail));
            }
            Heard::Progress(progress) => self.tell(Event::Progress(progress)),
            Heard::Outdated => self.tell(Event::Outdated),
            Heard::First(loaded) => self.tell(Event::First(loaded)),
            Heard::Answer { id, result } => self.on_answer(id, result),
            Heard::Crashed { detail } => self.on_crash(detail),
        }
    }

    fn on_ready(&self) {
        let unsent = {
            let mut inner = self.0.borrow_mut();
            let link = std::mem::replace(&mut inner.link, State::Stopped(Failure::new(Code::Crashed)));
            inner.link = match link {
                State::Starting(link) => State::Ready(link),
                other => other,
            };
            std::mem::take(&mut inner.unsent)
        };
        for (request, files) in unsent {
            let sent = match &self.0.borrow().link {
                State::Ready(link) => link.send(&protocol::encode(&request), &files),
                _ => Err(Failure::new(Code::Crashed)),
            };
            if let Err(failure) = sent {
                self.on_answer(request.id, Err(failure));
            }
        }
    }

    fn on_answer(&self, id: u32, result: Answered) {
        let reply = {
            let mut inner = self.0.borrow_mut();
            if inner.running == Some(id) {
                inner.running = None;
                inner.queries.done();
            }
            let at = inner.pending.iter().position(|(pending, _)| *pending == id);
            at.map(|at| inner.pending.swap_remove(at).1)
        };
        if let Some(reply) = reply {
            // Who asked may be gone already.
            reply.send(result).ok();
        }
        self.start_query();
    }

    fn on_crash(&self, detail: String) {
        let failure = Failure::new(Code::Crashed).with_detail(detail);
        let came_up = matches!(self.0.borrow().link, State::Ready(_));
        let can_restart = self.door().is_some_and(|door| door.can_restart());
        if !came_up {
            // It would not come up the second time either, but another way may lead there.
            self.0.borrow_mut().door += 1;
            self.open_link();
            let is_stopped = matches!(self.0.borrow().link, State::Stopped(_));
            if is_stopped {
                self.stop(Failure { code: Code::Unsupported, ..failure });
            }
        } else if can_restart && self.0.borrow_mut().patience.spend() {
            self.fail_all(&failure);
            self.open_link();
            self.tell(Event::Restarted);
        } else {
            self.stop(failure);
        }
    }

    fn stop(&self, failure: Failure) {
        self.0.borrow_mut().link = State::Stopped(failure.clone());
        self.fail_all(&failure);
        self.tell(Event::Stopped(failure));
    }

    /// Answers everything that waits with a failure.
    fn fail_all(&self, failure: &Failure) {
        let mut inner = self.0.borrow_mut();
        inner.running = None;
        inner.queries.done();
        inner.unsent.clear();
        let waiting = inner.queries.start().map(|(_, reply)| reply);
        inner.queries.done();
        let replies = std::mem::take(&mut inner.pending).into_iter().map(|(_, reply)| reply).chain(waiting);
        for reply in replies {
            // Who asked may be gone already.
            reply.send(Err(failure.clone())).ok();
        }
    }

    fn tell(&self, event: Event) {
        let listener = self.0.borrow().listener.clone();
        if let Some(listener) = listener {
            listener(event);
        }
    }
}

async fn answered<T: DeserializeOwned>(answer: oneshot::Receiver<Answered>) -> Result<T, Failure> {
    protocol::decode(&text(answer).await?)
}

async fn text(answer: oneshot::Receiver<Answered>) -> Answered {
    answer.await.unwrap_or_else(|_| Err(Failure::new(Code::Crashed)))
}
