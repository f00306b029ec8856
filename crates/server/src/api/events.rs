//! What changes, as it changes.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{Stream, stream};
use tokio::sync::{broadcast, mpsc, watch};

use crate::{
    feed::{Change, Missed, Told as Changed},
    house::House,
    problem::{Problem, Told},
    who::{SESSION, Who, cookie, who as found},
};

/// How often something is said when there is nothing to say, so that nobody in between cuts the line.
const BEAT: Duration = Duration::from_secs(15);

/// Changes of the films I was let into. The id of an event is its position: after a break, `Last-Event-ID` goes on from there, or an
/// event `reset` says that too much was missed and everything is to be read anew. The stream ends with my session.
#[utoipa::path(get, operation_id = "events_follow", path = "/api/v1/events", tag = "live", responses(
    (status = 200, content_type = "text/event-stream", body = Change),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn follow(
    State(here): State<Arc<House>>,
    _who: Who,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let token = cookie(&headers, SESSION).map(str::to_owned).ok_or_else(Problem::nobody)?;
    let since = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let (missed, coming) = here.feed.follow(since);
    let (to, from) = mpsc::channel(64);
    let closing = here.closing.subscribe();
    tokio::spawn(tell(here, token, missed, coming, to, closing));
    let events = stream::unfold(from, |mut from| async move { Some((Ok(from.recv().await?), from)) });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(BEAT)))
}

/// Tells until somebody goes: he, his session, or the house.
async fn tell(
    here: Arc<House>,
    token: String,
    missed: Missed,
    mut coming: broadcast::Receiver<Changed>,
    to: mpsc::Sender<Event>,
    mut closing: watch::Receiver<bool>,
) {
    let begun = match missed {
        Missed::Lost => to.send(reset(&here)).await.is_ok(),
        Missed::All(missed) => {
            // Says where he is, so that even a break before the first change loses nothing.
            let mut alive =
                to.send(Event::default().event("ready").id(here.feed.now()).data("{}")).await.is_ok();
            for told in missed {
                alive = alive && pass(&here, &token, &told, &to).await;
            }
            alive
        }
    };
    if !begun {
        return;
    }
    loop {
        let told = tokio::select! {
            told = coming.recv() => told,
            () = to.closed() => return,
            _ = closing.wait_for(|closing| *closing) => return,
        };
        let alive = match told {
            Ok(told) => pass(&here, &token, &told, &to).await,
            Err(broadcast::error::RecvError::Lagged(_)) => to.send(reset(&here)).await.is_ok(),
            Err(broadcast::error::RecvError::Closed) => false,
        };
        if !alive {
            return;
        }
    }
}

/// Tells one change, if it is for him; who he is, and where he sits, is looked up anew. Says whether he is still there.
async fn pass(here: &Arc<House>, token: &str, told: &Changed, to: &mpsc::Sender<Event>) -> bool {
    let token = token.to_owned();
    let who = here.work(move |here| async move { found(&here, &token).await }).await;
    let Ok(Some(who)) = who else { return false };
    if !who.seats.reaches(told.change.workspace, told.change.project) {
        return true;
    }
    let event = Event::default().event("change").id(here.feed.position(told.number)).json_data(&told.change);
    match event {
        Ok(event) => to.send(event).await.is_ok(),
        Err(_) => true,
    }
}

fn reset(here: &House) -> Event {
    Event::default().event("reset").id(here.feed.now()).data("{}")
}
