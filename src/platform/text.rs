//! Small texts from beside the page.

use gloo_net::http::Request;

use crate::failure::{Code, Failure};

/// Fetches a text; `address` is relative to the folder of the build.
pub async fn fetch(address: &str) -> Result<String, Failure> {
    let unreachable =
        |error: gloo_net::Error| Failure::new(Code::Unreachable).of(address).with_detail(error.to_string());
    let response = Request::get(address).send().await.map_err(unreachable)?;
    if !response.ok() {
        return Err(Failure::of_status(response.status()).of(address));
    }
    response.text().await.map_err(unreachable)
}
