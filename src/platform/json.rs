//! JSON as the browser reads it: for what is read in passing, without a reader compiled for each type.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// A value of a JSON text. What is not there, or is of another kind, reads as nothing.
pub struct Json(JsValue);

impl Json {
    /// The value of a text; `None` where it is no JSON.
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    /// A field of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED))
    }

    /// A text.
    pub fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// A number.
    pub fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// A number that counts something.
    pub fn count(&self) -> usize {
        self.number().unwrap_or_default() as usize
    }

    /// The entries of a list.
    pub fn list(&self) -> Vec<Self> {
        self.0.dyn_ref::<Array>().into_iter().flat_map(|list| list.iter().map(Self)).collect()
    }

    /// The fields of an object.
    pub fn fields(&self) -> Vec<(String, Self)> {
        let pairs = self.0.dyn_ref::<Object>().map(Object::entries);
        let pair = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            Some((pair.get(0).as_string()?, Self(pair.get(1))))
        };
        pairs.into_iter().flat_map(|pairs| pairs.iter().filter_map(pair).collect::<Vec<_>>()).collect()
    }

    /// Whether there is a list here.
    pub fn is_list(&self) -> bool {
        Array::is_array(&self.0)
    }
}

/// An object of JavaScript with these fields.
pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Fails only for an object that is sealed.
        Reflect::set(&object, &name.into(), &value).ok();
    }
    object.into()
}
