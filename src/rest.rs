//! What of the engine is fetched later: a worker's program has it in a part of its own, because a first visit has its
//! list without. Every other program is whole.
//!
//! A function with the attribute `wasm_split(rest, …)` is in that part, with all that nothing else calls. The
//! attribute makes a future of it, of which [`call`] makes a result again; each such function is named in
//! `worker/rest.rs`, which fetches the part.

#[cfg(feature = "split")]
mod part {
    use std::cell::Cell;

    use wasm_split_helpers::SplitLoaderError;

    use crate::{
        failure::{Code, Failure},
        intake::OpenError,
        split::at_once,
    };

    thread_local! {
        static IS_HERE: Cell<bool> = const { Cell::new(cfg!(not(target_family = "wasm"))) };
    }

    /// Whether the rest is here.
    pub fn is_here() -> bool {
        IS_HERE.get()
    }

    /// From now on the rest is here.
    pub fn arrive() {
        IS_HERE.set(true);
    }

    /// What a function of the rest answers; a failure where the rest is not here.
    pub fn call<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<T, E>
    where
        E: From<Missing>,
    {
        if !is_here() {
            return Err(Missing.into());
        }
        at_once(work).unwrap_or_else(|| Err(Missing.into()))
    }

    /// The rest is not here.
    #[derive(Debug, Clone, Copy)]
    pub struct Missing;

    impl From<Missing> for OpenError {
        fn from(_: Missing) -> Self {
            Self::NeedsPart
        }
    }

    impl From<SplitLoaderError> for OpenError {
        fn from(_: SplitLoaderError) -> Self {
            Self::NeedsPart
        }
    }

    impl From<Missing> for Failure {
        fn from(_: Missing) -> Self {
            Self::new(Code::NeedsPart)
        }
    }

    impl From<SplitLoaderError> for Failure {
        fn from(_: SplitLoaderError) -> Self {
            Self::new(Code::NeedsPart)
        }
    }
}

#[cfg(not(feature = "split"))]
mod part {
    /// Whether the rest is here: the program is whole.
    pub const fn is_here() -> bool {
        true
    }

    /// What a function of the rest answers.
    pub fn call<T, E>(done: Result<T, E>) -> Result<T, E> {
        done
    }
}

pub use part::*;
