//! JSON as it comes: the contract's document, a bare array, objects one after the other, or one a line.
//!
//! Elements are read one by one, so that a broken row costs that row and a file that breaks off keeps
//! everything before the break; where one does not parse, its brackets tell where the next begins. Text that is
//! read is not kept. Depth is bounded by the parser (128).

pub mod node;
pub(super) mod span;
mod mend;
mod document;
mod elements;
mod lines;

pub(super) use self::{document::Document, lines::Lines};

use node::{Node, parse};

use super::{assemble::Assembly, contract, issue::Reason};

/// Reads one row; says whether it was JSON at all.
fn row(text: &str, assembly: &mut Assembly) -> bool {
    assembly.next_row();
    if let Some(node) = parse(text) {
        take(&node, text, assembly);
        return true;
    }
    let mended = mend::mend(text);
    if let Some(node) = mended.as_deref().and_then(parse) {
        assembly.log.drop(&[], text, Reason::MendedRow);
        take(&node, text, assembly);
        return true;
    }
    assembly.log.drop(&[], text, Reason::BadRow);
    false
}

fn take(node: &Node<'_>, text: &str, assembly: &mut Assembly) {
    match node {
        Node::Map(fields) => {
            if let Some(profile) = contract::profile(fields, assembly.place, &mut assembly.log) {
                assembly.add(profile);
            }
        }
        _ => assembly.log.drop(&[], text, Reason::BadRow),
    }
}
