//! The hand on the screen: the band in the middle of a flow, the number pad, and what is said of a read.

use super::{Hand, OnScale, Taken, expiry_value};
use crate::book::Book;
use crate::lookup::Fragment;
use crate::said::Said;
use crate::screen::{InHand, Keypad, PackKey, PiecesPad};
use crate::turn::Stop;
use domain::item::Item;
use domain::{Amount, Quantity, Ratio};
use ledger::table::item;

impl Book<'_, '_> {
    /// The hand as it is shown while it is being filled.
    pub fn in_hand(&self, hand: &Hand) -> Result<InHand, Stop> {
        if hand.item.is_none() {
            return Ok(InHand::default());
        }
        let item = hand.item(self)?;
        let lot = match &hand.lot {
            Some(_) => Some(hand.lot_of_booking(&item, "", self)?.0),
            None => None,
        };
        let quantity = hand.quantity();
        Ok(InHand {
            lot: lot.map(|lot| self.lot_card(&lot, &item)),
            quantity: quantity.map(|quantity| hand.amount(&item, quantity)),
            packs: quantity.map(|quantity| self.packs_text(hand, &item, quantity)).transpose()?.flatten(),
            item: Some(self.item_card(&item)),
            serial: hand.serial.clone(),
            ..InHand::default()
        })
    }

    /// "3 × carton + 5 pcs", in the pack that was scanned or typed; `None` below one pack.
    pub fn packs_text(&self, hand: &Hand, item: &Item, quantity: Quantity) -> Result<Option<String>, Stop> {
        let Some(name) = &hand.pack else { return Ok(None) };
        let Some(pack) = self.pack(item.id, name)? else { return Ok(None) };
        let (packs, rest) = quantity.whole_packs(pack.factor);
        Ok((packs > 0).then(|| match rest.is_zero() {
            true => format!("{packs} × {name}"),
            false => format!("{packs} × {name} + {} {}", rest.text(item.decimals), item.unit),
        }))
    }

    /// What came without its item and was joined to the hand.
    pub fn said_told(&self, hand: &Hand, told: &Fragment) -> Result<Said, Stop> {
        Ok(match (&hand.serial, &told.lot, told.expiry) {
            (Some(serial), _, _) if told.serial.is_some() => Said::SerialRead { serial: serial.clone() },
            (_, Some(lot), _) => Said::LotRead { lot: lot.clone() },
            (_, None, Some(expiry)) => Said::ExpiryRead { expiry: expiry_value(expiry) },
            (_, None, None) => {
                let quantity = hand.quantity().unwrap_or(Quantity::ZERO);
                Said::QuantitySet { quantity: hand.amount(&hand.item(self)?, quantity) }
            }
        })
    }

    /// What was read, with what lies in the hand now: a pack says its factor each time.
    pub fn said_read(&self, hand: &Hand, taken: Taken) -> Result<Said, Stop> {
        let item = hand.item(self)?;
        let name = self.name(&item).to_owned();
        let pack = hand.pack.as_ref().map(|pack| self.pack(item.id, pack)).transpose()?.flatten();
        Ok(match (taken, hand.quantity(), pack) {
            (Taken::Told, _, _) if hand.serial.is_some() => {
                Said::SerialRead { serial: hand.serial.clone().unwrap_or_default() }
            }
            (Taken::Told, _, _) if hand.lot.is_some() => {
                Said::LotRead { lot: hand.lot_code(self)?.unwrap_or_default() }
            }
            (_, Some(quantity), Some(pack)) if quantity.whole_packs(pack.factor).1.is_zero() => {
                let amount = self.in_pack(quantity, &pack.name, pack.factor);
                Said::PackRead {
                    item: name,
                    pack: Amount::new(Quantity::ONE.times(pack.factor)?.text(0), &pack.name),
                    packs: amount.unwrap_or_else(|| item.amount(quantity)),
                    quantity: item.amount(quantity),
                }
            }
            (Taken::More, Some(quantity), _) => {
                Said::InHand { item: name, quantity: hand.amount(&item, quantity) }
            }
            _ => Said::ItemRead { item: name },
        })
    }

    /// In packs where that comes out even.
    pub fn in_pack(&self, quantity: Quantity, name: &str, factor: Ratio) -> Option<Amount> {
        let (packs, rest) = quantity.whole_packs(factor);
        rest.is_zero().then(|| Amount::new(packs.to_string(), name))
    }

    /// The number pad for the item in hand.
    pub fn keypad(
        &self,
        hand: &Hand,
        label: &str,
        expected: Option<Amount>,
        on: OnScale,
    ) -> Result<Keypad, Stop> {
        let item = hand.item(self)?;
        let packs = item::packs(self.tx, item.id)?.into_iter().map(|pack| {
            let factor = Quantity::ONE.times(pack.factor)?;
            Ok(PackKey { name: pack.name, factor: item.amount(factor) })
        });
        let is_keyed = !hand.typed.is_empty();
        let keys_pieces = is_keyed && hand.asks_pieces(self)?;
        let prefill = match is_keyed && !keys_pieces {
            true => Some(hand.typed.clone()),
            false => hand.quantity().map(|quantity| quantity.text(0)),
        };
        let pieces = item.catch_weight.then(|| PiecesPad {
            prefill: match keys_pieces {
                true => Some(hand.typed.clone()),
                false => hand.pieces.map(|pieces| pieces.to_string()),
            },
        });
        Ok(Keypad {
            label: label.to_owned(),
            unit: item.unit.clone(),
            decimals: item.decimals,
            prefill,
            expected,
            signed: false,
            editing: hand.editing,
            packs: packs.collect::<Result<_, Stop>>()?,
            pieces,
            tare: self.tare_key(hand, &item, on)?,
        })
    }
}
