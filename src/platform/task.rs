//! Work that goes on beside the page.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// Starts work on the page's own thread. A store that is gone by the time it ends is left alone by it.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// What comes of work that has nothing to wait for; nothing of other work, which is given up.
pub fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}
