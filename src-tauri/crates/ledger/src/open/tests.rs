//! What a connection is set to and cannot be seen from outside.

use super::*;
use rusqlite::StatementStatus;

#[test]
fn a_statement_with_a_bound_limit_is_planned_once() {
    let directory = tempfile::tempdir().unwrap();
    let connection = Connection::open(directory.path().join("book.db")).unwrap();
    configure(&connection).unwrap();
    connection.execute_batch("CREATE TABLE goods (row INTEGER PRIMARY KEY)").unwrap();
    let mut statement =
        connection.prepare("SELECT row FROM goods WHERE row > 0 ORDER BY row LIMIT ?1").unwrap();
    for limit in [1, 200, 3] {
        assert!(statement.query([limit]).unwrap().next().unwrap().is_none(), "nothing is in the table");
    }
    let planned_again = statement.get_status(StatementStatus::RePrepare);
    assert_eq!(planned_again, 0, "every turn of the writer runs such a statement");
}
