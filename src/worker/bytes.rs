//! Bytes from an address, a file or a stream, as they come; none are kept.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, MessageChannel, ReadableStream, ReadableStreamDefaultReader, RequestInit, Response,
    WorkerGlobalScope,
};

use crate::failure::{Code, Failure};

/// Bytes after which other messages get their turn: what has arrived already would otherwise be read at once.
const TURN: u64 = 1 << 20;

/// Bytes on their way, and what was said of them.
pub(super) struct Flow {
    stream: Option<ReadableStream>,
    /// How many come, where that is known.
    pub(super) total: Option<u64>,
    /// MIME type as the server or the browser gave it.
    pub(super) mime: Option<String>,
    /// What it means that the flow breaks off.
    broken: Code,
}

impl Flow {
    /// Asks an address. No cookies go to other origins.
    pub(super) async fn fetch(address: &str, signal: &AbortSignal) -> Result<Response, Failure> {
        // A page's window fetches as a worker's scope does.
        let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
        let options = RequestInit::new();
        options.set_signal(Some(signal));
        let answer = JsFuture::from(scope.fetch_with_str_and_init(address, &options)).await;
        Ok(answer.map_err(|error| failed(Code::Unreachable, &error, signal))?.unchecked_into())
    }

    /// The body of a server's answer.
    pub(super) fn of_response(response: &Response) -> Result<Self, Failure> {
        if !response.ok() {
            return Err(Failure::of_status(response.status()));
        }
        let header = |name| response.headers().get(name).ok().flatten();
        // The length is that of the compressed bytes where the server compresses; then the total is unknown.
        let encoded = header("content-encoding").is_some();
        let total = header("content-length").filter(|_| !encoded).and_then(|length| length.parse().ok());
        let (stream, mime) = (response.body(), header("content-type"));
        Ok(Self { stream, total, mime, broken: Code::Interrupted })
    }

    /// The content of a file.
    pub(super) fn of_blob(blob: &Blob) -> Self {
        let (total, mime) = (Some(blob.size() as u64), blob.type_());
        let mime = (!mime.is_empty()).then_some(mime);
        Self { stream: Some(blob.stream()), total, mime, broken: Code::Unreadable }
    }

    /// Any stream of bytes.
    pub(super) const fn of_stream(stream: ReadableStream) -> Self {
        Self { stream: Some(stream), total: None, mime: None, broken: Code::Interrupted }
    }

    /// Hands the bytes over as they come, until there are no more or `take` has enough.
    // Not for each kind of `take` anew: the code of what waits is large.
    pub(super) async fn drain(
        self,
        signal: &AbortSignal,
        take: &mut dyn FnMut(&[u8]) -> Wish,
    ) -> Result<(), Failure> {
        let Some(stream) = &self.stream else { return Ok(()) };
        // One that somebody else reads already throws.
        let reader = ReadableStreamDefaultReader::new(stream);
        let reader = reader.map_err(|error| failed(self.broken, &error, signal))?;
        let mut buffer = Vec::new();
        let mut since = 0;
        loop {
            let part = JsFuture::from(reader.read()).await;
            let part = part.map_err(|error| failed(self.broken, &error, signal))?;
            if signal.aborted() {
                stop(&reader);
                return Err(Failure::new(Code::Superseded));
            }
            if Reflect::get(&part, &"done".into()).is_ok_and(|done| done.is_truthy()) {
                return Ok(());
            }
            let chunk = Reflect::get(&part, &"value".into()).and_then(JsCast::dyn_into::<Uint8Array>);
            let Ok(chunk) = chunk else {
                stop(&reader);
                return Err(
                    Failure::new(Code::BadMessage).with_detail("a stream of something else than bytes")
                );
            };
            buffer.resize(chunk.length() as usize, 0);
            chunk.copy_to(&mut buffer);
            if take(&buffer) == Wish::Enough {
                stop(&reader);
                return Ok(());
            }
            since += buffer.len() as u64;
            if since >= TURN {
                since = 0;
                // Only fails where the browser gives no channel: then the others wait.
                JsFuture::from(turn()).await.ok();
                if signal.aborted() {
                    stop(&reader);
                    return Err(Failure::new(Code::Superseded));
                }
            }
        }
    }
}

/// Whether more bytes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    More,
    Enough,
}

fn stop(reader: &ReadableStreamDefaultReader) {
    // Nothing more is wanted of it; that it says so late is no matter.
    drop(reader.cancel());
}

/// A promise that is kept after the messages that wait already; a timer would take milliseconds.
fn turn() -> Promise {
    Promise::new(&mut |keep: Function, _| {
        let Ok(channel) = MessageChannel::new() else {
            drop(keep.call0(&JsValue::UNDEFINED));
            return;
        };
        let port = channel.port1();
        let heard = port.clone();
        // An open port would be kept for ever.
        let on_message = wasm_bindgen::closure::Closure::once_into_js(move || {
            heard.close();
            drop(keep.call0(&JsValue::UNDEFINED));
        });
        port.set_onmessage(Some(on_message.unchecked_ref()));
        channel.port2().post_message(&JsValue::NULL).ok();
    })
}

fn failed(code: Code, error: &JsValue, signal: &AbortSignal) -> Failure {
    let code = if signal.aborted() { Code::Superseded } else { code };
    Failure::new(code).with_detail(format!("{error:?}"))
}
