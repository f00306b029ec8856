//! The API, code first: one router gives both the routes and their description.

mod consents;
mod cuts;
pub(crate) mod demo;
mod erasure;
mod events;
mod export;
mod invitations;
mod links;
mod me;
mod members;
mod messages;
mod milestones;
mod notes;
mod pictures;
mod projects;
mod ranges;
mod renders;
mod requests;
mod reviews;
mod rushes;
mod said;
mod sessions;
mod sight;
mod uploads;

use std::sync::Arc;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::house::House;

/// What takes no longer than a request should: it is cut off after a while.
pub(crate) fn routes() -> OpenApiRouter<Arc<House>> {
    OpenApiRouter::new()
        .routes(routes!(me::me))
        .routes(routes!(demo::open, demo::remove))
        .routes(routes!(sessions::list))
        .routes(routes!(sessions::end))
        .routes(routes!(sight::data_map))
        .routes(routes!(sight::access_log))
        .routes(routes!(consents::list))
        .routes(routes!(consents::withdraw))
        .routes(routes!(requests::list, requests::ask))
        .routes(routes!(erasure::plan))
        .routes(routes!(erasure::erase))
        .routes(routes!(projects::list, projects::begin))
        .routes(routes!(projects::one, projects::change, projects::erase))
        .routes(routes!(milestones::list, milestones::set))
        .routes(routes!(milestones::change, milestones::erase))
        .routes(routes!(messages::list, messages::write))
        .routes(routes!(members::list))
        .routes(routes!(members::change, members::remove))
        .routes(routes!(members::confirm))
        .routes(routes!(invitations::list, invitations::invite))
        .routes(routes!(invitations::revoke))
        .routes(routes!(reviews::list))
        .routes(routes!(reviews::open))
        .routes(routes!(reviews::one))
        .routes(routes!(reviews::decide))
        .routes(routes!(notes::list, notes::write))
        .routes(routes!(notes::change, notes::erase))
        .routes(routes!(links::list, links::make))
        .routes(routes!(links::revoke))
        .routes(routes!(rushes::list))
        .routes(routes!(rushes::one, rushes::rename, rushes::erase))
        .routes(routes!(rushes::search))
        .routes(routes!(pictures::poster))
        .routes(routes!(pictures::storyboard))
        .routes(routes!(pictures::board))
        .routes(routes!(pictures::waveform))
        .routes(routes!(pictures::words))
        .routes(routes!(cuts::list, cuts::begin))
        .routes(routes!(cuts::one))
        .routes(routes!(cuts::edit))
        .routes(routes!(cuts::undo))
        .routes(routes!(cuts::redo))
        .routes(routes!(cuts::export))
        .routes(routes!(renders::order))
        .routes(routes!(renders::list))
        .routes(routes!(renders::one))
        .routes(routes!(renders::cancel))
}

/// What lasts as long as it lasts.
pub(crate) fn lasting() -> OpenApiRouter<Arc<House>> {
    OpenApiRouter::new()
        .routes(routes!(events::follow))
        .routes(routes!(export::export))
        .routes(routes!(pictures::proxy))
        .routes(routes!(renders::watch))
        .routes(routes!(uploads::begin, uploads::options))
        .routes(routes!(uploads::look, uploads::append, uploads::abandon))
}
