//! A workspace and who sits in it.

mod change;
mod found;
mod invitation;
mod link;
mod list;
mod names;
mod seats;

pub(crate) use self::found::found_as;
pub use self::{
    change::{leave_workspace, set_role},
    found::{Seat, Within, admit, admit_within, found, seated},
    invitation::{Asked, Invitation, Invited, accept, invitation, invitations, invite, revoke_invitation},
    link::{Link, LinkMade, Opening, enter, link, links, make_link, revoke_link},
    list::{Member, Workspace, members, workspace_of},
    names::{Name, Names, names},
    seats::{Film, Seats, Sits, film, film_of},
};
