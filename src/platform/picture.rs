//! Pictures from other hosts, as addresses that carry their bytes.
//!
//! They are fetched like data, so the page's policy stays as strict as it is without pictures: no image is ever
//! loaded from elsewhere by an element.

use wasm_bindgen::JsValue;
use web_sys::{ReferrerPolicy, RequestCredentials};

use gloo_net::http::Request;

/// Pictures above this many bytes are left alone; a portrait needs a hundredth.
const MOST_BYTES: usize = 1_000_000;

/// Kinds that every browser draws and that hold nothing but pixels.
const KINDS: [&str; 5] = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"];

/// The picture at an address as a `data:` address. `None` where it cannot be had, is too large or no picture;
/// its host must allow the page with CORS. Neither cookies nor the page's address go with the request.
pub async fn load(address: &str) -> Option<String> {
    let response = Request::get(address)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .send()
        .await
        .ok()
        .filter(gloo_net::http::Response::ok)?;
    let kind = kind(&response.headers().get("content-type")?)?;
    let bytes = response.binary().await.ok().filter(|bytes| bytes.len() <= MOST_BYTES)?;
    Some(format!("data:{kind};base64,{}", base64(&bytes).ok()?))
}

/// The kind of picture that a content type names.
fn kind(content_type: &str) -> Option<&'static str> {
    let named = content_type.split(';').next()?.trim();
    KINDS.into_iter().find(|kind| named.eq_ignore_ascii_case(kind))
}

/// The browser's own encoder takes a text with one character a byte.
fn base64(bytes: &[u8]) -> Result<String, JsValue> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    web_sys::window().ok_or(JsValue::NULL)?.btoa(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pixels_are_pictures() {
        assert_eq!(kind("image/JPEG; charset=binary"), Some("image/jpeg"));
        for other in ["image/svg+xml", "text/html", "", "image/jpeg2"] {
            assert_eq!(kind(other), None, "{other}");
        }
    }
}
