//! Many who want the last of it at once.

use super::*;
use std::sync::Barrier;

const CALLER_COUNT: u64 = 104;
const LAST: &str = "60";

#[test]
fn of_a_hundred_and_four_who_want_the_last_sixty_exactly_sixty_get_one() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, LAST)])).unwrap();
    let together = Barrier::new(CALLER_COUNT as usize);
    let answers: Vec<Result<Reserved, Box<Refused>>> = std::thread::scope(|scope| {
        let (book, together) = (&book, &together);
        let callers: Vec<_> = (0..CALLER_COUNT)
            .map(|number| {
                scope.spawn(move || {
                    together.wait();
                    book.reserve(basket(number, SALT, "1"))
                })
            })
            .collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    });
    let accepted = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(accepted, 60, "not one too many, not one lost");
    for refused in answers.into_iter().filter_map(Result::err) {
        let Refusal::NotFreeUntil { free, .. } = refused.refusal else { panic!("{refused:?}") };
        assert_eq!(free, weight("0.000"), "the others are told, and by whom it is held");
    }
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg(LAST));
    book.assert_holds();
}

#[test]
fn who_was_not_sure_and_asks_again_gets_the_same_one() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "10")])).unwrap();
    std::thread::scope(|scope| {
        for caller in 0..40 {
            let book = &book;
            scope.spawn(move || book.reserve(basket(caller % 10, SALT, "1")).expect("one for each of ten"));
        }
    });
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg("10"), "forty calls, ten requests");
    book.assert_holds();
}
