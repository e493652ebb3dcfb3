//! Workbooks byte by byte, as their formats ask for at least: an open document and one of the last century.

/// A ZIP of stored files with the least that makes a spreadsheet.
pub fn open_document(list: &str) -> Vec<u8> {
    let cell = |text: &str| match (text.parse::<f64>(), text.parse::<jiff::civil::Date>()) {
        (Ok(_), _) => format!("<table:table-cell office:value-type=\"float\" office:value=\"{text}\"/>"),
        (_, Ok(_)) => format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{text}\"/>"),
        _ => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    let rows: String = list
        .lines()
        .map(|line| {
            format!("<table:table-row>{}</table:table-row>", line.split(',').map(cell).collect::<String>())
        })
        .collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Sheet1\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
                    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = out.len() as u32;
        let mut fields = Vec::new();
        for field in [20_u16, 0, 0, 0, 0] {
            fields.extend(field.to_le_bytes());
        }
        for field in [crc_32(bytes), bytes.len() as u32, bytes.len() as u32] {
            fields.extend(field.to_le_bytes());
        }
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, length, count) = (out.len() as u32, directory.len() as u32, files.len() as u16);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

/// BIFF8 in a compound file: the least that the format asks for.
pub fn old_workbook(list: &str) -> Vec<u8> {
    let record =
        |kind: u16, body: &[u8]| [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat();
    let begin = |of: u16| {
        record(0x0809, &[0x00, 0x06, of as u8, 0, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 0x06, 0, 0, 0])
    };
    let end = record(0x000a, &[]);
    let name = b"Sheet1";
    let globals = |sheet_at: u32| {
        let mut sheet = sheet_at.to_le_bytes().to_vec();
        sheet.extend([0, 0, name.len() as u8, 0]);
        sheet.extend(name);
        [begin(0x05), record(0x0042, &1200_u16.to_le_bytes()), record(0x0085, &sheet), end.clone()].concat()
    };
    let mut stream = globals(globals(0).len() as u32);
    stream.extend(begin(0x10));
    for (row, line) in list.lines().enumerate() {
        for (column, text) in line.split(',').enumerate().filter(|(_, text)| !text.is_empty()) {
            if let Ok(number) = text.parse::<f64>() {
                let place = [row as u16, column as u16, 0].map(u16::to_le_bytes).concat();
                stream.extend(record(0x0203, &[place, number.to_le_bytes().to_vec()].concat()));
                continue;
            }
            let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let mut body = Vec::new();
            for field in [row as u16, column as u16, 0, letters.len() as u16 / 2] {
                body.extend(field.to_le_bytes());
            }
            body.push(1);
            body.extend(letters);
            stream.extend(record(0x0204, &body));
        }
    }
    stream.extend(end);
    compound(&stream)
}

/// One stream `Workbook` in a compound file of 512-byte sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    const FREE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    // Streams below 4096 bytes would be kept elsewhere.
    let length = stream.len().max(4096).next_multiple_of(512);
    let sectors = (length / 512) as u32;
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.extend([0; 16]);
    for field in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        out.extend(field.to_le_bytes());
    }
    for field in [0, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        out.extend(u32::to_le_bytes(field));
    }
    out.extend([0xff; 108 * 4]);
    let mut table = vec![0xffff_fffd, END];
    table.extend((0..sectors).map(|sector| if sector + 1 == sectors { END } else { sector + 3 }));
    table.resize(128, FREE);
    out.extend(table.iter().flat_map(|field| field.to_le_bytes()));
    let entry = |name: &str, kind: u8, child: u32, first: u32, size: u32| {
        let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let name_length = if name.is_empty() { 0 } else { bytes.len() as u16 + 2 };
        bytes.resize(64, 0);
        bytes.extend(name_length.to_le_bytes());
        bytes.extend([kind, 1]);
        for field in [FREE, FREE, child] {
            bytes.extend(field.to_le_bytes());
        }
        bytes.extend([0; 36]);
        bytes.extend(first.to_le_bytes());
        bytes.extend(u64::from(size).to_le_bytes());
        bytes
    };
    out.extend(entry("Root Entry", 5, 1, END, 0));
    out.extend(entry("Workbook", 2, FREE, 2, length as u32));
    out.extend(entry("", 0, FREE, 0, 0));
    out.extend(entry("", 0, FREE, 0, 0));
    let mut body = stream.to_vec();
    body.resize(length, 0);
    out.extend(body);
    out
}
