//! Fetches the [`crate::rest`] of the engine.

#[cfg(feature = "split")]
mod part {
    use wasm_split_helpers::SplitLoaderError;

    use crate::{intake, rest, worker::desk};

    /// Fetches the rest, where it is not here yet. After a failure the next call tries again.
    pub async fn fetch() {
        if all().await.is_ok() {
            rest::arrive();
        }
    }

    /// All are one part; each function asks for it once, and waits for nothing from then on.
    async fn all() -> Result<(), SplitLoaderError> {
        intake::fetch_tables().await?;
        desk::fetch_explain().await?;
        desk::fetch_profiles().await?;
        desk::fetch_export().await
    }
}

#[cfg(not(feature = "split"))]
mod part {
    /// Fetches the rest: the program is whole, and there is nothing to fetch.
    pub fn fetch() -> impl Future<Output = ()> {
        std::future::ready(())
    }
}

pub(super) use part::fetch;
