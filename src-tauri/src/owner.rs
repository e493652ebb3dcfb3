//! The process that owns the directory, as another process of the same user reaches it: by the address and the
//! secret in `run/endpoint`, over loopback, one question a connection.

use crate::failure::Failure;
use serde_json::Value;
use server::endpoint::Endpoint;
use std::fmt::Display;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);
/// A long list is written as a whole before its first byte is sent.
const LONG_PATIENCE: Duration = Duration::from_secs(600);
/// Between the head of an answer and its body.
const GAP: &[u8] = b"\r\n\r\n";
const HEAD_LIMIT: usize = 64 * 1024;

pub struct Owner {
    endpoint: Endpoint,
}

/// An answer as it came.
pub struct Answer {
    status: u16,
    body: Vec<u8>,
}

impl Owner {
    /// `None` when no process says that it owns the directory, or the one that said so is gone.
    ///
    /// # Errors
    /// The endpoint's file cannot be read.
    pub fn of(data: &Path) -> Result<Option<Owner>, Failure> {
        let Some(endpoint) = Endpoint::read(data)? else { return Ok(None) };
        let owner = Owner { endpoint };
        Ok(owner.connect().is_ok().then_some(owner))
    }

    pub fn address(&self) -> &str {
        &self.endpoint.address
    }

    /// # Errors
    /// No answer, or one that is not understood. A refusal is an answer.
    pub fn post(&self, path: &str, body: &Value) -> Result<Answer, Failure> {
        self.ask("POST", path, &body.to_string())
    }

    /// # Errors
    /// As [`Owner::post`].
    pub fn get(&self, path: &str) -> Result<Answer, Failure> {
        self.ask("GET", path, "")
    }

    /// Sends the bytes of a file, in the name of this person.
    ///
    /// # Errors
    /// As [`Owner::post`].
    pub fn send(&self, path: &str, by: &str, key: &str, file: File) -> Result<Answer, Failure> {
        let failed = |error: &dyn Display| Failure::of("speak to the running station", error);
        let length = file.metadata().map_err(|error| failed(&error))?.len();
        let headers = format!("{}Content-Type: application/octet-stream\r\n", in_the_name_of(by, key));
        let mut stream = self.begin("POST", path, &headers, length)?;
        std::io::copy(&mut file.take(length), &mut stream).map_err(|error| failed(&error))?;
        whole(stream)
    }

    /// As [`Owner::post`] in the name of this person.
    ///
    /// # Errors
    /// As [`Owner::post`].
    pub fn post_as(&self, path: &str, by: &str, key: &str) -> Result<Answer, Failure> {
        let headers = format!("{}Content-Type: application/json\r\n", in_the_name_of(by, key));
        whole(self.begin("POST", path, &headers, 0)?)
    }

    /// Copies the body of a success to `into`, however long it is.
    ///
    /// # Errors
    /// As [`Answer::or_words`], and when `into` takes no more.
    pub fn fetch(&self, path: &str, what: &str, into: &mut dyn Write) -> Result<(), Failure> {
        let failed = |error: &dyn Display| Failure::of(what, error);
        let stream = self.begin("GET", path, "", 0)?;
        stream.set_read_timeout(Some(LONG_PATIENCE)).map_err(|error| failed(&error))?;
        let mut read = BufReader::new(stream);
        let mut head = Vec::new();
        while !head.ends_with(GAP) {
            let length = read.read_until(b'\n', &mut head).map_err(|error| failed(&error))?;
            if length == 0 || head.len() > HEAD_LIMIT {
                return Err(failed(&"its answer is not HTTP"));
            }
        }
        let answer = understand(&head).ok_or_else(|| failed(&"its answer is not HTTP"))?;
        if !(200..300).contains(&answer.status) {
            let mut body = Vec::new();
            read.read_to_end(&mut body).map_err(|error| failed(&error))?;
            return Answer { body, ..answer }.or_bytes(what).map(|_| ());
        }
        std::io::copy(&mut read, into).map(|_| ()).map_err(|error| failed(&error))
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Result<Answer, Failure> {
        let failed = |error: &dyn Display| Failure::of("speak to the running station", error);
        let headers = "Content-Type: application/json\r\n";
        let mut stream = self.begin(method, path, headers, body.len() as u64)?;
        stream.write_all(body.as_bytes()).map_err(|error| failed(&error))?;
        whole(stream)
    }

    /// A connection on which the head of a request has been sent.
    fn begin(&self, method: &str, path: &str, headers: &str, length: u64) -> Result<TcpStream, Failure> {
        let failed = |error: &dyn Display| Failure::of("speak to the running station", error);
        let mut stream = self.connect().map_err(|error| failed(&error))?;
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\
             {headers}Content-Length: {length}\r\n\r\n",
            self.authority(),
            self.endpoint.token,
        );
        stream.write_all(head.as_bytes()).map_err(|error| failed(&error))?;
        Ok(stream)
    }

    fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(self.authority())?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    fn authority(&self) -> &str {
        self.endpoint.address.strip_prefix("http://").unwrap_or(&self.endpoint.address)
    }
}

impl Answer {
    /// The body of a success; a problem's sentence otherwise.
    ///
    /// # Errors
    /// The station refused; its words say why.
    pub fn or_words(self, what: &str) -> Result<Value, Failure> {
        let body = self.or_bytes(what)?;
        if body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&body).map_err(|_| Failure::of(what, &"the station's answer was no JSON"))
    }

    /// One text of an answer.
    ///
    /// # Errors
    /// The answer has no such text: another version answers there, and nothing is to be made up for it.
    pub fn text_of(answer: &Value, name: &str, what: &str) -> Result<String, Failure> {
        let missing =
            || Failure::of(what, &format!("the station answered without {name}; is it another version?"));
        answer[name].as_str().map(str::to_owned).ok_or_else(missing)
    }

    /// The same for a body that is not JSON.
    ///
    /// # Errors
    /// As [`Answer::or_words`].
    pub fn or_bytes(self, what: &str) -> Result<Vec<u8>, Failure> {
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        let problem: Value = serde_json::from_slice(&self.body).unwrap_or(Value::Null);
        let words = problem["detail"].as_str().map_or_else(|| self.status.to_string(), str::to_owned);
        Err(Failure::of(what, &words))
    }
}

fn whole(mut stream: TcpStream) -> Result<Answer, Failure> {
    let failed = |error: &dyn Display| Failure::of("speak to the running station", error);
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(|error| failed(&error))?;
    understand(&answer).ok_or_else(|| failed(&"its answer is not HTTP"))
}

fn in_the_name_of(by: &str, key: &str) -> String {
    format!("Idempotency-Key: {key}\r\nTallyman-Operator: {}\r\n", escaped(by))
}

/// For a header and for what stands behind a question mark: everything but letters and digits as `%20`.
pub fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// Our own server's answers: a status line, headers, and a body up to the end.
fn understand(answer: &[u8]) -> Option<Answer> {
    let gap = answer.windows(GAP.len()).position(|window| window == GAP)?;
    let status = answer.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    let status = std::str::from_utf8(status).ok()?.parse().ok()?;
    Some(Answer { status, body: answer[gap + GAP.len()..].to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_status_and_body() {
        let answer = understand(b"HTTP/1.1 404 Not Found\r\na: b\r\n\r\n{\"detail\":\"Not here.\"}").unwrap();
        assert_eq!(answer.status, 404, "the status line says it");
        let failure = answer.or_words("look").expect_err("a problem is no success");
        assert_eq!(failure.to_string(), "look: Not here.", "the station's own sentence is told");
        assert!(understand(b"nonsense").is_none(), "what is not HTTP is not understood");
        let whole = b"HTTP/1.1 200 OK\r\na: b\r\n\r\n{}";
        for length in 0..whole.len() - 2 {
            let cut = understand(&whole[..length]);
            assert!(cut.is_none_or(|cut| cut.body.is_empty()), "an answer cut at {length} says nothing");
        }
        let odd = understand(b"HTTP/1.1 200 OK\r\n\r\n<html>").expect("it is HTTP");
        assert!(odd.or_words("look").is_err(), "another program's page is no answer of ours");
        let other = serde_json::json!({"badge": "TLBB"});
        let missing = Answer::text_of(&other, "code", "add").expect_err("nothing is made up");
        assert!(missing.to_string().contains("without code"), "{missing}");
    }
}
