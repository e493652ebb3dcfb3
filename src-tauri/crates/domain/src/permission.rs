//! Who may do what: one table, asked in the engine, the same in every face.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Operator,
    Lead,
    InventoryManager,
    CustomerService,
    Admin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Receive,
    Move,
    Count,
    /// Post the difference of a count to the book.
    PostCount,
    /// Post what was counted in a zone.
    ApproveCount,
    /// Restock, correct, write off damage.
    Adjust,
    /// Promise stock, extend a promise, give it up.
    Reserve,
    /// Hold, release, recall a lot; move its best-before.
    JudgeLot,
    /// Let go what was recalled.
    ReleaseRecalled,
    /// Confirm by badge what a policy does not leave to whoever works.
    StepUp,
    /// Say how the floor treats what the book did not expect, and how items age.
    SetPolicies,
    /// Undo one's own newest entry.
    UndoOwn,
    /// Undo any entry from the history.
    UndoAny,
    /// Give an unknown code to an item, make an item for it, or say that it is not ours.
    NameCode,
    Print,
    /// Look at stock, history, deliveries, devices.
    Look,
    /// Retry or set aside what waits for a vendor.
    SettleSync,
    /// Settle a task that asks for this role.
    Settle(Role),
    /// Print tests, ask devices again, take the report of all devices.
    TendDevices,
    /// Say that the station's clock shows the right day.
    ConfirmDate,
    /// Tokens, people, connections, the write switch.
    Administer,
}

impl Role {
    pub const ALL: [Role; 5] =
        [Role::Operator, Role::Lead, Role::InventoryManager, Role::CustomerService, Role::Admin];

    pub fn text(self) -> &'static str {
        match self {
            Role::Operator => "operator",
            Role::Lead => "lead",
            Role::InventoryManager => "inventory_manager",
            Role::CustomerService => "customer_service",
            Role::Admin => "admin",
        }
    }

    pub fn from_text(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.text() == text)
    }
}

/// The table.
pub fn permission(role: Role, action: Action) -> bool {
    use Action::*;
    match role {
        Role::Admin => true,
        Role::InventoryManager => !matches!(action, Administer | Settle(Role::Admin)),
        Role::Lead => !matches!(
            action,
            Administer
                | ApproveCount
                | ReleaseRecalled
                | SetPolicies
                | Settle(Role::Admin | Role::InventoryManager)
        ),
        Role::Operator => {
            matches!(action, Receive | Move | Count | UndoOwn | Print | Look | Settle(Role::Operator))
        }
        Role::CustomerService => matches!(action, Look | Settle(Role::CustomerService)),
    }
}
