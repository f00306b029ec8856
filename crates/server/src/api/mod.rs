//! The API, code first: one router gives both the routes and their description.

mod consents;
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
mod projects;
mod requests;
mod reviews;
mod said;
mod sessions;
mod sight;

use std::sync::Arc;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::house::House;

/// What takes no longer than a request should: it is cut off after a while.
pub(crate) fn routes() -> OpenApiRouter<Arc<House>> {
    OpenApiRouter::new()
        .routes(routes!(me::me))
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
}

/// What lasts as long as it lasts.
pub(crate) fn lasting() -> OpenApiRouter<Arc<House>> {
    OpenApiRouter::new().routes(routes!(events::follow)).routes(routes!(export::export))
}
