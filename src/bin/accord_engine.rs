//! The engine as an ES module for any page or worker, with typed plain objects in and out.
//!
//! ```js
//! import init, { Engine } from "./engine/accord_engine.js";
//! await init();
//! const engine = Engine.open(bytes, { name: "profiles.csv", network: "instagram" });
//! const { total, rows } = engine.query({ "b.topics": ["beauty"], tier: "micro" });
//! engine.free();
//! ```

use accord::{
    domain::{money::Rates, network::Network, tier::Policy},
    intake::{Hints, read},
    module::query_text,
    protocol::{self, Answer},
    session::Session,
};
use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../module/types.d.ts");

/// A binary needs it; nothing happens before the first call.
fn main() {}

/// An open catalogue.
#[wasm_bindgen]
pub struct Engine(Session);

#[wasm_bindgen]
impl Engine {
    /// Opens profile data: JSON, NDJSON or CSV; of Arrow it is a promise. Throws `{ code, message }` where there is no profile in it.
    pub fn open(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] bytes: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "OpenOptions")] options: JsValue,
    ) -> Result<Self, JsValue> {
        throw_panics();
        let options = Options::of(&options)?;
        let catalogue = read(&Uint8Array::new(&bytes).to_vec(), &options.hints)
            .map_err(|error| thrown(error.code(), &error.to_string()))?;
        Ok(Self(Session::new(catalogue, options.fx, options.policy)))
    }

    /// Answers a query, as text or as an object with the text's keys.
    #[wasm_bindgen(unchecked_return_type = "Page")]
    pub fn query(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "string | Query")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        let text = text_of(&query)?;
        object(&Answer::Page(Box::new(self.0.run(&text))))
    }

    /// Every number behind one profile's match; undefined where there is no such profile.
    #[wasm_bindgen(unchecked_return_type = "Explanation | undefined")]
    pub fn explain(
        &mut self,
        id: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "string | Query")] query: JsValue,
    ) -> Result<JsValue, JsValue> {
        let text = text_of(&query)?;
        match self.0.explain(id, &text) {
            Some(explanation) => Ok(first(&object(&Answer::Explanations(vec![Some(explanation)]))?)),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// A profile in contract form; undefined where there is none.
    #[wasm_bindgen(unchecked_return_type = "Profile | undefined")]
    pub fn get(&self, id: &str) -> Result<JsValue, JsValue> {
        match self.0.profile(id) {
            Some(profile) => Ok(first(&object(&Answer::Profiles(vec![Some(profile)]))?)),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// What came of reading the data.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&self) -> Result<JsValue, JsValue> {
        object(&Answer::Report(Box::new(self.0.report().clone())))
    }
}

/// Runs the engine behind the app and the widget; of no use elsewhere.
#[wasm_bindgen(skip_typescript)]
pub fn serve(port: Option<MessagePort>, most: Option<u32>, arrow: Option<Function>) {
    accord::worker::serve(port, most, arrow);
}

struct Options {
    hints: Hints,
    policy: Policy,
    fx: Rates,
}

impl Options {
    fn of(value: &JsValue) -> Result<Self, JsValue> {
        let mut options = Self { hints: Hints::default(), policy: Policy::standard(), fx: Rates::default() };
        for (name, value) in fields(value, "options")? {
            options.read(&name, value).ok_or_else(|| thrown("bad_option", &name))?;
        }
        Ok(options)
    }

    /// Takes an option in; `None` where its value is none that it can have. Unknown options are ignored.
    fn read(&mut self, name: &str, value: Value) -> Option<()> {
        match name {
            _ if value.is_null() => {}
            "name" => self.hints.name = Some(value.as_str()?.to_owned()),
            "mime" => self.hints.mime = Some(value.as_str()?.to_owned()),
            "network" => self.hints.network = Some(value.as_str()?.parse::<Network>().ok()?),
            "policy" => self.policy = Policy::named(value.as_str()?)?,
            // From its text, as the page's messages bring them: read by the same code.
            "fx" => self.fx = serde_json::from_str(&value.to_string()).ok()?,
            _ => {}
        }
        Some(())
    }
}

fn text_of(query: &JsValue) -> Result<String, JsValue> {
    match query.as_string() {
        Some(text) => Ok(text),
        None => Ok(query_text(&fields(query, "query")?)),
    }
}

/// The fields of a plain object; none for undefined and null.
fn fields(value: &JsValue, name: &str) -> Result<Map<String, Value>, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(Map::new());
    }
    let json = JSON::stringify(value)?.as_string().unwrap_or_default();
    serde_json::from_str(&json).map_err(|_| thrown("bad_option", &format!("{name} is no plain object")))
}

/// What an answer holds, as a plain object. It is written as the page's messages are, by the same code.
fn object(answer: &Answer) -> Result<JsValue, JsValue> {
    let tagged: Object = JSON::parse(&protocol::encode(answer))?.unchecked_into();
    Ok(first(&Object::values(&tagged)))
}

fn first(list: &JsValue) -> JsValue {
    list.unchecked_ref::<Array>().get(0)
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
