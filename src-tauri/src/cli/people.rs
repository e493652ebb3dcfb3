//! `tallyman operator`, `tallyman token`, `tallyman pair`: through the running station when there is one, else
//! alone with the book.

use super::runtime;
use crate::failure::Failure;
use crate::owner::Owner;
use crate::told::{tell, tell_once};
use clap::{Subcommand, ValueEnum};
use domain::permission::Role;
use serde_json::json;
use station::access::{self, Grant, Scopes};
use station::alone::Alone;
use station::context::Context;
use station::{Options, people};
use std::path::Path;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[derive(Subcommand)]
pub enum OperatorCommand {
    /// Add a person; prints the code of the badge.
    Add {
        name: String,
        #[arg(long, value_enum, default_value = "operator")]
        role: RoleName,
        /// The language the screens speak while this person is active: en or id.
        #[arg(long, default_value = "en", value_parser = words::LANGUAGES)]
        language: String,
    },
}

#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token for a program; prints its secret, once.
    Add {
        name: String,
        /// The person it works for: whole jobs are booked in this name.
        #[arg(long)]
        operator: Option<String>,
        /// What it may do: read, seat, admin, by comma.
        #[arg(long, default_value = "read,seat")]
        scopes: String,
        /// The only seat it may use.
        #[arg(long)]
        seat: Option<String>,
        /// Ends after so many days.
        #[arg(long)]
        days: Option<u32>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum RoleName {
    Operator,
    Lead,
    InventoryManager,
    CustomerService,
    Admin,
}

pub fn operator(data: &Path, command: OperatorCommand) -> Result<(), Failure> {
    let OperatorCommand::Add { name, role, language } = command;
    let role = role.role();
    let code = match Owner::of(data)? {
        Some(owner) => {
            let body = json!({ "name": name, "role": role.text(), "language": language });
            let badge = owner.post("/operators", &body)?.or_words("add the operator")?;
            badge["code"].as_str().unwrap_or_default().to_owned()
        }
        None => alone(data, async |context| Ok(people::add(context, &name, role, &language).await?.code))?,
    };
    tell(&format!(
        "{code}\nThat is what the badge of {name} must scan as. `tallyman badges --out badges.pdf` prints it."
    ))
}

pub fn token(data: &Path, command: TokenCommand) -> Result<(), Failure> {
    let TokenCommand::Add { name, operator, scopes, seat, days } = command;
    let secret = match Owner::of(data)? {
        Some(owner) => {
            let body =
                json!({ "name": name, "operator": operator, "scopes": scopes, "seat": seat, "days": days });
            let made = owner.post("/tokens", &body)?.or_words("make the token")?;
            made["token"].as_str().unwrap_or_default().to_owned()
        }
        None => {
            let wanted = Scopes::parse(&scopes);
            let scopes =
                wanted.map_err(|word| Failure::new(format!("make the token: {word} is no scope")))?;
            alone(data, async |context| {
                let operator = match &operator {
                    Some(name) => Some(people::named(context, name).await?.id),
                    None => None,
                };
                let lives_ms = days.map(|days| i64::from(days) * DAY_MS);
                let grant = Grant { name: name.clone(), scopes, seat: seat.clone(), operator, lives_ms };
                access::issue_token(context, grant).await
            })?
        }
    };
    tell_once(
        &format!("{secret}\nKeep it now: it is not shown again. Send it as `Authorization: Bearer …`."),
        "show the token, which is kept nowhere (make another one)",
    )
}

pub fn pair(data: &Path) -> Result<(), Failure> {
    let owner = Owner::of(data)?.ok_or_else(|| {
        Failure::new("make a pairing link: no station runs on this directory. Start it with `tallyman serve`")
    })?;
    let made = owner.post("/pairings", &json!({}))?.or_words("make a pairing link")?;
    tell(&format!(
        "{}{}\nOpen it once, within ten minutes, in the browser that shall be known.",
        owner.address(),
        made["path"].as_str().unwrap_or_default()
    ))
}

/// Carries `work` out on the book of a directory that no process owns.
pub fn alone<T>(
    data: &Path,
    work: impl AsyncFnOnce(&Context) -> Result<T, station::Error>,
) -> Result<T, Failure> {
    runtime()?.block_on(async {
        let alone = Alone::open(Options::new(data)).await?;
        let outcome = work(&alone.context).await;
        alone.close().await?;
        Ok(outcome?)
    })
}

impl RoleName {
    fn role(self) -> Role {
        match self {
            RoleName::Operator => Role::Operator,
            RoleName::Lead => Role::Lead,
            RoleName::InventoryManager => Role::InventoryManager,
            RoleName::CustomerService => Role::CustomerService,
            RoleName::Admin => Role::Admin,
        }
    }
}
