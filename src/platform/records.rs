//! The browser's database: texts by key, which outlive the page.

use std::rc::Rc;

use idb::{
    Database, DatabaseEvent as _, Error, Factory, ObjectStore, ObjectStoreParams, Query, TransactionMode,
    TransactionResult,
};
use wasm_bindgen::JsValue;

const DATABASE: &str = "accord";
const STORE: &str = "lists";

/// Raised when the stores change. A record's own version is in its text; this one is for their places.
const VERSION: u32 = 1;

/// Why the database cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The browser forbids it or has none: private mode, settings, an old database that is gone.
    Unavailable,
    /// There is no room left.
    Full,
    /// It was made by a newer build, whose records this one could not keep whole.
    Newer,
}

/// The database, opened.
#[derive(Clone)]
pub struct Records(Rc<Database>);

impl Records {
    /// Opens the database, and makes it where there is none.
    pub async fn open() -> Result<Self, Closed> {
        let database = Self::open_database().await.map_err(|error| closed(&error))?;
        Ok(Self(Rc::new(database)))
    }

    async fn open_database() -> Result<Database, Error> {
        let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                // Fails only where the store is there already.
                database.create_object_store(STORE, ObjectStoreParams::new()).ok();
            }
        });
        let mut database = request.await?;
        // A newer build in another tab may raise the version; this tab must not stand in its way.
        database.on_version_change(|event| {
            if let Some(target) = event.target()
                && let Ok(database) = Database::try_from(target)
            {
                database.close();
            }
        });
        Ok(database)
    }

    /// Every record with its key.
    pub async fn all(&self) -> Result<Vec<(String, String)>, Closed> {
        self.read_all().await.map_err(|error| closed(&error))
    }

    async fn read_all(&self) -> Result<Vec<(String, String)>, Error> {
        let store = self.store(TransactionMode::ReadOnly)?;
        // Both in one transaction, so that they belong together; both come in the order of keys.
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        let texts =
            keys.iter().zip(&values).filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?)));
        Ok(texts.collect())
    }

    /// One record.
    pub async fn one(&self, key: &str) -> Result<Option<String>, Closed> {
        let read = async {
            let value = self.store(TransactionMode::ReadOnly)?.get(place(key))?.await?;
            Ok(value.and_then(|value| value.as_string()))
        };
        read.await.map_err(|error: Error| closed(&error))
    }

    /// Replaces a record by what `change` makes of it, in one transaction: no other tab comes between.
    pub async fn update(
        &self,
        key: &str,
        change: impl FnOnce(Option<String>) -> Option<String>,
    ) -> Result<(), Closed> {
        let write = async {
            let transaction = self.0.transaction(&[STORE], TransactionMode::ReadWrite)?;
            let store = transaction.object_store(STORE)?;
            let known = store.get(place(key))?.await?.and_then(|value| value.as_string());
            if let Some(text) = change(known) {
                store.put(&text.into(), Some(&key.into()))?.await?;
            }
            transaction.await
        };
        match write.await {
            Ok(TransactionResult::Committed) => Ok(()),
            // Without an error of its own a transaction is aborted when the disk is full at the last moment.
            Ok(TransactionResult::Aborted) => Err(Closed::Full),
            Err(error) => Err(closed(&error)),
        }
    }

    /// Removes a record.
    pub async fn remove(&self, key: &str) -> Result<(), Closed> {
        let remove = async { self.store(TransactionMode::ReadWrite)?.delete(place(key))?.await };
        remove.await.map_err(|error| closed(&error))
    }

    fn store(&self, mode: TransactionMode) -> Result<ObjectStore, Error> {
        self.0.transaction(&[STORE], mode)?.object_store(STORE)
    }
}

fn place(key: &str) -> Query {
    Query::Key(JsValue::from_str(key))
}

/// Browsers name the reason in the exception, which every variant prints.
fn closed(error: &Error) -> Closed {
    let text = error.to_string();
    if text.contains("Quota") {
        Closed::Full
    } else if text.contains("VersionError") {
        Closed::Newer
    } else {
        Closed::Unavailable
    }
}
