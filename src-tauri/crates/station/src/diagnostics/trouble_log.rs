//! When devices were last in trouble, and with what: kept as the tiles change.

use crate::view::DeviceStatus;
use domain::Message;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

const KEPT: usize = 50;

#[derive(Default)]
pub struct TroubleLog {
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    now: BTreeMap<String, Message>,
    past: VecDeque<DeviceTrouble>,
}

/// A verdict of a tile, from when on it stood there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeviceTrouble {
    pub at_ms: i64,
    pub device: String,
    /// `ready`, `attention`, `away`.
    pub state: String,
    pub message: Message,
}

impl TroubleLog {
    /// The tiles as they stand; what is as before is not kept again.
    pub fn note(&self, tiles: &[DeviceStatus], now_ms: i64) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for tile in tiles {
            let before = seen.now.insert(tile.name.clone(), tile.message.clone());
            let is_news = match &before {
                Some(before) => *before != tile.message,
                None => tile.state != "ready",
            };
            if !is_news {
                continue;
            }
            if seen.past.len() == KEPT {
                seen.past.pop_front();
            }
            seen.past.push_back(DeviceTrouble {
                at_ms: now_ms,
                device: tile.name.clone(),
                state: tile.state.clone(),
                message: tile.message.clone(),
            });
        }
    }

    /// The oldest first.
    pub fn past(&self) -> Vec<DeviceTrouble> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).past.iter().cloned().collect()
    }
}
