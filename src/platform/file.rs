//! Files that the reader chose, and files that the reader takes away.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::failure::{Code, Failure};

/// The bytes of a file.
pub async fn bytes(file: &File) -> Result<Vec<u8>, Failure> {
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|error| Failure::new(Code::Unreadable).with_detail(format!("{error:?}")))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Hands a text to the browser's downloads.
pub fn save(name: &str, mime: &str, text: &str) -> Result<(), Failure> {
    offer(name, mime, text).map_err(|error| Failure::new(Code::Other).with_detail(format!("{error:?}")))
}

fn offer(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes from the click on.
    Url::revoke_object_url(&address)
}
