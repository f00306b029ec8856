//! What went wrong, as RFC 9457 says it: what happened, to what, and what to do next.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use incamera_rights::RightsError;
use incamera_store::StoreError;
use incamera_studio::StudioError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::language::{ASKED, Language};

/// A problem, as it goes over the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Told {
    /// Where this kind of problem is explained.
    #[serde(rename = "type")]
    kind: String,
    /// What kind of problem it is, in the reader's language.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What happened, to what, and what to do next.
    detail: String,
    /// The kind, for programs.
    code: &'static str,
    /// By which an operator finds this request.
    request_id: String,
    /// Id of the promise that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    promise: Option<String>,
    /// The version that stands, where another was meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<i64>,
}

/// Something that was not done.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: Option<String>,
    promise: Option<Box<str>>,
    current: Option<i64>,
    wait: Option<u64>,
    /// What only the operator is told.
    pub(crate) inside: Option<Box<str>>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, detail: None, promise: None, current: None, wait: None, inside: None }
    }

    /// Nobody is signed in.
    pub(crate) fn nobody() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in")
    }

    /// There is no such thing, or nobody tells him that there is.
    pub(crate) fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such")
    }

    /// It comes from another site.
    pub(crate) fn foreign() -> Self {
        Self::new(StatusCode::FORBIDDEN, "cross-site")
    }

    /// Too often; in so many seconds again.
    pub(crate) fn too_many(wait: u64) -> Self {
        Self { wait: Some(wait), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many") }
    }

    /// What was sent cannot be read.
    pub(crate) fn unreadable(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(StatusCode::BAD_REQUEST, "unreadable") }
    }

    /// A form that lacks something, or comes as something else.
    pub(crate) fn form() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unreadable")
    }

    /// What was sent is larger than what is taken.
    pub(crate) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large")
    }

    /// What was said makes no sense.
    pub(crate) fn said(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not-so") }
    }

    /// Something inside broke; what, only the operator is told.
    pub(crate) fn broken(inside: &str) -> Self {
        Self { inside: Some(inside.into()), ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken") }
    }

    /// With another status and code: protocols of their own have their own.
    pub(crate) fn with(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(status, code) }
    }

    /// Its status.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What happened, in words for people.
    pub(crate) fn detail(&self) -> String {
        let language = Language::here();
        self.detail.clone().unwrap_or_else(|| language.text(&format!("problem-{}-detail", self.code)))
    }

    /// What kind it is, in words for people.
    pub(crate) fn title(&self) -> String {
        Language::here().text(&format!("problem-{}", self.code))
    }
}

impl From<RightsError> for Problem {
    fn from(error: RightsError) -> Self {
        match error {
            RightsError::Refused(refusal) => Self {
                promise: Some(refusal.promise().into()),
                detail: Some(refusal.to_string()),
                ..Self::new(StatusCode::FORBIDDEN, "refused")
            },
            RightsError::Missing { .. } | RightsError::Store(StoreError::Missing(_)) => Self::missing(),
            RightsError::State { .. } => {
                Self { detail: Some(error.to_string()), ..Self::new(StatusCode::CONFLICT, "not-now") }
            }
            RightsError::Said(detail) => Self::said(detail),
            RightsError::Store(StoreError::Database(why)) => Self {
                inside: Some(why.to_string().into()),
                ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "database-away")
            },
            other => Self::broken(&other.to_string()),
        }
    }
}

impl From<StudioError> for Problem {
    fn from(error: StudioError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        let status = match error {
            StudioError::Rights(error) => return error.into(),
            StudioError::Changed { current, .. } => {
                let changed = Self::with(StatusCode::PRECONDITION_FAILED, "cut-changed", detail);
                return Self { current: Some(current), ..changed };
            }
            StudioError::State { .. } => return Self::with(StatusCode::CONFLICT, "not-now", detail),
            StudioError::Edit(_) | StudioError::Said(_) => return Self::said(detail),
            StudioError::Offset { .. } | StudioError::Short { .. } => StatusCode::CONFLICT,
            StudioError::Length { length: 0, .. } => StatusCode::BAD_REQUEST,
            StudioError::Length { .. } | StudioError::Longer { .. } | StudioError::Stretch { .. } => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            // Of tus 1.0: what came is not what was sent.
            StudioError::Checksum => StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST),
            _ => return Self::broken(&detail),
        };
        Self::with(status, code, detail)
    }
}

impl From<incamera_gate::Refusal> for Problem {
    fn from(refusal: incamera_gate::Refusal) -> Self {
        RightsError::Refused(refusal).into()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        RightsError::Store(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let told = Told {
            kind: format!("/docs/errors/{}", self.code),
            title: self.title(),
            status: self.status.as_u16(),
            detail: self.detail(),
            code: self.code,
            request_id: ASKED.try_with(|asked| asked.id.clone()).unwrap_or_default(),
            promise: self.promise.map(Into::into),
            current: self.current,
        };
        let mut response = (self.status, Json(told)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait) = self.wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        if let Some(inside) = self.inside {
            response.extensions_mut().insert(Inside(inside.into()));
        }
        response
    }
}

/// What only the operator is told, on its way to him.
#[derive(Clone, Debug)]
pub(crate) struct Inside(pub(crate) String);
