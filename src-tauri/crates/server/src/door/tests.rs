//! Who is told to wait at the door, for how long, and who never is.

use super::*;

const START: Duration = Duration::from_secs(1_000);

fn tried(address: &str, secret: &str) -> Try {
    Try { address: Key::Address(network(Some(address.parse().unwrap()))), secret: hash(secret) }
}

/// Tries a secret that nobody was given.
fn wrong(door: &Door, now: Duration, guess: Try) -> Result<(), Problem> {
    door.ask(now, guess).and_then(|()| door.failed(now, guess))
}

/// Tries another secret each time until the door is shut; how many were answered.
fn guess(door: &Door, address: &str, now: Duration) -> u32 {
    let guess = |number: &u32| tried(address, &format!("{address} guess {number} at {now:?}"));
    (0..100).take_while(|number| wrong(door, now, guess(number)).is_ok()).count() as u32
}

#[test]
fn an_address_that_guesses_is_shut_out_and_may_try_once_in_three_seconds() {
    let door = Door::new();
    assert_eq!(guess(&door, "10.0.0.7", START), AT_ONCE.get() + 1, "then the door is shut");
    let refused = wrong(&door, START, tried("10.0.0.7", "one more")).unwrap_err();
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.retry_after_s, NonZeroU32::new(3), "and it says for how long");
    assert_eq!(guess(&door, "10.0.0.7", START + ONE_IN), 2, "one that is free by then, and one too many");
    assert_eq!(guess(&door, "10.0.0.8", START), AT_ONCE.get() + 1, "another address has its own budget");
    assert_eq!(guess(&door, "10.0.0.7", START + 100 * ONE_IN), AT_ONCE.get() + 1, "all is forgiven in time");
}

#[test]
fn one_secret_that_is_wrong_is_shut_out_from_wherever_it_comes() {
    let door = Door::new();
    for number in 0..=AT_ONCE.get() {
        wrong(&door, START, tried(&format!("10.0.1.{number}"), "ended")).unwrap();
    }
    assert!(door.ask(START, tried("10.0.2.1", "ended")).is_err(), "it is not even looked up again");
    assert!(wrong(&door, START, tried("10.0.2.1", "another")).is_ok(), "not its neighbours");
}

#[test]
fn a_secret_is_looked_up_whatever_the_neighbour_tried_and_counts_for_nothing_while_it_is_shut() {
    let door = Door::new();
    guess(&door, "10.0.0.7", START);
    let new = tried("10.0.0.7", "never tried before");
    for _ in 0..2 * AT_ONCE.get() {
        assert!(door.ask(START, new).is_ok(), "after a restart nobody is remembered: it may be a good one");
        assert!(door.failed(START, new).is_err(), "it was not, so it waits as every guess");
    }
    assert!(wrong(&door, START + ONE_IN, new).is_ok(), "and then no longer than it was told");
}

#[test]
fn who_was_let_in_goes_on_whatever_the_neighbour_tries_until_the_secret_is_ended() {
    let door = Door::new();
    let good = tried("10.0.0.7", "good");
    door.let_in(good);
    guess(&door, "10.0.0.7", START);
    assert!(door.ask(START, good).is_ok(), "one address may be a whole warehouse");
    assert!(wrong(&door, START, good).is_ok(), "it was ended, and whoever had it is told so, not to wait");
    assert!(wrong(&door, START, good).is_err(), "from then on it counts as any other");
}

#[test]
fn addresses_of_one_network_share_a_budget() {
    let door = Door::new();
    guess(&door, "2001:db8::1", START);
    assert!(wrong(&door, START, tried("2001:db8::2", "new")).is_err(), "the same network");
    assert!(wrong(&door, START, tried("2001:db8:0:1::2", "new")).is_ok(), "the next one");
}

/// Strangers, each from another network with another secret; how many were answered.
fn strangers(door: &Door, now: Duration, numbers: std::ops::Range<u128>) -> usize {
    let stranger = |number: u128| {
        let address = Ipv6Addr::from((number + 1) << 64).to_string();
        tried(&address, &address)
    };
    numbers.filter(|number| wrong(door, now, stranger(*number)).is_ok()).count()
}

#[test]
fn beyond_the_most_that_are_told_apart_the_next_stranger_waits() {
    let door = Door::new();
    assert!(wrong(&door, START, tried("10.0.0.7", "first")).is_ok());
    let many = KEYS as u128;
    let answered = strangers(&door, START, 0..many);
    assert!(
        (KEYS / 2 - 1..=KEYS / 2 + AT_ONCE.get() as usize).contains(&answered),
        "each has an address and a secret, then all together have one budget: {answered}"
    );
    assert_eq!(strangers(&door, START, many..many + 100), 0, "the next one waits, whoever it is");
    assert!(door.ask(START, tried("10.0.0.8", "good")).is_ok(), "whose secret is good is still let in");
    let known = tried("10.0.0.7", "first");
    assert_eq!(
        (0..100).take_while(|_| wrong(&door, START, known).is_ok()).count(),
        AT_ONCE.get() as usize,
        "who was known before keeps its own budget, all but the one try that it had made"
    );
    let caller = Caller { kind: CallerKind::Token, ..Caller::endpoint() };
    assert!(door.ask_badge(START, &caller).is_ok(), "and no stranger stops the badges of who was let in");
    assert!(door.budget.len() <= KEYS + 1, "so many and one for the rest: {}", door.budget.len());
    assert!(door.seen().shut_until.len() <= KEYS + 1);
    let later = START + 100 * ONE_IN;
    assert_eq!(strangers(&door, later, many..many + 100), 100, "in time all is forgiven and forgotten");
}
