//! The table of who may do what, written out once more by hand.

use domain::permission::{Action, Role, permission};

#[test]
fn the_table_is_as_agreed() {
    use Action::*;
    // Columns: operator, lead, inventory manager, customer service, admin.
    let rows = [
        (Receive, [true, true, true, false, true]),
        (Move, [true, true, true, false, true]),
        (Count, [true, true, true, false, true]),
        (PostCount, [false, true, true, false, true]),
        (Adjust, [false, true, true, false, true]),
        (JudgeLot, [false, true, true, false, true]),
        (ReleaseRecalled, [false, false, true, false, true]),
        (StepUp, [false, true, true, false, true]),
        (SetPolicies, [false, false, true, false, true]),
        (UndoOwn, [true, true, true, false, true]),
        (UndoAny, [false, true, true, false, true]),
        (NameCode, [false, true, true, false, true]),
        (Print, [true, true, true, false, true]),
        (Look, [true, true, true, true, true]),
        (SettleSync, [false, true, true, false, true]),
        (Settle(Role::Operator), [true, true, true, false, true]),
        (Settle(Role::Lead), [false, true, true, false, true]),
        (Settle(Role::InventoryManager), [false, false, true, false, true]),
        (Settle(Role::CustomerService), [false, true, true, true, true]),
        (Settle(Role::Admin), [false, false, false, false, true]),
        (ConfirmDate, [false, true, true, false, true]),
        (Reserve, [false, true, true, false, true]),
        (Administer, [false, false, false, false, true]),
    ];
    let columns = [Role::Operator, Role::Lead, Role::InventoryManager, Role::CustomerService, Role::Admin];
    for (action, allowed) in rows {
        for (role, allowed) in columns.into_iter().zip(allowed) {
            assert_eq!(permission(role, action), allowed, "{role:?} {action:?}");
        }
    }
}

#[test]
fn roles_come_back_from_their_stored_words() {
    for role in Role::ALL {
        assert_eq!(Role::from_text(role.text()), Some(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.text(), "one word in the file and on the wire");
    }
    assert_eq!(Role::from_text("root"), None);
}
