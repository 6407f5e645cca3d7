//! Work in small tasks: between two of them the browser paints, and hears the reader.
//!
//! One task that makes the whole page holds the browser for as long as that takes. Cut into pieces, the same
//! work is done hardly later, and nothing has to wait for more than one of them.

use std::{cell::RefCell, collections::VecDeque};

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{MessageChannel, MessagePort};

/// Whose turn comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// What the reader looks at.
    First,
    /// What stands beside it.
    Then,
}

type Work = Box<dyn FnOnce()>;

struct Queue {
    first: VecDeque<Work>,
    then: VecDeque<Work>,
    /// Whether the bell was rung for the next piece.
    is_rung: bool,
}

thread_local! {
    static QUEUE: RefCell<Queue> = const {
        RefCell::new(Queue { first: VecDeque::new(), then: VecDeque::new(), is_rung: false })
    };
    /// A message to ourselves begins a new task, without the pause that timers have. `None` where the browser
    /// has no such line.
    static BELL: Option<MessagePort> = bell();
}

/// Does this in a task of its own, after what waits already.
pub fn take(turn: Turn, work: impl FnOnce() + 'static) {
    let rings = QUEUE.with_borrow_mut(|queue| {
        match turn {
            Turn::First => queue.first.push_back(Box::new(work)),
            Turn::Then => queue.then.push_back(Box::new(work)),
        }
        !std::mem::replace(&mut queue.is_rung, true)
    });
    if rings {
        ring();
    }
}

/// Does the next piece.
fn next() {
    let work = QUEUE.with_borrow_mut(|queue| {
        let work = queue.first.pop_front().or_else(|| queue.then.pop_front());
        queue.is_rung = work.is_some();
        work
    });
    if let Some(work) = work {
        // First, so that the next piece has its turn whatever comes of this one.
        ring();
        work();
    }
}

fn ring() {
    let is_heard = BELL.with(|bell| {
        // A line of our own takes every message.
        bell.as_ref().is_some_and(|bell| bell.post_message(&JsValue::NULL).is_ok())
    });
    if !is_heard {
        next();
    }
}

fn bell() -> Option<MessagePort> {
    let line = MessageChannel::new().ok()?;
    // It is there for as long as the page is.
    let ear = Closure::<dyn Fn()>::new(next).into_js_value();
    line.port2().set_onmessage(Some(ear.unchecked_ref()));
    Some(line.port1())
}
