//! The policy, as the program that executes it says it.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use minijinja::{Value, context};

use crate::{house::House, language::Language, problem::Problem};

/// The policy.
pub(super) async fn show(State(here): State<Arc<House>>) -> Response {
    let language = Language::here();
    let charter = here.kernel.charter();
    match here.words.policy(language, charter, |promise| here.proofs.note(promise, language)) {
        Ok((title, sections)) => {
            let sections: Vec<Value> = sections
                .into_iter()
                .map(|section| {
                    let items = section.items.into_iter().map(|item| {
                        context! { text => item.text, name => item.name, note => item.note }
                    });
                    let items: Vec<Value> = items.collect();
                    context! { title => section.title, text => section.text, items => items }
                })
                .collect();
            here.pages.show(StatusCode::OK, "privacy.html", context! { title => title, sections => sections })
        }
        Err(missing) => here.pages.problem(Problem::broken(&format!("policy: {missing}"))),
    }
}
