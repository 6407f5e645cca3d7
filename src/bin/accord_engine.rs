//! The engine as an ES module for any page or worker, with typed plain objects in and out.
//!
//! ```js
//! import init, { Engine } from "./engine/accord_engine.js";
//! await init();
//! const engine = await Engine.load("https://your.host/profiles.json");
//! const { total, rows } = engine.query({ "b.topics": ["beauty"], tier: "micro" });
//! engine.free();
//! ```

use accord::{
    domain::{money::Rates, network::Network, tier::Policy},
    engine::Opening,
    failure::{Code, Failure},
    intake::{
        Catalogue, Hints, MAX_BYTES, OpenError, Reader,
        node::{self, Members, Node},
    },
    module::query_text,
    protocol::{self, Keep, Place},
    session::Session,
    worker::load::{From, Load, Loaded, Told, memory},
};
use js_sys::{Array, ArrayBuffer, Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{AbortController, AbortSignal, Blob, File, ReadableStream, Response, Url};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../module/types.d.ts");

/// Bytes that are read of what is open at once.
const PIECE: usize = 1 << 18;

/// A binary needs it; nothing happens before the first call.
fn main() {}

/// An open catalogue.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
    /// Sources that could not be read, where others could.
    failures: Vec<Failure>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens profile data: JSON, NDJSON or CSV; of Arrow it is a promise. Throws `{ code, message }` where there is no profile in it.
    pub fn open(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] bytes: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "OpenOptions")] options: JsValue,
    ) -> Result<Self, JsValue> {
        throw_panics();
        let bytes = view(&bytes).ok_or_else(|| thrown("bad_source", "expected bytes"))?;
        let options = Options::of(&options)?;
        let thrown = |error: OpenError| thrown(error.code(), &error.to_string());
        let mut reader = Reader::new(&options.hints);
        let mut opening = Opening::new(options.fx.clone());
        let mut piece = vec![0; PIECE.min(bytes.length() as usize)];
        for start in (0..bytes.length()).step_by(PIECE) {
            let part = bytes.subarray(start, bytes.length().min(start.saturating_add(PIECE as u32)));
            let piece = &mut piece[..part.length() as usize];
            part.copy_to(piece);
            reader.push(piece).map_err(thrown)?;
            let share = f64::from(bytes.length()) / reader.bytes_of_rows() as f64;
            let recent = reader.take_recent();
            opening.take(reader.profiles(), &recent, (reader.profiles().len() as f64 * share) as usize);
        }
        let catalogue = reader.finish().map_err(thrown)?;
        Ok(Self { session: Session::opened(catalogue, opening, options.policy), failures: Vec::new() })
    }

    /// Opens one or several sources as one catalogue, reading while they arrive. A source is an address, a
    /// `Response`, a `Blob` or `File`, a `ReadableStream` of bytes, or bytes. Rejects with `{ code, message }`
    /// where there is no profile in any.
    pub async fn load(
        #[wasm_bindgen(unchecked_param_type = "Source | Source[]")] sources: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "LoadOptions")] options: JsValue,
    ) -> Result<Self, JsValue> {
        throw_panics();
        let listeners = Listeners::of(&options)?;
        let signal = listeners.signal.clone();
        let options = Options::of(&listeners.plain)?;
        let sources: Vec<JsValue> = match sources.dyn_into::<Array>() {
            Ok(list) => list.iter().collect(),
            Err(source) => vec![source],
        };
        let many = sources.len() > 1;
        let sources = sources.iter().map(|source| source_of(source, &options.hints, many));
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        let early = options.clone();
        let tell = move |told| match told {
            Told::Progress(progress) => listeners.on_progress(&protocol::encode(&progress)),
            Told::First(catalogue) => listeners.on_first(|| Self::new(*catalogue, &early, Vec::new())),
        };
        let limits = (MAX_BYTES as u64, options.fx.clone());
        let loaded = Load::run(sources, limits, None, Keep::No, signal.clone(), Box::new(tell)).await;
        // The caller's own reason, as with fetch.
        let Loaded { catalogue, opening, failures, .. } = loaded.map_err(|_| signal.reason())?;
        match catalogue {
            Some(catalogue) => {
                Ok(Self { session: Session::opened(catalogue, opening, options.policy), failures })
            }
            None => {
                let failure = failures.into_iter().next().unwrap_or(Failure::new(Code::NoCatalogue));
                let about = [failure.subject.as_deref(), failure.detail.as_deref()];
                let about: Vec<&str> = about.into_iter().flatten().collect();
                Err(thrown(failure.code.as_str(), &about.join(": ")))
            }
        }
    }

    /// Sources that could not be read, or are not what their manifest says, where others could.
    #[wasm_bindgen(unchecked_return_type = "Failure[]")]
    pub fn failures(&self) -> Result<JsValue, JsValue> {
        JSON::parse(&protocol::encode(&self.failures))
    }

    /// Memory that the module has, with all engines in it.
    #[wasm_bindgen(unchecked_return_type = "Memory")]
    pub fn memory() -> Result<JsValue, JsValue> {
        let figures = Object::new();
        Reflect::set(&figures, &"bytes".into(), &(memory() as f64).into())?;
        Ok(figures.into())
    }

    /// Answers a query, as text or as an object with the text's keys.
    // Of its rows it tells the news alone; src/module/rows.js makes them whole.
    #[wasm_bindgen(unchecked_return_type = "Page")]
    pub fn query(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "string | Query")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        let text = text_of(&query)?;
        JSON::parse(&self.session.run_news(&text))
    }

    /// Every number behind one profile's match; undefined where there is no such profile.
    #[wasm_bindgen(unchecked_return_type = "Explanation | undefined")]
    pub fn explain(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string | Query")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (id, text) = (id_of(&id)?, text_of(&query)?);
        match self.session.explain(&id, &text) {
            Some(explanation) => JSON::parse(&protocol::encode(&explanation)),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// A profile in contract form; undefined where there is none.
    #[wasm_bindgen(unchecked_return_type = "Profile | undefined")]
    pub fn get(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    ) -> Result<JsValue, JsValue> {
        match self.session.profile(&id_of(&id)?) {
            Some(profile) => JSON::parse(&protocol::encode(&profile)),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// What came of reading the data.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&self) -> Result<JsValue, JsValue> {
        JSON::parse(&protocol::encode(self.session.report()))
    }
}

impl Engine {
    fn new(catalogue: Catalogue, options: &Options, failures: Vec<Failure>) -> Self {
        Self { session: Session::new(catalogue, options.fx.clone(), options.policy), failures }
    }
}

/// Answers messages in the place of the worker's own program, which does not read Arrow; of no use elsewhere.
#[cfg(feature = "arrow")]
#[wasm_bindgen(skip_typescript)]
pub fn serve(port: Option<web_sys::MessagePort>, most: Option<u32>) {
    accord::worker::serve(port, most, None);
}

/// What the caller wants to hear, and the options that are plain values.
struct Listeners {
    progress: Option<Function>,
    first: Option<Function>,
    signal: AbortSignal,
    plain: JsValue,
}

impl Listeners {
    fn of(options: &JsValue) -> Result<Self, JsValue> {
        let plain = Object::new();
        if options.is_object() {
            Object::assign(&plain, options.unchecked_ref());
        }
        let take = |name: &str| {
            let value = Reflect::get(&plain, &name.into())?;
            Reflect::delete_property(&plain, &name.into())?;
            Ok::<_, JsValue>((!value.is_undefined() && !value.is_null()).then_some(value))
        };
        let function = |name: &str| {
            let value = take(name)?.map(JsCast::dyn_into::<Function>).transpose();
            value.map_err(|_| thrown("bad_option", name))
        };
        let (progress, first) = (function("onProgress")?, function("onFirst")?);
        let signal = match take("signal")?.map(JsCast::dyn_into::<AbortSignal>).transpose() {
            Ok(Some(signal)) => signal,
            Ok(None) => AbortController::new()?.signal(),
            Err(_) => return Err(thrown("bad_option", "signal")),
        };
        if signal.aborted() {
            return Err(signal.reason());
        }
        Ok(Self { progress, first, signal, plain: plain.into() })
    }

    fn on_progress(&self, json: &str) {
        if let (Some(hear), Ok(progress)) = (&self.progress, JSON::parse(json)) {
            // What a listener throws is its own affair, and no reason to stop.
            hear.call1(&JsValue::UNDEFINED, &progress).ok();
        }
    }

    fn on_first(&self, engine: impl FnOnce() -> Engine) {
        if let Some(hear) = &self.first {
            hear.call1(&JsValue::UNDEFINED, &engine().into()).ok();
        }
    }
}

/// A source of [`Engine::load`]; the caller's name is that of a single source.
fn source_of(source: &JsValue, hints: &Hints, many: bool) -> Result<(Place, From), JsValue> {
    let given = hints.name.clone().filter(|_| !many);
    let named = |name: String, address: Option<String>, from: From| {
        let (name, network) = (given.clone().unwrap_or(name), hints.network);
        Ok((Place { address, name, network }, from))
    };
    let last = |address: &str| {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        percent_encoding::percent_decode_str(path.rsplit('/').next().unwrap_or_default())
            .decode_utf8_lossy()
            .into_owned()
    };
    let text = source.as_string().or_else(|| source.dyn_ref::<Url>().map(Url::href));
    if let Some(text) = text {
        let base = ["document.baseURI", "location.href"].into_iter().find_map(|path| {
            let step = |at: JsValue, name: &str| Reflect::get(&at, &name.into()).ok();
            path.split('.').try_fold(JsValue::from(js_sys::global()), step)?.as_string()
        });
        let url = base.map_or_else(|| Url::new(&text), |base| Url::new_with_base(&text, &base));
        let url = url.map_err(|_| thrown("bad_address", &text))?;
        if !matches!(&*url.protocol(), "http:" | "https:") {
            return Err(thrown("bad_address", &text));
        }
        return named(last(&url.href()), Some(url.href()), From::Address(url.href()));
    }
    let is_read = source.dyn_ref::<Response>().map_or_else(
        || source.dyn_ref::<ReadableStream>().is_some_and(ReadableStream::locked),
        |response| response.body_used() || response.body().is_some_and(|body| body.locked()),
    );
    if is_read {
        return Err(thrown("bad_source", "somebody reads it already"));
    }
    if let Some(response) = source.dyn_ref::<Response>() {
        let address = response.url();
        let known = (!address.is_empty()).then_some(address);
        let name = known.as_deref().map(last).unwrap_or_default();
        return named(name, known, From::Response(source.clone().unchecked_into()));
    }
    if let Some(blob) = source.dyn_ref::<Blob>() {
        let name = source.dyn_ref::<File>().map(File::name).unwrap_or_default();
        return named(name, None, From::Blob(blob.clone()));
    }
    if let Some(stream) = source.dyn_ref::<ReadableStream>() {
        return named(String::new(), None, From::Stream(stream.clone()));
    }
    match view(source) {
        Some(bytes) => named(String::new(), None, From::Bytes(bytes.to_vec())),
        None => Err(thrown("bad_source", "expected an address, a Response, a Blob, a stream or bytes")),
    }
}

/// Bytes as they lie there: to make an array of an array would copy it. `None` of anything else.
fn view(bytes: &JsValue) -> Option<Uint8Array> {
    let buffer = |bytes: &JsValue| bytes.is_instance_of::<ArrayBuffer>().then(|| Uint8Array::new(bytes));
    bytes.dyn_ref::<Uint8Array>().cloned().or_else(|| buffer(bytes))
}

/// The id of a profile.
fn id_of(id: &JsValue) -> Result<String, JsValue> {
    id.as_string().ok_or_else(|| thrown("bad_option", "an id is a text"))
}

#[derive(Clone)]
struct Options {
    hints: Hints,
    policy: Policy,
    fx: Rates,
}

impl Options {
    fn of(value: &JsValue) -> Result<Self, JsValue> {
        let mut options = Self { hints: Hints::default(), policy: Policy::standard(), fx: Rates::default() };
        let text = json(value)?;
        for (name, value) in &members(&text, "options")? {
            options.read(name, value).ok_or_else(|| thrown("bad_option", name))?;
        }
        Ok(options)
    }

    /// Takes an option in; `None` where its value is none that it can have. Unknown options are ignored.
    fn read(&mut self, name: &str, value: &Node<'_>) -> Option<()> {
        match name {
            _ if *value == Node::Null => {}
            "name" => self.hints.name = Some(value.text()?.to_owned()),
            "mime" => self.hints.mime = Some(value.text()?.to_owned()),
            "network" => self.hints.network = Some(value.text()?.parse::<Network>().ok()?),
            "policy" => self.policy = Policy::named(value.text()?)?,
            "fx" => self.fx = protocol::rates(value)?,
            _ => {}
        }
        Some(())
    }
}

fn text_of(query: &JsValue) -> Result<String, JsValue> {
    match query.as_string() {
        Some(text) => Ok(text),
        None => Ok(query_text(&members(&json(query)?, "query")?)),
    }
}

/// The JSON of a value; an empty object's of undefined and null.
fn json(value: &JsValue) -> Result<String, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok("{}".to_owned());
    }
    Ok(JSON::stringify(value)?.as_string().unwrap_or_default())
}

/// The fields of a plain object's JSON.
fn members<'a>(text: &'a str, name: &str) -> Result<Members<'a>, JsValue> {
    match node::parse(text) {
        Some(Node::Map(fields)) => Ok(fields),
        _ => Err(thrown("bad_option", &format!("{name} is no plain object"))),
    }
}

/// An error of JavaScript with a code beside its message.
fn thrown(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // A new error takes any property.
    Reflect::set(&error, &"code".into(), &code.into()).ok();
    error.into()
}

/// A mistake in the engine becomes an error that can be caught. The engine that made it must not be used
/// again; others of the same module may be, but a fresh module is the safe choice.
fn throw_panics() {
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_val(thrown("crashed", &info.to_string()))));
}
