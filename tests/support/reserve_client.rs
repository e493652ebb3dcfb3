//! One of several programs that want the last goods at the same moment: says that it is ready, waits for the word,
//! asks for one unit from each of its threads, and prints a line of JSON per answer.

use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Barrier};
use std::time::Instant;
use tests::process::Line;
use uuid::Uuid;

/// An answer that was lost is asked for again so often, under the same key.
const TRIED: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("address, token, person, SKU and count are given");
    let (line, person, sku) = (Line::new(&next(), &next()), next(), next());
    let count: usize = next().parse().expect("the count is a number");
    let gate = Arc::new(Barrier::new(count + 1));
    let asking = (0..count).map(|_| {
        let (gate, line, person, sku) = (gate.clone(), line.clone(), person.clone(), sku.clone());
        std::thread::spawn(move || {
            gate.wait();
            one(&line, &person, &sku)
        })
    });
    let asking: Vec<_> = asking.collect();
    println!("ready");
    let mut word = String::new();
    std::io::stdin().read_line(&mut word).expect("the word comes on standard input");
    gate.wait();
    for thread in asking {
        let answer = thread.join().expect("a thread that asks does not panic");
        println!("{answer}");
    }
    std::io::stdout().flush().expect("whoever started this reads it");
}

/// Asked until an answer came: the same key holds once, however often it is sent.
fn one(line: &Line, person: &str, sku: &str) -> Value {
    let key = Uuid::now_v7().to_string();
    let body = json!({
        "purpose": "order",
        "lines": [{ "sku": sku, "quantity": { "amount": "1", "unit": "pcs" } }],
    });
    let begun = Instant::now();
    let headers = [("Idempotency-Key", key.as_str()), ("Tallyman-Operator", person)];
    let answer = (0..TRIED).find_map(|_| line.ask("POST", "/api/v1/reservations", &headers, Some(&body)));
    let took_us = begun.elapsed().as_micros() as u64;
    let (status, body) = answer.unwrap_or((0, Value::Null));
    json!({ "key": key, "status": status, "body": body, "took_us": took_us })
}
