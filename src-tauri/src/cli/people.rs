//! `tallyman operator`, `tallyman token`, `tallyman pair`: through the running station when there is one, else
//! alone with the book.

use super::runtime;
use crate::failure::Failure;
use crate::owner::{Answer, Owner};
use crate::told::{tell, tell_once};
use clap::{Args, Subcommand, ValueEnum};
use domain::permission::Role;
use serde_json::{Value, json};
use station::access::{self, Given, Grant, Scopes};
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
    /// Everybody who works here.
    List,
    /// Give somebody another badge: the one before, lost or not, opens nothing any more.
    Badge { name: String },
    /// Somebody works here no more: badge and tokens end, the history keeps the name.
    Leave { name: String },
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
    /// Every token, paired browser and open pairing link.
    List,
    /// Let nobody in by one of them any more.
    End {
        /// As the list has it.
        id: String,
    },
}

#[derive(Args)]
pub struct Pair {
    /// Where the browser works: `main` is the window's seat. One of its own where none is named.
    #[arg(long)]
    seat: Option<String>,
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
    match command {
        OperatorCommand::Add { name, role, language } => add(data, &name, role.role(), &language),
        OperatorCommand::List => list(data),
        OperatorCommand::Badge { name } => change_badge(data, &name),
        OperatorCommand::Leave { name } => leave(data, &name),
    }
}

fn add(data: &Path, name: &str, role: Role, language: &str) -> Result<(), Failure> {
    let code = match Owner::of(data)? {
        Some(owner) => {
            let body = json!({ "name": name, "role": role.text(), "language": language });
            let badge = owner.post("/operators", &body)?.or_words("add the operator")?;
            Answer::text_of(&badge, "code", "show the badge's code")?
        }
        None => {
            alone(data, async |context| Ok(people::add(context, name, role, language, None).await?.code))?
        }
    };
    tell_badge(name, &code)
}

fn change_badge(data: &Path, name: &str) -> Result<(), Failure> {
    let code = match Owner::of(data)? {
        Some(owner) => {
            let what = "change the badge";
            let badge = owner.post("/operators/badge", &json!({ "name": name }))?.or_words(what)?;
            Answer::text_of(&badge, "code", "show the badge's code")?
        }
        None => alone(data, async |context| Ok(people::change_badge(context, name).await?.code))?,
    };
    tell_badge(name, &code)
}

fn tell_badge(name: &str, code: &str) -> Result<(), Failure> {
    tell(&format!(
        "{code}\nThat is what the badge of {name} must scan as. `tallyman badges --out badges.pdf` prints it."
    ))
}

fn leave(data: &Path, name: &str) -> Result<(), Failure> {
    match Owner::of(data)? {
        Some(owner) => {
            owner.post("/operators/leave", &json!({ "name": name }))?.or_words("end what is theirs")?;
        }
        None => alone(data, async |context| people::leave(context, name).await)?,
    }
    tell(&format!("{name} works here no more: badge and tokens open nothing, the history keeps the name."))
}

/// Read by ourselves: an owner need not be asked for what stands in the file.
fn list(data: &Path) -> Result<(), Failure> {
    let rows = match Owner::of(data)? {
        Some(owner) => owner.get("/operators")?.or_words("list the people")?,
        None => alone(data, async |context| {
            let all = people::all(context).await?;
            Ok(all.iter().map(|one| json!({ "name": one.name, "role": one.role.text() })).collect())
        })?,
    };
    tell_rows(&rows, &["name", "role"])
}

fn tokens(data: &Path) -> Result<(), Failure> {
    let rows = match Owner::of(data)? {
        Some(owner) => owner.get("/tokens")?.or_words("list who may come in")?,
        None => alone(data, async |context| {
            let row = |given: &Given| {
                let token = &given.token;
                json!({ "id": given.id, "kind": token.kind.text(), "name": token.name, "scopes": token.scopes,
                        "seat": token.seat })
            };
            Ok(access::given(context).await?.iter().map(row).collect())
        })?,
    };
    tell_rows(&rows, &["id", "kind", "name", "scopes", "seat"])
}

fn end(data: &Path, id: &str) -> Result<(), Failure> {
    match Owner::of(data)? {
        Some(owner) => {
            owner.post("/tokens/end", &json!({ "id": id }))?.or_words("end the access")?;
        }
        None => alone(data, async |context| access::end(context, id).await)?,
    }
    tell(&format!("{id} lets nobody in any more."))
}

/// One line each, columns by tabs.
fn tell_rows(rows: &Value, columns: &[&str]) -> Result<(), Failure> {
    let rows =
        rows.as_array().ok_or_else(|| Failure::new("read the list: the station answered with none"))?;
    let line = |row: &Value| {
        let cells = columns.iter().map(|column| row[*column].as_str().unwrap_or("-"));
        cells.collect::<Vec<_>>().join("\t")
    };
    tell(&rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}

pub fn token(data: &Path, command: TokenCommand) -> Result<(), Failure> {
    let (name, operator, scopes, seat, days) = match command {
        TokenCommand::Add { name, operator, scopes, seat, days } => (name, operator, scopes, seat, days),
        TokenCommand::List => return tokens(data),
        TokenCommand::End { id } => return end(data, &id),
    };
    let secret = match Owner::of(data)? {
        Some(owner) => {
            let body =
                json!({ "name": name, "operator": operator, "scopes": scopes, "seat": seat, "days": days });
            let made = owner.post("/tokens", &body)?.or_words("make the token")?;
            Answer::text_of(&made, "token", "show the token")?
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
                let grant =
                    Grant { name: name.clone(), scopes, seat: seat.clone(), operator, owner: None, lives_ms };
                access::issue_token(context, grant).await
            })?
        }
    };
    tell_once(
        &format!("{secret}\nKeep it now: it is not shown again. Send it as `Authorization: Bearer …`."),
        "show the token, which is kept nowhere (make another one)",
    )
}

pub fn pair(data: &Path, command: &Pair) -> Result<(), Failure> {
    let owner = Owner::of(data)?.ok_or_else(|| {
        Failure::new("make a pairing link: no station runs on this directory. Start it with `tallyman serve`")
    })?;
    let made = owner.post("/pairings", &json!({ "seat": command.seat }))?.or_words("make a pairing link")?;
    let (address, path) = (owner.address(), Answer::text_of(&made, "path", "show the pairing link")?);
    tell(&format!("{address}{path}\nOpen it once, within ten minutes, in the browser that shall be known."))
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
