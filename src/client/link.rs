//! The line to one engine: starts it, waits until it is ready, and gives texts to and fro.

use std::{cell::Cell, rc::Rc};

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, ErrorEvent, File, MessageChannel, MessageEvent, MessagePort, Url, Worker,
    WorkerOptions, WorkerType,
};

use super::Door;
use crate::{
    failure::{Code, Failure},
    platform::task,
    protocol::Heard,
};

/// An engine and the ears on it; both end when it is dropped.
pub(super) struct Link {
    end: End,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

/// Our end of the line.
enum End {
    Worker {
        worker: Worker,
        _on_error: Closure<dyn Fn(ErrorEvent)>,
        /// The address of a script that was a text.
        blob: Option<String>,
    },
    Page {
        port: MessagePort,
        /// Says to the start that is on its way that nobody waits for it.
        is_open: Rc<Cell<bool>>,
    },
}

impl Link {
    /// Opens a door. `hear` gets what the engine says, and [`Heard::Crashed`] where it does not come up.
    pub(super) fn start(door: &Door, hear: impl Fn(Heard) + Clone + 'static) -> Result<Self, Failure> {
        match door {
            Door::Script(address) => Self::worker(address, None, hear),
            Door::Text(text) => {
                let address = blob(text).map_err(refused)?;
                Self::worker(&address, Some(address.clone()), hear)
            }
            Door::Page(start) => Self::page(start, hear).map_err(refused),
        }
    }

    fn worker(
        address: &str,
        blob: Option<String>,
        hear: impl Fn(Heard) + Clone + 'static,
    ) -> Result<Self, Failure> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options).map_err(|error| {
            forget(blob.as_deref());
            refused(error)
        })?;
        let on_message = listener(hear.clone());
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that cannot be loaded gives a plain event without a message.
            let detail = js_sys::Reflect::get(&event, &"message".into()).ok();
            let detail = detail.and_then(|detail| detail.as_string()).unwrap_or_default();
            hear(Heard::Crashed { detail });
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { end: End::Worker { worker, _on_error: on_error, blob }, _on_message: on_message })
    }

    fn page(start: &Function, hear: impl Fn(Heard) + Clone + 'static) -> Result<Self, JsValue> {
        let line = MessageChannel::new()?;
        let (port, engine) = (line.port1(), line.port2());
        let on_message = listener(hear.clone());
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let is_open = Rc::new(Cell::new(true));
        let still_open = Rc::clone(&is_open);
        let started: Promise = start.call1(&JsValue::UNDEFINED, &engine)?.unchecked_into();
        task::spawn(async move {
            if let Err(error) = JsFuture::from(started).await
                && still_open.get()
            {
                hear(Heard::Crashed { detail: format!("{error:?}") });
            }
        });
        Ok(Self { end: End::Page { port, is_open }, _on_message: on_message })
    }

    /// Sends a text and the files that go with it; the engine reads them itself.
    pub(super) fn send(&self, text: &str, files: &[File]) -> Result<(), Failure> {
        let parts = Array::of1(&JsValue::from_str(text));
        for file in files {
            parts.push(file);
        }
        let sent = match &self.end {
            End::Worker { worker, .. } => worker.post_message(&parts),
            End::Page { port, .. } => port.post_message(&parts),
        };
        sent.map_err(|error| Failure::new(Code::BadMessage).with_detail(format!("{error:?}")))
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        match &self.end {
            End::Worker { worker, blob, .. } => {
                worker.set_onmessage(None);
                worker.set_onerror(None);
                worker.terminate();
                forget(blob.as_deref());
            }
            End::Page { port, is_open } => {
                is_open.set(false);
                port.set_onmessage(None);
                // Tells the engine that the line ends; a port that is closed at its other end says so to nobody.
                port.post_message(&JsValue::NULL).ok();
                port.close();
            }
        }
    }
}

fn listener(hear: impl Fn(Heard) + 'static) -> Closure<dyn Fn(MessageEvent)> {
    Closure::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        hear(Heard::of(&text));
    })
}

/// An address for a text of JavaScript.
fn blob(text: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// Lets the browser forget a text that had an address.
fn forget(blob: Option<&str>) {
    if let Some(address) = blob {
        // Fails for no address.
        Url::revoke_object_url(address).ok();
    }
}

fn refused(error: JsValue) -> Failure {
    Failure::new(Code::Unsupported).with_detail(format!("{error:?}"))
}
