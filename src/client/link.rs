//! The line to one worker: starts it, waits until it is ready, and gives texts to and fro.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{ErrorEvent, File, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{
    failure::{Code, Failure},
    platform::document,
    protocol::{self, Message},
};

/// The `<meta>` of the page that names the worker's script. The name changes with every build that changes the
/// worker or its engine, so that no page meets a worker of another build.
const SCRIPT: &str = "accord-worker";

/// A worker and the ears on it; both end when it is dropped.
pub(super) struct Link {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl Link {
    /// Starts a worker. `hear` gets what it says, and [`Message::Crashed`] where its script fails.
    pub(super) fn start(hear: impl Fn(Message) + Clone + 'static) -> Result<Self, Failure> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let script = document::meta(SCRIPT).unwrap_or_default();
        let address = document::resolve(&script).map_or(script, |resolved| resolved.href);
        let worker = Worker::new_with_options(&address, &options)
            .map_err(|error| Failure::new(Code::Unsupported).with_detail(format!("{error:?}")))?;
        let tell = hear.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match protocol::decode(&text) {
                Ok(message) => tell(message),
                // A worker of another build may speak another language.
                Err(failure) => tell(Message::Crashed { detail: failure.detail.unwrap_or_default() }),
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that cannot be loaded gives a plain event without a message.
            let detail = js_sys::Reflect::get(&event, &"message".into()).ok();
            let detail = detail.and_then(|detail| detail.as_string()).unwrap_or_default();
            hear(Message::Crashed { detail });
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a text and the files that go with it; the worker reads them itself.
    pub(super) fn send(&self, text: &str, files: &[File]) -> Result<(), Failure> {
        let parts = Array::of1(&JsValue::from_str(text));
        for file in files {
            parts.push(file);
        }
        self.worker
            .post_message(&parts)
            .map_err(|error| Failure::new(Code::BadMessage).with_detail(format!("{error:?}")))
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
