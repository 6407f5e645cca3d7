//! The message loop of the app's worker.
//!
//! Invariant: every request is answered once, unless the engine crashes, which is told instead.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Array;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{AbortController, DedicatedWorkerGlobalScope, File, MessageEvent};

use super::{Desk, load};
use crate::{
    domain::money::Rates,
    failure::{Code, Failure},
    protocol::{self, Answer, BUILD, Call, Message, Place, Progress, Request},
};

/// Answers messages from now on; says first that it is ready.
pub fn serve() {
    std::panic::set_hook(Box::new(|info| post(&Message::Crashed { detail: info.to_string() })));
    let host = Rc::new(Host::default());
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| host.hear(&event));
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    post(&Message::Ready { build: BUILD.to_owned() });
}

#[derive(Default)]
struct Host {
    desk: RefCell<Desk>,
    /// Stops the load that is on its way.
    loading: RefCell<Option<AbortController>>,
    /// Counts loads; only the newest may open its catalogue.
    loads: Cell<u32>,
}

impl Host {
    fn hear(self: &Rc<Self>, event: &MessageEvent) {
        let parts: Array = event.data().unchecked_into();
        let text = parts.get(0).as_string().unwrap_or_default();
        let Ok(Request { id, call }) = protocol::decode(&text) else {
            // Without a number there is nothing to answer to.
            return;
        };
        match call {
            Call::Load { sources, fx, policy } => {
                let files = parts.iter().skip(1).filter_map(|file| file.dyn_into().ok()).collect();
                self.load(id, sources, files, fx, policy);
            }
            Call::Cancel => {
                self.stop_loading();
                answer(id, Ok(Answer::Done));
            }
            call => answer(id, self.desk.borrow_mut().answer(call)),
        }
    }

    fn stop_loading(&self) {
        self.loads.set(self.loads.get().wrapping_add(1));
        if let Some(controller) = self.loading.take() {
            controller.abort();
        }
    }

    fn load(self: &Rc<Self>, id: u32, places: Vec<Place>, files: Vec<File>, fx: Rates, policy: String) {
        self.stop_loading();
        let Ok(controller) = AbortController::new() else {
            return answer(id, Err(Failure::new(Code::Unsupported)));
        };
        let signal = controller.signal();
        self.loading.replace(Some(controller));
        let number = self.loads.get();
        let host = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let on_progress = |progress: Progress| {
                if host.loads.get() == number {
                    post(&Message::Progress(progress));
                }
            };
            let result = match load::load(places, files, &signal, &on_progress).await {
                Ok(sources) if host.loads.get() == number => {
                    host.loading.take();
                    host.desk.borrow_mut().open(sources, fx, &policy)
                }
                Ok(_) => Err(Failure::new(Code::Superseded)),
                Err(failure) => Err(failure),
            };
            answer(id, result.map(|loaded| Answer::Loaded(Box::new(loaded))));
        });
    }
}

fn answer(id: u32, result: Result<Answer, Failure>) {
    post(&Message::Answer { id, result });
}

fn post(message: &Message) {
    // A text can always be posted.
    scope().post_message(&protocol::encode(message).into()).ok();
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
