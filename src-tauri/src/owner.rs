//! The process that owns the directory, as another process of the same user reaches it: by the address and the
//! secret in `run/endpoint`, over loopback, one question a connection.

use crate::failure::Failure;
use serde_json::Value;
use server::endpoint::Endpoint;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);

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

    fn ask(&self, method: &str, path: &str, body: &str) -> Result<Answer, Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::of("speak to the running station", error);
        let mut stream = self.connect().map_err(|error| failed(&error))?;
        let request = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.authority(),
            self.endpoint.token,
            body.len()
        );
        let mut answer = Vec::new();
        stream.write_all(request.as_bytes()).map_err(|error| failed(&error))?;
        stream.read_to_end(&mut answer).map_err(|error| failed(&error))?;
        understand(&answer).ok_or_else(|| failed(&"its answer is not HTTP"))
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
        Ok(serde_json::from_slice(&body).unwrap_or(Value::Null))
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

/// Our own server's answers: a status line, headers, and a body up to the end.
fn understand(answer: &[u8]) -> Option<Answer> {
    const GAP: &[u8] = b"\r\n\r\n";
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
    }
}
