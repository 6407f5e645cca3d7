//! Hands over to a larger engine, which reads what this one does not: Apache Arrow.
//!
//! The larger one is started beside this one and opens the data in question. Only when it has, the conversation is
//! led through to it; if it cannot, this one still holds what it held before, as if nothing had been.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use crate::{
    failure::{Code, Failure},
    protocol::{Heard, Message},
};

/// The way to the larger engine.
pub(super) struct Relay(Rc<Inner>);

struct Inner {
    /// Where the conversation comes from.
    line: MessagePort,
    /// Profiles that a catalogue may have; see [`super::serve`].
    most: Option<u32>,
    /// Loads the larger module; a promise of it.
    module: Option<Function>,
    stage: RefCell<Stage>,
}

enum Stage {
    /// This engine answers.
    Off,
    /// The larger one is started, and opens the data of a request.
    Trying { request: u32, data: JsValue, end: End, when_taken: Box<dyn Fn()> },
    /// The larger one answers.
    Taken(End),
}

/// Our end of the line to the larger engine; it ends when it is dropped.
struct End {
    port: MessagePort,
    _ear: Closure<dyn Fn(MessageEvent)>,
}

impl Drop for End {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        // The other end is told by an empty message.
        self.port.post_message(&JsValue::NULL).ok();
        self.port.close();
    }
}

impl Relay {
    pub(super) fn new(line: MessagePort, most: Option<u32>, module: Option<Function>) -> Self {
        Self(Rc::new(Inner { line, most, module, stage: RefCell::new(Stage::Off) }))
    }

    /// Whether there is a larger engine.
    pub(super) fn is_there(&self) -> bool {
        self.0.module.is_some()
    }

    /// Leads a message through, if the larger engine answers by now.
    pub(super) fn passes(&self, data: &JsValue) -> bool {
        match &*self.0.stage.borrow() {
            Stage::Taken(end) => end.port.post_message(data).is_ok(),
            _ => false,
        }
    }

    /// Nothing more is wanted of an attempt: its request is answered as superseded.
    pub(super) fn stop(&self) {
        let is_trying = matches!(*self.0.stage.borrow(), Stage::Trying { .. });
        if is_trying && let Stage::Trying { request, .. } = self.0.stage.replace(Stage::Off) {
            self.0.fail(request, Failure::new(Code::Superseded));
        }
    }

    /// The line ends, and with it the larger engine.
    pub(super) fn close(&self) {
        self.0.stage.replace(Stage::Off);
    }

    /// Has the larger engine answer a request to load, of which `data` is the message. `when_taken` is called when
    /// it has taken over.
    pub(super) fn start(&self, request: u32, data: JsValue, when_taken: impl Fn() + 'static) {
        let started = self.0.clone().open(request, data, Box::new(when_taken));
        if let Err(error) = started {
            self.0.fail(request, not_started(&error));
        }
    }
}

impl Inner {
    fn open(self: Rc<Self>, request: u32, data: JsValue, when_taken: Box<dyn Fn()>) -> Result<(), JsValue> {
        let module = self.module.as_ref().ok_or(JsValue::NULL)?;
        let loaded: Promise = module.call0(&JsValue::UNDEFINED)?.unchecked_into();
        let channel = MessageChannel::new()?;
        let (port, other) = (channel.port1(), channel.port2());
        let weak = Rc::downgrade(&self);
        let ear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = weak.upgrade() {
                inner.hear(&event.data());
            }
        });
        port.set_onmessage(Some(ear.as_ref().unchecked_ref()));
        self.stage.replace(Stage::Trying { request, data, end: End { port, _ear: ear }, when_taken });
        spawn_local(async move {
            let served = JsFuture::from(loaded).await.and_then(|module| {
                let serve: Function = Reflect::get(&module, &"serve".into())?.dyn_into()?;
                serve.call2(&JsValue::UNDEFINED, &other, &self.most.map_or(JsValue::UNDEFINED, JsValue::from))
            });
            if let Err(error) = served {
                self.refuse(request, &error);
            }
        });
        Ok(())
    }

    /// Hears what the larger engine says.
    fn hear(&self, data: &JsValue) {
        if matches!(*self.stage.borrow(), Stage::Taken(_)) {
            self.line.post_message(data).ok();
            return;
        }
        let text = data.as_string().unwrap_or_default();
        let heard = Heard::of(&text);
        let mut taken = None;
        match (&*self.stage.borrow(), heard) {
            (Stage::Trying { data, end, .. }, Heard::Ready { .. }) => {
                end.port.post_message(data).ok();
                return;
            }
            (Stage::Trying { request, .. }, Heard::Answer { id, result }) if id == *request => {
                taken = Some(result.is_ok());
            }
            // Of what is not opened yet there is nothing to tell but how far it is.
            (Stage::Trying { .. }, Heard::Progress(_) | Heard::Crashed { .. }) => {}
            _ => return,
        }
        if let Some(is_taken) = taken
            && let Stage::Trying { end, when_taken, .. } = self.stage.replace(Stage::Off)
            && is_taken
        {
            self.stage.replace(Stage::Taken(end));
            when_taken();
        }
        self.line.post_message(data).ok();
    }

    /// The larger engine does not come up.
    fn refuse(&self, request: u32, error: &JsValue) {
        let is_tried =
            matches!(*self.stage.borrow(), Stage::Trying { request: tried, .. } if tried == request);
        // One that was given up has its answer already.
        if is_tried {
            self.stage.replace(Stage::Off);
            self.fail(request, not_started(error));
        }
    }

    fn fail(&self, request: u32, failure: Failure) {
        let message = Message::Answer { id: request, result: Err(failure) };
        // A text can always be posted.
        self.line.post_message(&message.text().into()).ok();
    }
}

fn not_started(error: &JsValue) -> Failure {
    Failure::new(Code::NeedsArrow).with_detail(format!("{error:?}"))
}
