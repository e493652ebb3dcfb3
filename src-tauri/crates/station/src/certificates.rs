//! Where the certificate of analysis of a lot is found: set by whoever judges lots, read by whoever may look, each
//! change on record with who made it.

use crate::context::Context;
use crate::once::{Halt, Key, Not, Outcome, once};
use crate::settling::Decider;
use domain::certificate::Certificate;
use domain::permission::{Action, permission};
use domain::{LotId, Refusal};
use ledger::table::audit::{self, AuditRow};
use ledger::table::lot;
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LotCertificate {
    /// An https address, or the name of a file; 300 characters at most. Absent: there is none.
    pub certificate: Option<String>,
}

/// # Errors
/// [`Error::Missing`] for a lot that is not here; the ledger's.
pub async fn of(context: &Context, id: LotId) -> Result<LotCertificate, Error> {
    context.ledger.writer().turn(move |tx| found(tx, id)).await
}

/// Gives it as it is then.
///
/// # Errors
/// As [`of`].
pub async fn set(
    context: &Context,
    key: Key,
    id: LotId,
    row: LotCertificate,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let now_ms = context.now_ms();
    once(context, key, now_ms, move |tx| {
        if !permission(who.by.role, Action::JudgeLot) {
            return Err(refused(Refusal::NotAllowed { operator: who.by.name.clone() }));
        }
        let before = found(tx, id)?;
        let certificate = row.certificate.as_deref().map(Certificate::parse).transpose();
        let certificate = certificate.map_err(|refusal| refused(*refusal))?;
        lot::set_certificate(tx, id, certificate.as_ref())?;
        let after = found(tx, id)?;
        let detail = json!({ "lot": id, "before": before.certificate, "after": after.certificate });
        note(tx, &who, detail.to_string(), now_ms)?;
        Ok(after)
    })
    .await
}

fn found(tx: &Transaction, id: LotId) -> Result<LotCertificate, Error> {
    lot::by_id(tx, id)?.ok_or_else(|| Error::Missing { what: "lot", name: id.to_string() })?;
    Ok(LotCertificate { certificate: lot::certificate(tx, id)?.map(|found| found.text().to_owned()) })
}

fn refused(refusal: Refusal) -> Halt<Not> {
    Halt::Refused(Not::Taken(Box::new(refusal)))
}

fn note(tx: &Transaction, who: &Decider, detail_json: String, at_ms: i64) -> Result<(), Error> {
    let (operator, seat) = (Some(who.by.id), who.seat.clone());
    audit::insert(
        tx,
        &AuditRow { at_ms, operator, seat, action: "lot_certificate_set".to_owned(), detail_json },
    )
}
