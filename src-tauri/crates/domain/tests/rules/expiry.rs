//! Last good days.

use crate::today;
use domain::expiry::Expiry;
use jiff::civil::date;

#[test]
fn the_printed_day_is_the_last_good_day() {
    let tomorrow = today().tomorrow().unwrap();
    let yesterday = today().yesterday().unwrap();
    assert!(!Expiry::On(today()).is_past(today()), "good all day");
    assert!(Expiry::On(yesterday).is_past(today()));
    assert!(!Expiry::On(tomorrow).is_past(today()));
    assert!(
        !Expiry::NonePrinted.is_past(today()) && !Expiry::NotKnown.is_past(today()),
        "no day, never past"
    );
}

#[test]
fn a_month_is_good_to_its_last_day() {
    let month = Expiry::from_parts("month", Some(date(2028, 2, 3))).unwrap();
    assert_eq!(month, Expiry::Month(date(2028, 2, 29)));
    assert_eq!(month.last_good_day(), Some(date(2028, 2, 29)));
    assert!(!month.is_past(date(2028, 2, 29)) && month.is_past(date(2028, 3, 1)));
}

#[test]
fn stored_parts_come_back_or_do_not_belong_together() {
    let all = [Expiry::On(today()), Expiry::Month(date(2026, 11, 30)), Expiry::NonePrinted, Expiry::NotKnown];
    for expiry in all {
        assert_eq!(Expiry::from_parts(expiry.kind(), expiry.last_good_day()), Some(expiry));
        let stored = serde_json::to_string(&expiry).unwrap();
        assert_eq!(serde_json::from_str::<Expiry>(&stored).unwrap(), expiry, "{stored}");
    }
    for (kind, date) in [("date", None), ("month", None), ("none_printed", Some(today())), ("", None)] {
        assert_eq!(Expiry::from_parts(kind, date), None, "{kind} with {date:?}");
    }
}
