//! From the bytes of a read to what they say, field by field, for a person who looks at the scanner.

use super::said::{FactValue, Field, text};
use super::view::Fact;
use domain::gs1::{Element, Elements, table};
use domain::scan::{self, Aim, Reading, Scan, Symbology};
use domain::{Message, Refusal};
use jiff::civil::Date;

/// What a read says: fields, or why it says nothing that can be used.
pub fn fields(scan: &Scan, today: Date) -> (Vec<Fact>, Option<Message>) {
    let refused = |refusal: Refusal| (Vec::new(), Some(refusal.message()));
    let one = |field: Field, value: &str| (vec![fact(field, text(value))], None);
    match scan::read(scan, today) {
        Reading::Own(code) => one(Field::Own {}, &code.text()),
        Reading::OwnDamaged { text } => refused(Refusal::DamagedOwnCode { code: text }),
        Reading::Gs1(elements) => (of_elements(&elements), None),
        Reading::DigitalLink(elements) => {
            let mut fields = vec![fact(Field::Link {}, FactValue::Yes {}.message())];
            fields.extend(of_elements(&elements));
            (fields, None)
        }
        Reading::Gtin(gtin) => one(Field::Gtin {}, gtin.as_str()),
        Reading::Sscc(sscc) => one(Field::Sscc {}, &sscc),
        Reading::Text(value) => one(Field::Text {}, &value),
        Reading::WrongCheckDigit { code, expected } => {
            refused(Refusal::WrongCheckDigit { code, expected: expected.to_string() })
        }
        Reading::SeparatorLost { text, lost } => refused(lost.refusal(&text)),
        Reading::BadGs1 { text, error } => refused(error.refusal(&text)),
        Reading::Unreadable => refused(Refusal::Unreadable {}),
        Reading::TooLong { length, limit } => {
            refused(Refusal::TooLong { length: length as i64, limit: limit as i64 })
        }
    }
}

fn of_elements(elements: &Elements) -> Vec<Fact> {
    let mut fields: Vec<Fact> = elements.iter().map(of_element).collect();
    if elements.is_guessed() {
        fields.push(fact(Field::Guessed {}, FactValue::Yes {}.message()));
    }
    fields
}

fn of_element(element: &Element) -> Fact {
    let identifier = element.ai.clone();
    let field = match element.ai.as_str() {
        "00" => Field::Sscc {},
        "01" => Field::Item { identifier },
        "02" => Field::Content { identifier },
        "10" => Field::Lot { identifier },
        "11" => Field::MadeOn { identifier },
        "15" => Field::BestBefore { identifier },
        "17" => Field::UseBy { identifier },
        "21" => Field::Serial { identifier },
        "30" | "37" => Field::Count { identifier },
        _ => {
            let title = table::find(&element.ai).map_or("", |definition| definition.title).to_owned();
            Field::Element { identifier, title }
        }
    };
    let value = match element.date {
        Some(date) => format!("{} ({})", date.last_day(), element.value),
        None => element.value.clone(),
    };
    fact(field, text(value))
}

fn fact(field: Field, value: Message) -> Fact {
    Fact { name: field.message(), value }
}

/// The name people know a symbology by; its identifier where it is a rare one.
pub fn symbology(aim: &str) -> String {
    let Some(known) = Aim::parse(aim) else { return String::new() };
    let name = match known.symbology {
        Symbology::Code39 => "Code 39",
        Symbology::Code128 if known.is_gs1() => "GS1-128",
        Symbology::Code128 => "Code 128",
        Symbology::EanUpc => "EAN / UPC",
        Symbology::Codabar => "Codabar",
        Symbology::Code93 => "Code 93",
        Symbology::Interleaved2Of5 => "Interleaved 2 of 5",
        Symbology::DotCode => "DotCode",
        Symbology::Pdf417 => "PDF417",
        Symbology::QrCode if known.is_gs1() => "GS1 QR Code",
        Symbology::QrCode => "QR Code",
        Symbology::MaxiCode => "MaxiCode",
        Symbology::DataMatrix if known.is_gs1() => "GS1 DataMatrix",
        Symbology::DataMatrix => "Data Matrix",
        Symbology::DataBar => "GS1 DataBar",
        Symbology::Aztec => "Aztec",
        _ => aim,
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ScanId;
    use jiff::civil::date;

    fn read(aim: Option<&str>, text: &str) -> (Vec<(String, String)>, Option<String>) {
        let scan = Scan {
            id: ScanId(uuid::Uuid::nil()),
            source: "dock".to_owned(),
            bytes: text.as_bytes().to_vec(),
            aim: aim.map(str::to_owned),
        };
        let (fields, refusal) = fields(&scan, date(2026, 11, 21));
        let said = |message: &Message| words::say("en", message);
        let fields = fields.iter().map(|fact| (said(&fact.name), said(&fact.value))).collect();
        (fields, refusal.map(|refusal| refusal.code))
    }

    #[test]
    fn a_carton_says_item_lot_and_best_before() {
        let (fields, refusal) = read(Some("]C1"), "01095212340010411527112110L2027-114\u{1d}3024");
        assert_eq!(refusal, None);
        let values: Vec<&str> = fields.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["09521234001041", "2027-11-21 (271121)", "L2027-114", "24"]);
        assert!(fields[1].0.contains("(15)"), "the identifier stands beside the word: {fields:?}");
    }

    #[test]
    fn a_rare_element_is_told_by_the_word_of_the_standard() {
        let (fields, _) = read(Some("]C1"), "3103001250");
        assert!(fields[0].0.contains("3103") && fields[0].0.contains("NET WEIGHT"), "{fields:?}");
    }

    #[test]
    fn what_cannot_be_used_says_which_part_is_wrong() {
        let (fields, refusal) = read(Some("]C1"), "1727139910A");
        assert_eq!(fields, Vec::new());
        assert!(refusal.expect("a wrong date").starts_with("refusal-"));
        assert_eq!(read(None, "SALT").0[0].1, "SALT", "a plain code is itself");
    }

    #[test]
    fn symbologies_have_the_names_of_the_field() {
        let names = ["]C1", "]C0", "]d2", "]E0", "]zz", ""].map(symbology);
        assert_eq!(names, ["GS1-128", "Code 128", "GS1 DataMatrix", "EAN / UPC", "", ""]);
    }
}
