//! A list of routes that is served from itself: what is not in it is not there, and the description of the API is
//! held against it. Paths begin behind `/api/v1`.

use crate::face::Face;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post, put};

/// What a caller needs, as tokens name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nobody has to be known.
    Nothing,
    Read,
    Seat,
    Admin,
}

/// One way to ask the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub method: Method,
    /// With its variables in braces: `/items/{sku}/history`.
    pub path: &'static str,
    pub need: Need,
}

/// Routes that need the same.
pub(crate) struct Routes {
    need: Need,
    list: Vec<Route>,
    router: Router<Face>,
}

impl Need {
    pub fn scope(self) -> Option<&'static str> {
        match self {
            Need::Nothing => None,
            Need::Read => Some("read"),
            Need::Seat => Some("seat"),
            Need::Admin => Some("admin"),
        }
    }
}

impl Routes {
    pub fn needing(need: Need) -> Routes {
        Routes { need, list: Vec::new(), router: Router::new() }
    }

    pub fn get<T: 'static>(self, path: &'static str, handler: impl Handler<T, Face>) -> Routes {
        self.with(Method::GET, path, get(handler))
    }

    pub fn post<T: 'static>(self, path: &'static str, handler: impl Handler<T, Face>) -> Routes {
        self.with(Method::POST, path, post(handler))
    }

    /// For bodies of so many bytes, more than others may have.
    pub fn post_of<T: 'static>(
        self,
        path: &'static str,
        handler: impl Handler<T, Face>,
        limit_bytes: usize,
    ) -> Routes {
        self.with(Method::POST, path, post(handler).layer(DefaultBodyLimit::max(limit_bytes)))
    }

    pub fn put<T: 'static>(self, path: &'static str, handler: impl Handler<T, Face>) -> Routes {
        self.with(Method::PUT, path, put(handler))
    }

    pub fn list(self) -> Vec<Route> {
        self.list
    }

    pub fn router(self) -> Router<Face> {
        self.router
    }

    fn with(mut self, method: Method, path: &'static str, handler: MethodRouter<Face>) -> Routes {
        self.list.push(Route { method, path, need: self.need });
        Routes { router: self.router.route(path, handler), ..self }
    }
}
