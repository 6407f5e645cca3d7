//! Bytes from an address or a file, as they come, with a bound and with word of how far it is.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, File, ReadableStream, ReadableStreamDefaultReader, RequestInit, Response, WorkerGlobalScope,
};

use crate::failure::{Code, Failure};

/// Bytes and what was said of them.
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    /// MIME type as the server or the browser gave it.
    pub(super) mime: Option<String>,
}

/// Bytes that are here and, where it is known, how many come in all.
pub(super) type OnBytes<'a> = &'a dyn Fn(u64, Option<u64>);

/// Fetches an address. No cookies go to other origins.
pub(super) async fn fetch(
    address: &str,
    bound: u64,
    signal: &AbortSignal,
    on_bytes: OnBytes<'_>,
) -> Result<Fetched, Failure> {
    // A page's window fetches as a worker's scope does.
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let options = RequestInit::new();
    options.set_signal(Some(signal));
    let answer = JsFuture::from(scope.fetch_with_str_and_init(address, &options)).await;
    let response: Response =
        answer.map_err(|error| broken(Code::Unreachable, &error, signal))?.unchecked_into();
    if !response.ok() {
        return Err(Failure::of_status(response.status()));
    }
    let header = |name| response.headers().get(name).ok().flatten();
    let mime = header("content-type");
    // The length is that of the compressed bytes where the server compresses; then the total is unknown.
    let encoded = header("content-encoding").is_some();
    let total = header("content-length").filter(|_| !encoded).and_then(|length| length.parse().ok());
    let bytes = match response.body() {
        Some(body) => drain(&body, total, bound, signal, on_bytes).await?,
        None => Vec::new(),
    };
    Ok(Fetched { bytes, mime })
}

/// Reads a file.
pub(super) async fn read_file(
    file: &File,
    bound: u64,
    signal: &AbortSignal,
    on_bytes: OnBytes<'_>,
) -> Result<Fetched, Failure> {
    let total = Some(file.size() as u64);
    let bytes =
        drain(&file.stream(), total, bound, signal, on_bytes).await.map_err(|failure| {
            match failure.code {
                Code::Interrupted => Failure { code: Code::Unreadable, ..failure },
                _ => failure,
            }
        })?;
    let mime = file.type_();
    Ok(Fetched { bytes, mime: (!mime.is_empty()).then_some(mime) })
}

async fn drain(
    stream: &ReadableStream,
    total: Option<u64>,
    bound: u64,
    signal: &AbortSignal,
    on_bytes: OnBytes<'_>,
) -> Result<Vec<u8>, Failure> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(total.filter(|total| *total <= bound).unwrap_or(0) as usize);
    while total.unwrap_or(0) <= bound && bytes.len() as u64 <= bound {
        let part = JsFuture::from(reader.read()).await;
        let part = part.map_err(|error| broken(Code::Interrupted, &error, signal))?;
        if signal.aborted() {
            return Err(Failure::new(Code::Superseded));
        }
        let done = Reflect::get(&part, &"done".into()).is_ok_and(|done| done.is_truthy());
        if done {
            return Ok(bytes);
        }
        if let Ok(chunk) = Reflect::get(&part, &"value".into()).and_then(JsCast::dyn_into::<Uint8Array>) {
            let start = bytes.len();
            bytes.resize(start + chunk.length() as usize, 0);
            chunk.copy_to(&mut bytes[start..]);
        }
        on_bytes(bytes.len() as u64, total);
    }
    // Nothing more is wanted of it; that it says so late is no matter.
    drop(reader.cancel());
    Err(Failure::new(Code::TooLarge))
}

fn broken(code: Code, error: &JsValue, signal: &AbortSignal) -> Failure {
    let code = if signal.aborted() { Code::Superseded } else { code };
    Failure::new(code).with_detail(format!("{error:?}"))
}
