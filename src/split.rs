//! Parts of a program that are fetched when they are needed: a call into one is a future, which has nothing to wait
//! for once the part is here.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What comes of work that has nothing to wait for; nothing of other work, which is given up.
pub fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}
