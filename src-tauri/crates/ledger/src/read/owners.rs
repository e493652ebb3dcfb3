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
    /// By their parts, which are of one item.
    Reservations,
    /// By the goods of their entries; one without goods is nobody's.
    Tasks,
    Deliveries,
    PrintJobs,
    /// By who scanned.
    Scans,
}

impl Owned {
    fn text(self) -> &'static str {
        match self {
            Owned::Items => "items",
            Owned::Lots => "lots",
            Owned::Documents => "documents",
            Owned::Reservations => "reservations",
            Owned::Tasks => "tasks",
            Owned::Deliveries => "deliveries",
            Owned::PrintJobs => "print_jobs",
            Owned::Scans => "scans",
        }
    }
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

/// Those of `ids` that are about goods of this owner and nobody else's: one statement for all kinds, of which it asks
/// the one that is meant.
pub async fn own(
    pool: &SqlitePool,
    owner: OwnerId,
    what: Owned,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>, Error> {
    let hex: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
    let hex = serde_json::to_string(&hex)
        .map_err(|error| Error::Stored { what: "identities", why: error.to_string() })?;
    let (owner, what) = (owner.bytes().as_slice(), what.text());
    let found = sqlx::query_scalar!(
        r#"WITH wanted (id) AS (SELECT unhex(value) FROM json_each(?1)),
           about (id, owner_row) AS (
               SELECT i.id, i.owner_row FROM wanted w CROSS JOIN item i ON i.id = w.id WHERE ?3 = 'items'
               UNION ALL SELECT l.id, i.owner_row FROM wanted w CROSS JOIN lot l ON l.id = w.id
               CROSS JOIN item i ON i.row = l.item_row WHERE ?3 = 'lots'
               UNION ALL SELECT d.id, i.owner_row FROM wanted w CROSS JOIN document d ON d.id = w.id
               CROSS JOIN document_line l ON l.document_row = d.row CROSS JOIN item i ON i.row = l.item_row
               WHERE ?3 = 'documents'
               UNION ALL SELECT q.id, i.owner_row FROM wanted w CROSS JOIN reservation_request q ON q.id = w.id
               CROSS JOIN reservation r ON r.request_row = q.row CROSS JOIN item i ON i.row = r.item_row
               WHERE ?3 = 'reservations'
               UNION ALL SELECT t.id, i.owner_row FROM wanted w CROSS JOIN task t ON t.id = w.id
               CROSS JOIN movement m ON m.entry_row = t.entry_row CROSS JOIN item i ON i.row = m.item_row
               WHERE ?3 = 'tasks'
               UNION ALL SELECT d.id, i.owner_row FROM wanted w CROSS JOIN delivery d ON d.id = w.id
               CROSS JOIN movement m ON m.entry_row = d.entry_row CROSS JOIN item i ON i.row = m.item_row
               WHERE ?3 = 'deliveries'
               UNION ALL SELECT j.id, i.owner_row FROM wanted w CROSS JOIN print_job j ON j.id = w.id
               CROSS JOIN item i ON i.row = j.item_row WHERE ?3 = 'print_jobs'
               UNION ALL SELECT s.id, p.owner_row FROM wanted w CROSS JOIN scan s ON s.id = w.id
               CROSS JOIN operator p ON p.row = s.operator_row WHERE ?3 = 'scans')
           SELECT id AS "id!: Vec<u8>" FROM about GROUP BY id
           HAVING min(owner_row) = max(owner_row)
           AND max(owner_row) = (SELECT row FROM owner WHERE id = ?2) ORDER BY id LIMIT 1000"#,
        hex,
        owner,
        what
    )
    .fetch_all(pool)
    .await?;
    found.iter().map(|id| value::uuid(id)).collect()
}
