//! Where data comes from, as the page knows it.

use web_sys::File;

use crate::{
    domain::network::Network,
    platform::document::{Resolved, resolve},
    protocol::Place,
};

/// Where data comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Network of profiles that do not say.
    pub network: Option<Network>,
    from: From,
}

#[derive(Debug, Clone)]
enum From {
    Address(Resolved),
    File(File),
}

impl Source {
    /// An address, relative to the folder of the build or http(s); `None` where it is neither.
    pub fn address(address: &str) -> Option<Self> {
        Some(Self { network: None, from: From::Address(resolve(address)?) })
    }

    /// A file of the reader.
    pub fn file(file: File) -> Self {
        Self { network: None, from: From::File(file) }
    }

    /// The whole address; `None` for a file.
    pub fn href(&self) -> Option<&str> {
        match &self.from {
            From::Address(resolved) => Some(&resolved.href),
            From::File(_) => None,
        }
    }

    /// Name of the file, or last part of the address.
    pub fn name(&self) -> String {
        match &self.from {
            From::File(file) => file.name(),
            From::Address(resolved) => {
                let path = resolved.href.split(['?', '#']).next().unwrap_or_default();
                let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&resolved.host);
                percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned()
            }
        }
    }

    /// Whether a failure of that subject is this source's.
    pub fn is_called(&self, subject: &str) -> bool {
        self.href().map_or_else(|| self.name() == subject, |href| href == subject)
    }

    /// The host, where it is not the page's own.
    pub fn foreign_host(&self) -> Option<&str> {
        match &self.from {
            From::Address(resolved) if !resolved.is_own => Some(&resolved.host),
            _ => None,
        }
    }

    /// The origin, where it is not the page's own.
    pub fn foreign_origin(&self) -> Option<&str> {
        match &self.from {
            From::Address(resolved) if !resolved.is_own => Some(&resolved.origin),
            _ => None,
        }
    }

    pub(super) fn place(&self) -> Place {
        let address = match &self.from {
            From::Address(resolved) => Some(resolved.href.clone()),
            From::File(_) => None,
        };
        Place { address, name: self.name(), network: self.network }
    }

    pub(super) fn opened_file(&self) -> Option<&File> {
        match &self.from {
            From::File(file) => Some(file),
            From::Address(_) => None,
        }
    }
}
