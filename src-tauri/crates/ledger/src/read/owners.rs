//! Whose goods something is about: for callers who are bound to one owner and see nothing of another's.

use super::value;
use crate::Error;
use domain::{OperatorId, OwnerId};
use sqlx::SqlitePool;
use std::collections::HashSet;
use uuid::Uuid;

/// What belongs to whoever owns the goods it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owned {
    Items,
    Lots,
    /// By its lines; one without lines is nobody's.
    Documents,
    /// By their first part.
    Reservations,
    /// By the goods of their entries; one without goods is nobody's.
    Tasks,
    Deliveries,
    PrintJobs,
    /// By who scanned.
    Scans,
}

/// The owner a person is bound to.
pub async fn of_operator(pool: &SqlitePool, id: OperatorId) -> Result<Option<OwnerId>, Error> {
    let id = id.bytes().as_slice();
    let found = sqlx::query_scalar!(
        r#"SELECT o.id AS "id!" FROM operator p JOIN owner o ON o.row = p.owner_row WHERE p.id = ?1"#,
        id
    )
    .fetch_optional(pool)
    .await?;
    found.map(|id| value::uuid(&id).map(OwnerId)).transpose()
}

/// Those of `ids` that are about goods of this owner and nobody else's.
pub async fn own(
    pool: &SqlitePool,
    owner: OwnerId,
    what: Owned,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>, Error> {
    let hex: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
    let hex = serde_json::to_string(&hex)
        .map_err(|error| Error::Stored { what: "identities", why: error.to_string() })?;
    let owner = owner.bytes().as_slice();
    let found =
        match what {
            Owned::Items => {
                sqlx::query_scalar!(
                    r#"SELECT i.id AS "id!" FROM item i WHERE i.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND i.owner_row = (SELECT row FROM owner WHERE id = ?2) ORDER BY i.row LIMIT 1000"#,
                    hex,
                    owner
                )
                .fetch_all(pool)
                .await?
            }
            Owned::Lots => {
                sqlx::query_scalar!(
                    r#"SELECT l.id AS "id!" FROM lot l JOIN item i ON i.row = l.item_row
                   WHERE l.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND i.owner_row = (SELECT row FROM owner WHERE id = ?2) ORDER BY l.row LIMIT 1000"#,
                    hex,
                    owner
                )
                .fetch_all(pool)
                .await?
            }
            Owned::Documents => sqlx::query_scalar!(
                r#"SELECT d.id AS "id!" FROM document d WHERE d.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND EXISTS (SELECT 1 FROM document_line l WHERE l.document_row = d.row)
                   AND NOT EXISTS (SELECT 1 FROM document_line l JOIN item i ON i.row = l.item_row
                   WHERE l.document_row = d.row
                   AND i.owner_row IS NOT (SELECT row FROM owner WHERE id = ?2)) ORDER BY d.row LIMIT 1000"#,
                hex,
                owner
            )
            .fetch_all(pool)
            .await?,
            Owned::Reservations => {
                sqlx::query_scalar!(
                    r#"SELECT q.id AS "id!" FROM reservation_request q
                   WHERE q.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND EXISTS (SELECT 1 FROM reservation r JOIN item i ON i.row = r.item_row
                   WHERE r.request_row = q.row
                   AND i.owner_row = (SELECT row FROM owner WHERE id = ?2)) ORDER BY q.row LIMIT 1000"#,
                    hex,
                    owner
                )
                .fetch_all(pool)
                .await?
            }
            Owned::Tasks => {
                sqlx::query_scalar!(
                    r#"SELECT t.id AS "id!" FROM task t WHERE t.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND EXISTS (SELECT 1 FROM movement m WHERE m.entry_row = t.entry_row)
                   AND NOT EXISTS (SELECT 1 FROM movement m JOIN item i ON i.row = m.item_row
                   WHERE m.entry_row = t.entry_row
                   AND i.owner_row IS NOT (SELECT row FROM owner WHERE id = ?2)) ORDER BY t.row LIMIT 1000"#,
                    hex,
                    owner
                )
                .fetch_all(pool)
                .await?
            }
            Owned::Deliveries => sqlx::query_scalar!(
                r#"SELECT d.id AS "id!" FROM delivery d WHERE d.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND EXISTS (SELECT 1 FROM movement m WHERE m.entry_row = d.entry_row)
                   AND NOT EXISTS (SELECT 1 FROM movement m JOIN item i ON i.row = m.item_row
                   WHERE m.entry_row = d.entry_row
                   AND i.owner_row IS NOT (SELECT row FROM owner WHERE id = ?2)) ORDER BY d.row LIMIT 1000"#,
                hex,
                owner
            )
            .fetch_all(pool)
            .await?,
            Owned::PrintJobs => {
                sqlx::query_scalar!(
                    r#"SELECT j.id AS "id!" FROM print_job j JOIN item i ON i.row = j.item_row
                   WHERE j.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND i.owner_row = (SELECT row FROM owner WHERE id = ?2) ORDER BY j.row LIMIT 1000"#,
                    hex,
                    owner
                )
                .fetch_all(pool)
                .await?
            }
            Owned::Scans => {
                sqlx::query_scalar!(
                    r#"SELECT s.id AS "id!" FROM scan s JOIN operator p ON p.row = s.operator_row
                   WHERE s.id IN (SELECT unhex(value) FROM json_each(?1))
                   AND p.owner_row = (SELECT row FROM owner WHERE id = ?2) ORDER BY s.row LIMIT 1000"#,
                    hex,
                    owner
                )
                .fetch_all(pool)
                .await?
            }
        };
    found.iter().map(|id| value::uuid(id)).collect()
}
