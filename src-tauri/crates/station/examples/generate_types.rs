//! Writes the TypeScript of every type that crosses to a face into `ui/src/generated/types.ts`.
//! `cargo run -p station --example generate_types --features schema`; with `--check` it only says whether the
//! committed file is what the Rust types are now.

use domain::message::Value;
use domain::permission::Role;
use domain::scan::ScanVerdict;
use domain::{Amount, Message, OperatorId, OwnerId};
use floor::screen::*;
use station::desk::explain::*;
use station::desk::find::{Thing, What};
use station::desk::history::KindTotal;
use station::desk::item::*;
use station::desk::lot_acts::LotActRow;
use station::desk::place::{CrateWeight, PlacePage, PlaceRow};
use station::desk::recall_view::*;
use station::desk::template_view::{
    PrinterFit, TemplateCode, TemplateFileTrouble, TemplateLook, TemplatePreview, TemplateProblem,
    TemplateRow, TemplatesPage,
};
use station::detection::{self, Detection, TestCode, TestPicture};
use station::diagnostics::view::*;
use station::photo::PhotoCode;
use station::view::*;
use std::path::Path;
use std::process::ExitCode;
use ts_rs::{Config, TS};

const HEAD: &str = "// Made from Rust by `cargo run -p station --example generate_types --features schema`. \
                    Never edited by hand.\n";

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/generated/types.ts");
    let types = types();
    if std::env::args().any(|argument| argument == "--check") {
        return match std::fs::read_to_string(&file) {
            Ok(committed) if committed == types => ExitCode::SUCCESS,
            Ok(_) => complain("ui/src/generated/types.ts is stale: run this example without --check"),
            Err(error) => complain(&format!("could not read {}: {error}", file.display())),
        };
    }
    match std::fs::write(&file, types) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&format!("could not write {}: {error}", file.display())),
    }
}

fn complain(words: &str) -> ExitCode {
    eprintln!("{words}");
    ExitCode::FAILURE
}

/// One declaration of `T`, with its documentation.
fn declared<T: TS>(out: &mut String) {
    out.push('\n');
    if let Some(docs) = T::docs() {
        out.push_str(docs.trim_end());
        out.push('\n');
    }
    // A field's own documentation brings its line ends; trailing blanks are no part of it.
    let declaration = T::decl(&Config::default());
    let lines: Vec<&str> = declaration.lines().map(str::trim_end).collect();
    out.push_str("export ");
    out.push_str(&lines.join("\n"));
    out.push('\n');
}

macro_rules! declare {
    ($($type:ty),* $(,)?) => {{
        let mut out = HEAD.to_owned();
        $( declared::<$type>(&mut out); )*
        out
    }};
}

fn types() -> String {
    declare!(
        Amount,
        Value,
        Message,
        Role,
        ScanVerdict,
        OperatorId,
        OwnerId,
        SeatScreen,
        OperatorCard,
        EarlierCard,
        Verdict,
        Tone,
        Flow,
        Screen,
        FlowCard,
        ReceiveScreen,
        MoveScreen,
        AdjustScreen,
        CountScreen,
        NameItScreen,
        Prompt,
        Keypad,
        PackKey,
        PiecesPad,
        TareKey,
        TextField,
        Question,
        Button,
        ButtonTone,
        Choice,
        Tap,
        ItemCard,
        LotCard,
        LocationCard,
        DocumentCard,
        LineCard,
        InHand,
        CountLineCard,
        CountZoneCard,
        StockCard,
        CrateCard,
        CarriedCard,
        TransferCard,
        BookedCard,
        Page<StockRow>,
        Status,
        LinkStatus,
        DeviceStatus,
        DeviceDetail,
        Fix,
        Fact,
        ScanCounts,
        Latency,
        ReadRow,
        AnswerRow,
        HistoryRow,
        KindTotal,
        LotActRow,
        Explanation,
        ExplainStep,
        CameWith,
        PlacedBy,
        RecallAnswer,
        RecallName,
        RecallView,
        RecallLot,
        RecallBalance,
        RecallPart,
        RecallPlace,
        RecallAct,
        RecallLink,
        StockRow,
        ExternalStock,
        ItemPage,
        LotStock,
        PlaceStock,
        PromiseCard,
        PlacePage,
        CrateWeight,
        PlaceRow,
        What,
        Thing,
        DeliveryRow,
        PrintJobRow,
        LabelCounts,
        PrintQuestion,
        TemplatesPage,
        TemplateRow,
        TemplateLook,
        TemplateProblem,
        PrinterFit,
        TemplateFileTrouble,
        TemplatePreview,
        TemplateCode,
        DrawerCode,
        ParkedRow,
        TaskRow,
        TaskWay,
        Burst,
        BurstKey,
        Detection,
        detection::Fact,
        detection::FactState,
        TestCode,
        TestPicture,
        PhotoCode,
    )
}
