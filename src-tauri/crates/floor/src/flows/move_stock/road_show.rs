//! Transfers, crates and carried goods on the move screen.

use crate::book::Book;
use crate::cards::location_card;
use crate::said::Detail;
use crate::screen::{Choice, CrateCard, DocumentCard, StockCard, TransferCard};
use crate::turn::Stop;
use domain::document::DocumentKind;
use domain::location::{Location, LocationKind};
use domain::{LocationId, Refusal};
use ledger::table::balance;
use ledger::table::location::{self, crates, hands};
use ledger::table::transfer::{self as transfers, Transfer};

const TRANSFERS_SHOWN: u32 = 24;

impl Book<'_, '_> {
    pub(super) fn transfer_card(&self, of: &Transfer) -> Result<TransferCard, Stop> {
        let progress = transfers::progress(self.tx, of)?;
        Ok(TransferCard {
            id: format!("transfer:{}", of.document),
            number: of.number.clone(),
            from: self.location(of.from)?.code,
            to: self.location(of.to)?.code,
            state: of.state.text().to_owned(),
            sent_count: progress.sent_count,
            open_count: progress.open_count,
        })
    }

    /// Being loaded or on the road; one from which everything was taken back again is none.
    pub(super) fn open_transfers(&self) -> Result<Vec<TransferCard>, Stop> {
        let mut cards = Vec::new();
        for transfer in transfers::in_work(self.tx, TRANSFERS_SHOWN)? {
            cards.push(self.transfer_card(&transfer)?);
        }
        cards.retain(|card| card.sent_count > 0);
        Ok(cards)
    }

    /// The same as documents of the home screen.
    pub fn transfer_documents(&self, limit: u32) -> Result<Vec<DocumentCard>, Stop> {
        let open = transfers::in_work(self.tx, limit)?;
        let mut cards = Vec::new();
        for (transfer, card) in open.iter().map(|transfer| (transfer, self.transfer_card(transfer))) {
            let card = card?;
            if card.sent_count == 0 {
                continue;
            }
            cards.push(DocumentCard {
                id: transfer.document.to_string(),
                number: card.number,
                partner: format!("{} → {}", card.from, card.to),
                kind: DocumentKind::Transfer.text().to_owned(),
                line_count: card.sent_count,
                done_line_count: (card.sent_count - card.open_count).max(0),
            });
        }
        Ok(cards)
    }

    pub(super) fn carried_cards(&self) -> Result<Vec<StockCard>, Stop> {
        let carried = hands::carried(self.tx, self.operator.id)?;
        carried.iter().map(|row| self.stock_card(row)).collect()
    }

    pub(super) fn crate_card(&self, of: &Location) -> Result<Option<CrateCard>, Stop> {
        let Some(fitness) = crates::fitness(self.tx, of.id)? else { return Ok(None) };
        let line_count = balance::inside(self.tx, of.id)?.len() as i64;
        let state = fitness.state.text().to_owned();
        Ok(Some(CrateCard { location: location_card(of), state, line_count }))
    }

    /// Crates that stand directly there.
    pub(super) fn crates_at(&self, place: LocationId) -> Result<Vec<CrateCard>, Stop> {
        let mut cards = Vec::new();
        for standing in location::children(self.tx, place)? {
            if standing.kind == LocationKind::Container {
                cards.extend(self.crate_card(&standing)?);
            }
        }
        Ok(cards)
    }

    pub(super) fn crate_cards(&self, ids: &[LocationId]) -> Result<Vec<CrateCard>, Stop> {
        let mut cards = Vec::new();
        for id in ids {
            let card = self.crate_card(&self.location(*id)?)?;
            cards.push(card.ok_or(Refusal::StaleScreen {})?);
        }
        Ok(cards)
    }
}

pub(super) fn transfer_choice(of: &TransferCard) -> Choice {
    let (from, to) = (of.from.clone(), of.to.clone());
    Choice {
        id: of.id.clone(),
        title: of.number.clone(),
        details: vec![
            Detail::Route { from, to }.message(),
            Detail::OnRoad { count: of.open_count }.message(),
        ],
        pictogram: "truck".to_owned(),
        attention: false,
    }
}
