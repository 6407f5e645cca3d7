//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use crate::failure::{Code, Failure};

/// Puts a text into the clipboard. Browsers allow it on secure pages, in answer to a click.
pub async fn write(text: &str) -> Result<(), Failure> {
    let window = web_sys::window().ok_or(Failure::new(Code::Clipboard))?;
    // On an insecure page there is no clipboard at all, although its type says otherwise.
    if !window.is_secure_context() {
        return Err(Failure::new(Code::Clipboard));
    }
    let written = JsFuture::from(window.navigator().clipboard().write_text(text)).await;
    written.map(drop).map_err(|_| Failure::new(Code::Clipboard))
}
