//! What a store says in XML. Only names are looked for: stores differ in namespaces and order.

use roxmltree::{Document, Node};

/// A page of a list.
#[derive(Default)]
pub(super) struct Page {
    pub(super) rows: Vec<Row>,
    /// Where the next page begins, by the names of the query that asks for it; nothing on the last.
    pub(super) next: Vec<(&'static str, String)>,
}

/// An object, a version or delete marker of one, or an upload that is not finished.
pub(super) struct Row {
    pub(super) key: String,
    /// Of a version or an upload.
    pub(super) id: String,
    /// When an upload was begun.
    pub(super) begun: Option<jiff::Timestamp>,
}

/// Code and message of an error, if it is one.
pub(super) fn error(text: &str) -> Option<(String, String)> {
    let document = Document::parse(text.trim()).ok()?;
    let root = document.root_element();
    (root.tag_name().name() == "Error").then(|| (child(root, "Code"), child(root, "Message")))
}

/// The region an error says the bucket is in.
pub(super) fn region(text: &str) -> Option<String> {
    Some(child(Document::parse(text.trim()).ok()?.root_element(), "Region"))
        .filter(|region| !region.is_empty())
}

/// What a new upload is called.
pub(super) fn upload(text: &str) -> Option<String> {
    Some(child(Document::parse(text.trim()).ok()?.root_element(), "UploadId")).filter(|id| !id.is_empty())
}

/// Whether it is a list at all.
pub(super) fn lists(text: &str) -> bool {
    Document::parse(text.trim())
        .is_ok_and(|document| document.root_element().tag_name().name().starts_with("List"))
}

/// A page of objects, versions or uploads; nothing if it is none.
pub(super) fn page(text: &str) -> Option<Page> {
    let document = Document::parse(text.trim()).ok()?;
    let root = document.root_element();
    let rows = root
        .children()
        .filter(|node| matches!(node.tag_name().name(), "Contents" | "Version" | "DeleteMarker" | "Upload"));
    let row = |node| Row {
        key: child(node, "Key"),
        id: [child(node, "VersionId"), child(node, "UploadId")].concat(),
        begun: child(node, "Initiated").parse().ok(),
    };
    let mut page = Page { rows: rows.map(row).collect(), next: Vec::new() };
    let truncated = child(root, "IsTruncated") == "true";
    if truncated {
        for (name, told) in [
            ("continuation-token", "NextContinuationToken"),
            ("key-marker", "NextKeyMarker"),
            ("version-id-marker", "NextVersionIdMarker"),
            ("upload-id-marker", "NextUploadIdMarker"),
        ] {
            let told = child(root, told);
            if !told.is_empty() {
                page.next.push((name, told));
            }
        }
    }
    (root.tag_name().name().starts_with("List") && truncated != page.next.is_empty()).then_some(page)
}

fn child(node: Node<'_, '_>, name: &str) -> String {
    let found = node.children().find(|child| child.tag_name().name() == name);
    found.and_then(|child| child.text()).unwrap_or_default().to_owned()
}
