//! Everything a printer tells about itself in one talk, with its answers as they came: for the devices page and
//! the report. Prints nothing and changes nothing in the printer.

use crate::language::{PrinterIdentity, PrinterLanguage};
use crate::transport::Cable;
use crate::{Connection, Error, Patience, PrinterStatus, Trouble};

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Status,
    Odometer,
    Identity,
}

/// An answer byte by byte, half an answer too; empty where none came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAnswer {
    pub asked: Asked,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// The worst that is the matter with it, or with the way to it.
    pub trouble: Option<Trouble>,
    pub status: Option<PrinterStatus>,
    /// `None` where it has no such counter, or did not answer.
    pub odometer: Option<u64>,
    /// Also of a printer that answers in another of our languages than labels are drawn in.
    pub identity: Option<PrinterIdentity>,
    pub answers: Vec<RawAnswer>,
}

impl Asked {
    pub const ALL: [Asked; 3] = [Asked::Status, Asked::Odometer, Asked::Identity];

    /// For the words: `status`, `odometer`, `identity`.
    pub fn text(self) -> &'static str {
        match self {
            Asked::Status => "status",
            Asked::Odometer => "odometer",
            Asked::Identity => "identity",
        }
    }
}

/// Asks how it is, its counter and who it is. Takes as long as the patience of each question at the most; a printer
/// that does not answer in its language is asked in the others who it is.
pub fn examine(cable: &dyn Cable, language: PrinterLanguage, patience: Patience) -> Examined {
    let mut examined = Examined::default();
    let mut connection = match Connection::over(cable, language, patience) {
        Ok(connection) => connection,
        Err(error) => return Examined { trouble: Some(error.trouble()), ..examined },
    };
    let status = connection.host_status();
    examined.keep(Asked::Status, &mut connection);
    let answered = match status {
        Ok(status) => {
            examined.trouble = status.trouble();
            examined.status = Some(status);
            examined.odometer = connection.label_odometer().ok().flatten();
            examined.keep(Asked::Odometer, &mut connection);
            true
        }
        Err(error) => {
            examined.trouble = Some(error.trouble());
            false
        }
    };
    connection.close();
    let others = PrinterLanguage::ALL.into_iter().filter(|other| *other != language && !answered);
    for spoken in [language].into_iter().chain(others) {
        if examined.meet(cable, spoken, patience).is_ok() {
            if spoken != language {
                examined.trouble = Some(Trouble::WrongLanguage);
            }
            break;
        }
    }
    examined
}

impl Examined {
    /// On a connection of its own: a question without an answer spoils the one it was asked on.
    fn meet(
        &mut self,
        cable: &dyn Cable,
        language: PrinterLanguage,
        patience: Patience,
    ) -> Result<(), Error> {
        let mut connection = Connection::over(cable, language, patience)?;
        let identity = connection.identity();
        self.keep(Asked::Identity, &mut connection);
        connection.close();
        self.identity = Some(identity?);
        Ok(())
    }

    /// What was heard since the last question of this kind; silence is kept as such.
    fn keep(&mut self, asked: Asked, connection: &mut Connection) {
        let heard = connection.take_heard();
        self.answers.extend(heard.into_iter().map(|bytes| RawAnswer { asked, bytes }));
    }
}
