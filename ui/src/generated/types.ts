// Made from Rust by `cargo run -p station --example generate_types --features schema`. Never edited by hand.

/**
 * A quantity outside the ledger: decimal text with its unit, `{"amount":"12.5","unit":"kg"}`.
 */
export type Amount = {
/**
 * Decimal point, no thousands separator, all decimals the item shows; exactly, however fine it is.
 */
amount: string, unit: string,
/**
 * Where the number is finer than the item shows: the same rounded half to even, to be read with "≈".
 */
about?: string,
/**
 * Of a catch-weight item: how many pieces ride along.
 */
pieces?: number, };

/**
 * One value inside a sentence. The face formats it for the reader's language.
 */
export type Value = { "kind": "text", "value": string } | { "kind": "count", "value": number } | { "kind": "amount", "value": Amount } | { "kind": "date", "value": string } | { "kind": "instant", "value": number } | { "kind": "word", "value": string };

/**
 * A sentence by its code, with the values it needs.
 */
export type Message = {
/**
 * A message id of `ui/src/words/*.ftl`.
 */
code: string,
/**
 * By variable name.
 */
values: { [key in string]: Value }, };

export type Role = "operator" | "lead" | "inventory_manager" | "customer_service" | "admin";

/**
 * What became of it (design.md §14).
 */
export type ScanVerdict = "accepted" | "refused" | "unknown" | "parked" | "command" | "repeat" | "waiting" | "faulted";

/**
 * A person who scans.
 */
export type OperatorId = string;

/**
 * Whose goods an item is: the house, a 3PL's client, a brand.
 */
export type OwnerId = string;

/**
 * Everything one seat shows now. Goes to each face of the seat after the commit that made it.
 */
export type SeatScreen = {
/**
 * Grows with everything that is shown. A tap names the number it was made on and is refused as stale when
 * another turn was taken since; scans that only wait and refusals do not make it stale.
 */
number: number, seat: string, operator: OperatorCard | null, screen: Screen,
/**
 * What became of the last scan or tap; `None` before the first.
 */
verdict: Verdict | null,
/**
 * Scans that wait until the open question is answered.
 */
waiting_count: number,
/**
 * Codes parked in the tray at this station.
 */
parked_count: number,
/**
 * What is done here happened earlier; `None` while the work is of now.
 */
earlier: EarlierCard | null, };

export type OperatorCard = { id: OperatorId, name: string, role: Role,
/**
 * `en` or `id`: the face speaks it as long as this person is active.
 */
language: string,
/**
 * The owner this person is bound to.
 */
owner?: OwnerId, };

/**
 * The work of an earlier time: a code out of the tray, or a count that waited for a lead.
 */
export type EarlierCard = {
/**
 * Of the tray; empty for a count.
 */
code: string, at_ms: number,
/**
 * Who scanned it.
 */
operator: string, };

/**
 * The verdict of one turn: sight and sound go out with it, after its commit.
 */
export type Verdict = {
/**
 * The scan or tap it answers; the face sounds once per input.
 */
input: string, tone: Tone,
/**
 * For scans, as stored.
 */
scan: ScanVerdict | null, message: Message,
/**
 * The code as it was read, shown small under refusals and unknown codes.
 */
code: string | null,
/**
 * What stands wanted against got, where that is the matter.
 */
expected: string | null, got: string | null,
/**
 * The entry that was booked, if one was: UNDO takes it back.
 */
entry: string | null,
/**
 * Orders whose goods it took away: who lacks what, or where other stock is reserved instead.
 */
cut?: Array<Message>,
/**
 * Repeats of the same good scan in a row: the note rises with it.
 */
streak: number, };

/**
 * Colour + shape + sound + words, always all four (ux.md 2.2).
 */
export type Tone = "accepted" | "more" | "complete" | "attention" | "wrong_item" | "too_many" | "unknown" | "stop" | "refused" | "command" | "waiting" | "repeat" | "fault";

export type Flow = "receive" | "move_stock" | "adjust" | "count";

export type Screen = { "kind": "badge", prompt: Prompt, } | { "kind": "home", flows: Array<FlowCard>, documents: Array<DocumentCard>, prompt: Prompt, } | { "kind": "receive" } & ReceiveScreen | { "kind": "move_stock" } & MoveScreen | { "kind": "adjust" } & AdjustScreen | { "kind": "count" } & CountScreen | { "kind": "name_it" } & NameItScreen;

export type FlowCard = { flow: Flow,
/**
 * Shown, but dimmed with the reason, when the active person may not.
 */
allowed: boolean, };

export type ReceiveScreen = { prompt: Prompt,
/**
 * `None`: not chosen yet (scan an order, or go on without one).
 */
document: DocumentCard | null,
/**
 * Who brings it, as far as it was said.
 */
supplier: string | null, lines: Array<LineCard>, in_hand: InHand,
/**
 * Where received goods go until somebody scans a location.
 */
to: LocationCard | null,
/**
 * Newest first, of this delivery.
 */
booked: Array<BookedCard>, };

export type MoveScreen = { prompt: Prompt, in_hand: InHand,
/**
 * What stands at the source: goods, and crates.
 */
here: Array<StockCard>, crates_here: Array<CrateCard>,
/**
 * The crates in hand, in the order they were scanned.
 */
crates: Array<CrateCard>,
/**
 * The source is the road: this is what is being loaded or taken in.
 */
transfer: TransferCard | null,
/**
 * Open transfers, at the start of the flow.
 */
transfers: Array<TransferCard>,
/**
 * What the active person carries, at the start of the flow.
 */
carried: Array<StockCard>, booked: Array<BookedCard>, };

export type AdjustScreen = { prompt: Prompt, in_hand: InHand,
/**
 * `restock`, `take_out`, `damage`, once chosen.
 */
mode: string | null,
/**
 * On hand of item and lot at the place, before.
 */
before: Amount | null, booked: Array<BookedCard>, };

export type CountScreen = { prompt: Prompt,
/**
 * Parts of open counting documents, at the start of the flow.
 */
zones: Array<CountZoneCard>,
/**
 * The one being worked on.
 */
zone: CountZoneCard | null, location: LocationCard | null, in_hand: InHand,
/**
 * Who else has goods in hand that stand, or stood, here.
 */
carried: Array<CarriedCard>, lines: Array<CountLineCard>, };

export type NameItScreen = { prompt: Prompt, code: string,
/**
 * The flow it was scanned in goes on afterwards.
 */
back_to: Flow | null, };

/**
 * What the step asks for now. One per screen; every flow and face handles it the same way.
 */
export type Prompt = {
/**
 * The one sentence: "Scan the item", "How many?".
 */
message: Message,
/**
 * Open number pad, or `None`.
 */
keypad: Keypad | null,
/**
 * Open date pad (YYYY-MM-DD by touch), with keys for "month only", "none printed", "not known".
 */
date_pad: boolean,
/**
 * A word is being typed (lot code, note number, name): the one case of a focused text field.
 */
text_field: TextField | null,
/**
 * A question that a scan cannot answer: scans wait until an answer is tapped.
 */
question: Question | null,
/**
 * Cards of *choose from what is here*; empty until asked for, unless several things fit a scan.
 */
choices: Array<Choice>,
/**
 * `choices` can be opened at this step.
 */
can_choose: boolean,
/**
 * The one main button, always in the same corner.
 */
primary: Button | null, buttons: Array<Button>, };

export type Keypad = {
/**
 * `words/` code of what the number is: `keypad-quantity`, `keypad-counted`, `keypad-difference` …
 */
label: string, unit: string, decimals: number,
/**
 * Replaced by the first digit.
 */
prefill: string | null,
/**
 * What the plan or the book says, when it may be shown.
 */
expected: Amount | null,
/**
 * A minus key is offered.
 */
signed: boolean,
/**
 * A number is being typed: scans wait until it is entered or left.
 */
editing: boolean,
/**
 * Keys "× carton of 48".
 */
packs: Array<PackKey>,
/**
 * Goods that are weighed: a second field beside the weight. Both go back in [`Tap::Weighed`].
 */
pieces?: PiecesPad,
/**
 * The goods are in a crate whose weight is known: the number may be said with the crate, in [`Tap::Gross`].
 */
tare?: TareKey, };

export type PackKey = { name: string,
/**
 * In stock units.
 */
factor: Amount, };

export type PiecesPad = {
/**
 * Replaced by the first digit.
 */
prefill: string | null, };

export type TareKey = { crate_code: string,
/**
 * What the empty crate weighs, in the unit of the goods.
 */
tare: Amount, };

export type TextField = {
/**
 * `words/` code of its label.
 */
label: string, prefill: string, };

export type Question = { message: Message,
/**
 * The first is the safe one and has the focus.
 */
answers: Array<Button>, };

export type Button = { message: Message, tap: Tap, tone: ButtonTone,
/**
 * Name of a pictogram in the design system, or empty.
 */
pictogram: string, };

export type ButtonTone = "primary" | "plain" | "danger";

/**
 * One card of what could be meant here.
 */
export type Choice = {
/**
 * Goes back in [`Tap::Choose`].
 */
id: string, title: string,
/**
 * Lot, date, quantity, place: one line each.
 */
details: Array<Message>, pictogram: string,
/**
 * Amber: near expiry, date not known.
 */
attention: boolean, };

/**
 * What a face can send besides scans. A tap on a screen that has changed since is refused.
 */
export type Tap = { "tap": "open_flow", flow: Flow, } | { "tap": "open_document", id: string, } | { "tap": "choose", id: string, } | { "tap": "show_choices" } | { "tap": "hide_choices" } | { "tap": "quantity", amount: string, pack: string | null, } | { "tap": "weighed", amount: string, pieces: string, } | { "tap": "gross", amount: string,
/**
 * Of catch-weight goods alone.
 */
pieces: string | null, } | { "tap": "edit_quantity" } | { "tap": "keep_quantity" } | { "tap": "date", date: string, } | { "tap": "month", month: string, } | { "tap": "none_printed" } | { "tap": "not_known" } | { "tap": "make_lot" } | { "tap": "open_note" } | { "tap": "open_text" } | { "tap": "text", text: string, } | { "tap": "reason", reason: string, } | { "tap": "answer", answer: string, } | { "tap": "name_as", item: string, } | { "tap": "park" } | { "tap": "name_parked", scan: string, } | { "tap": "post_count", task: string, } | { "tap": "done" } | { "tap": "cancel" } | { "tap": "back" } | { "tap": "undo" } | { "tap": "undo_entry", entry: string, } | { "tap": "reprint", job: string, } | { "tap": "acknowledge" } | { "tap": "sign_out" };

export type ItemCard = { id: string, sku: string,
/**
 * In the active person's language.
 */
name: string, pictogram: string, unit: string, decimals: number, lot_tracked: boolean, };

export type LotCard = { id: string,
/**
 * As printed; empty for goods not kept by lot.
 */
code: string,
/**
 * `date`, `month`, `none_printed`, `not_known`.
 */
expiry_kind: string,
/**
 * YYYY-MM-DD, the last good day.
 */
expiry: string | null, near: boolean, expired: boolean, ours: boolean,
/**
 * `released`, `quarantine`, `recalled`.
 */
status: string, };

export type LocationCard = { id: string, code: string, name: string,
/**
 * `bin`, `zone`, `container` …
 */
kind: string, };

export type DocumentCard = { id: string, number: string, partner: string,
/**
 * `purchase_order`, `blind_receipt`, `count`, `transfer`.
 */
kind: string, line_count: number, done_line_count: number, };

/**
 * One line of the document in work.
 */
export type LineCard = { id: string, item: ItemCard,
/**
 * "1,824 of 1,920 bottles": what came and was not undone.
 */
done: Amount, wanted: Amount,
/**
 * "38 of 40 cartons", when ordered in packs.
 */
done_packs: Amount | null, wanted_packs: Amount | null,
/**
 * What was undone here after the vendor had it: there it still counts as received.
 */
undone_there?: Amount,
/**
 * `open`, `part`, `complete`, `over`.
 */
state: string,
/**
 * The line being worked on.
 */
active: boolean, };

/**
 * What is being put together right now: item, lot, quantity, place. The band in the middle of a flow.
 */
export type InHand = { item: ItemCard | null, lot: LotCard | null,
/**
 * Of goods kept one by one.
 */
serial: string | null, quantity: Amount | null,
/**
 * "3 cartons + 5", when counted in packs.
 */
packs: string | null, from: LocationCard | null, to: LocationCard | null, reason: string | null, };

/**
 * One item and lot at the counted place. The book is shown only after it was counted (blind).
 */
export type CountLineCard = { id: string, item: ItemCard, lot: LotCard,
/**
 * Of goods kept one by one, once this piece was counted.
 */
serial: string | null, counted: Amount | null, book: Amount | null,
/**
 * counted − book, signed.
 */
difference: Amount | null,
/**
 * Code of its place, where the list goes over several.
 */
location: string | null,
/**
 * Who counted it, in a counting document.
 */
by: string | null,
/**
 * Counted once, too far from the book: it is to be counted again, blind.
 */
again: boolean, active: boolean, };

/**
 * A part of a counting document: a place with all that stands in it, or one item there.
 */
export type CountZoneCard = {
/**
 * Goes back in `Tap::Choose`.
 */
id: string,
/**
 * Number of the document.
 */
document: string, location: LocationCard,
/**
 * Only this item is counted.
 */
item: ItemCard | null,
/**
 * `open`, `counting`, `counted`, `recount`, `approved`.
 */
state: string,
/**
 * Goods with a number, goods to be counted again, goods that nobody counted.
 */
counted_count: number, again_count: number, open_count: number,
/**
 * Who counted in it.
 */
people: Array<string>, };

export type StockCard = { item: ItemCard, lot: LotCard, location: LocationCard, on_hand: Amount, reserved: Amount, };

/**
 * A crate that stands somewhere.
 */
export type CrateCard = { location: LocationCard,
/**
 * `clean`, `in_use`, `dirty`, `used_up`.
 */
state: string,
/**
 * Lots in it.
 */
line_count: number, };

/**
 * Somebody else has goods from here in hand.
 */
export type CarriedCard = { operator: string, quantity: Amount,
/**
 * The book has them with the person already; else they are still in the book here.
 */
booked: boolean, };

/**
 * Goods between two of our sites.
 */
export type TransferCard = {
/**
 * Goes back in `Tap::Choose`.
 */
id: string, number: string,
/**
 * Codes of the sites.
 */
from: string, to: string,
/**
 * `open`, `in_transit`, `received`.
 */
state: string,
/**
 * Lots and crates that were sent, and those that are still on the road.
 */
sent_count: number, open_count: number, };

/**
 * An entry of this job, with its undo.
 */
export type BookedCard = { entry: string, message: Message, at_ms: number, undone: boolean,
/**
 * Label job made with it, if any.
 */
print_job: string | null, };

/**
 * One page of a list. `next` is the cursor of the page after it, absent on the last.
 */
export type Page<T> = { rows: Array<T>, next: string | null, };

/**
 * The status strip: one value, pushed whenever it changes.
 */
export type Status = { station: string,
/**
 * `demo`, `production`, `training`.
 */
environment: string,
/**
 * One per connected vendor.
 */
links: Array<LinkStatus>,
/**
 * Deliveries that are not done.
 */
waiting_count: number, oldest_waiting_ms: number | null,
/**
 * Deliveries and tasks that need a person.
 */
person_count: number, parked_count: number, devices: Array<DeviceStatus>,
/**
 * A sentence about the station itself (settings file wrong, disk nearly full), or `None`.
 */
trouble: Message | null,
/**
 * The clock cannot be believed; absent while it can. A lead may say that it is right.
 */
date_in_doubt?: boolean, now_ms: number,
/**
 * IANA name; the face shows instants in it.
 */
time_zone: string, };

export type LinkStatus = { vendor: string,
/**
 * `all_sent`, `sending`, `waiting_for_network`, `needs_person`, `reading_only`, `off`.
 */
state: string, waiting_count: number,
/**
 * Age of the newest data from there.
 */
as_of_ms: number | null, stale: boolean,
/**
 * Why it is stale or stands still.
 */
reason: Message | null, };

export type DeviceStatus = { name: string,
/**
 * `scanner`, `printer`.
 */
kind: string,
/**
 * `ready`, `attention`, `away`.
 */
state: string,
/**
 * What it is and what to do: `device-…` of words.
 */
message: Message,
/**
 * `/dev/ttyACM0`, `192.168.1.20:9100`.
 */
address: string, last_seen_ms: number | null, good_count: number, bad_count: number, };

/**
 * A device with what it did last.
 */
export type DeviceDetail = {
/**
 * The tile, with its one verdict.
 */
device: DeviceStatus,
/**
 * Worth knowing beside the verdict.
 */
notes: Array<Message>,
/**
 * What gives the device to the station where the system keeps it; either is enough.
 */
fixes: Array<Fix>,
/**
 * Settings and what the device tells of itself.
 */
facts: Array<Fact>,
/**
 * Of a scanner.
 */
scans: ScanCounts | null,
/**
 * Of a scanner: from the complete read. Of a printer: from the order to the first byte.
 */
latency: Latency | null,
/**
 * Of a scanner, the newest first.
 */
reads: Array<ReadRow>,
/**
 * Of a printer: what it answered when it was asked last.
 */
answers: Array<AnswerRow>,
/**
 * Whoever reads may print a test and ask the device again.
 */
can_tend: boolean, };

/**
 * One thing to be typed in a terminal.
 */
export type Fix = { what: Message, command: string, };

export type Fact = { name: Message, value: Message, };

/**
 * Since the station started.
 */
export type ScanCounts = {
/**
 * Goods, places, badges and commands.
 */
accepted: number, refused: number,
/**
 * Nobody knows these codes, also those that lie in the tray.
 */
unknown: number,
/**
 * The same code still before a scanner that stands.
 */
repeats: number,
/**
 * Behind a question.
 */
waiting: number,
/**
 * Garbled on the line, or far too long.
 */
unreadable: number,
/**
 * The cable was pulled in the middle.
 */
cut_off: number, };

/**
 * Of the last 100.
 */
export type Latency = { count: number, half_ms: number,
/**
 * 95 of 100 were not slower.
 */
slow_ms: number,
/**
 * Of scans: until they were on disk.
 */
durable_half_ms: number | null, durable_slow_ms: number | null, };

/**
 * One read, what it says and what became of it.
 */
export type ReadRow = { at_ms: number,
/**
 * A badge: what it says is shown to nobody.
 */
is_badge: boolean,
/**
 * Two letters a byte, by blanks; without the AIM identifier and the end mark.
 */
hex: string,
/**
 * Signs that cannot be seen by their names: `<GS>`.
 */
text: string,
/**
 * `]C1`, and what it means; empty where the scanner sends none.
 */
aim: string, symbology: string, fields: Array<Fact>,
/**
 * Why it says nothing that can be used.
 */
refusal: Message | null, verdict: ScanVerdict | null, said: Message | null, durable_ms: number, answered_ms: number, };

/**
 * An answer of a printer byte by byte.
 */
export type AnswerRow = {
/**
 * `status`, `odometer`, `identity`.
 */
asked: string,
/**
 * Empty where it did not answer.
 */
hex: string, text: string, };

/**
 * One movement in the history, with the balances it found.
 */
export type HistoryRow = { entry: string,
/**
 * `station-epoch-sequence`, as vendors see it: `TM1-1-000123`.
 */
number: string,
/**
 * `receive`, `move`, …
 */
kind: string, item: ItemCard, lot: LotCard, serial?: string, from: LocationCard, to: LocationCard, quantity: Amount,
/**
 * Of a catch-weight item, beside the weight.
 */
pieces?: number, from_after: Amount, to_after: Amount, reason: string | null, evidence: string,
/**
 * As it was read, where that is not the quantity: "38 cartons".
 */
reading?: string, note?: string, operator: string, operator_id: string, seat: string, document: string | null, document_id: string | null, happened_at_ms: number, recorded_at_ms: number,
/**
 * The entry this one undoes.
 */
reverses: string | null,
/**
 * The entry that undid this one.
 */
reversed_by: string | null, };

/**
 * Movements of one kind in one unit, added up.
 */
export type KindTotal = {
/**
 * `receive`, `move`, …
 */
kind: string, movement_count: number,
/**
 * Whatever their direction, as the list shows them.
 */
quantity: Amount,
/**
 * Pieces of catch-weight items, beside each quantity.
 */
pieces: number,
/**
 * Into the place that was asked for; into all that is ours when none was.
 */
came_in: Amount, came_in_pieces: number, went_out: Amount, went_out_pieces: number, };

/**
 * One act on one lot.
 */
export type LotActRow = {
/**
 * Identity: undone by it.
 */
entry: string, number: string, item: ItemCard,
/**
 * As it is now.
 */
lot: LotCard, lot_id: string,
/**
 * What was done, and why.
 */
message: Message,
/**
 * In own words, empty when there are none.
 */
note: string, operator: string,
/**
 * Number of what it rests on.
 */
document: string | null, happened_at_ms: number, reverses: string | null, reversed_by: string | null, };

/**
 * One page: `start` and the changes of the steps make `end`. On the first page `end` stands there now, on the last
 * one `start` is nothing.
 */
export type Explanation = { item: ItemCard,
/**
 * `None`: all lots together.
 */
lot: LotCard | null,
/**
 * `None`: everywhere that is ours.
 */
location: LocationCard | null, end: Amount, end_pieces: number,
/**
 * The newest first.
 */
steps: Array<ExplainStep>, start: Amount, start_pieces: number, next: string | null, };

export type ExplainStep = { row: HistoryRow,
/**
 * With a minus when it went.
 */
change: Amount, change_pieces: number,
/**
 * What stood there after it.
 */
after: Amount, after_pieces: number,
/**
 * The goods are in a container that stands there.
 */
came_with: CameWith | null, };

export type CameWith = { container: string, code: string,
/**
 * Its last move; `None` when it always stood there.
 */
placed: PlacedBy | null, };

export type PlacedBy = { entry: string, number: string, happened_at_ms: number,
/**
 * Codes of the places.
 */
from: string, to: string, };

/**
 * What a scan or a code led to.
 */
export type RecallAnswer = {
/**
 * Lots that fit: of several, ask for one by its id.
 */
found: Array<RecallName>,
/**
 * All that is known, once it is one lot.
 */
recall: RecallView | null,
/**
 * Since when which vendor was not heard.
 */
heard: Array<LinkStatus>,
/**
 * Why its lots may be put on hold, for whoever reads; empty when they may not say so.
 */
hold_reasons: Array<Message>, };

export type RecallName = { id: string, item: ItemCard,
/**
 * `coded`, `none`, `not_known`.
 */
kind: string,
/**
 * As printed.
 */
code: string,
/**
 * Supplier or maker.
 */
maker: string,
/**
 * `date`, `month`, `none_printed`, `not_known`.
 */
expiry_kind: string,
/**
 * YYYY-MM-DD, the last good day.
 */
expiry: string | null,
/**
 * YYYY-MM-DD.
 */
made_on: string | null,
/**
 * `released`, `quarantine`, `recalled`.
 */
status: string,
/**
 * Where its certificate is found: an https address, or the name of a file.
 */
certificate: string | null, };

export type RecallView = {
/**
 * Each once: the one that was asked for, then its sources by distance, then its products.
 */
lots: Array<RecallLot>, links: Array<RecallLink>,
/**
 * It goes on beyond what is shown; the lots where it does say so.
 */
has_more: boolean, };

export type RecallLot = { name: RecallName,
/**
 * Productions from here to the lot that was asked for: a source of it.
 */
up: number | null,
/**
 * Productions from the lot that was asked for to here: a product of it.
 */
down: number | null,
/**
 * Why it is not followed further: `no_lot`, `reach`.
 */
end: string | null,
/**
 * `None` for goods without a lot.
 */
balance: RecallBalance | null, parts: Array<RecallPart>,
/**
 * Older parts are left out; the balance counts them.
 */
has_more_parts: boolean, };

/**
 * `received + made = on_hand + used + shipped + sampled + scrapped + unexplained`, exactly.
 */
export type RecallBalance = { received: Amount, made: Amount, on_hand: Amount, used: Amount, shipped: Amount, sampled: Amount, scrapped: Amount,
/**
 * With a minus: found.
 */
unexplained: Amount, };

/**
 * Where some of it came from, stands, or went.
 */
export type RecallPart = {
/**
 * `received`, `opened`, `made`, `on_hand`, `in_transit`, `retained`, `sampled`, `in_work`, `used`, `shipped`,
 * `sent_back`, `scrapped`, `unexplained`.
 */
what: string, quantity: Amount, pieces: number, place: RecallPlace | null, act: RecallAct | null,
/**
 * The weakest of its movements.
 */
evidence: string, };

export type RecallPlace = { id: string,
/**
 * `bin`, `zone`, `container` …
 */
kind: string,
/**
 * `store`, `dock`, `hold`, `unassigned`, `in_hand`.
 */
purpose: string, code: string, name: string,
/**
 * Codes from the site down to it.
 */
path: Array<string>,
/**
 * Code of the container it is, or the innermost one around it.
 */
container: string | null, };

/**
 * The document goods moved for, or the entry where there is none.
 */
export type RecallAct = { document: string | null,
/**
 * `PO-3108`; of the entry where there is no document.
 */
number: string,
/**
 * `purchase_order` …
 */
document_kind: string | null,
/**
 * Supplier or customer.
 */
partner: string,
/**
 * The newest entry of it.
 */
entry: string, entry_number: string, happened_at_ms: number, };

export type RecallLink = {
/**
 * Lots by id.
 */
from: string, into: string, by: RecallAct,
/**
 * Of `from`, in the whole production.
 */
used: Amount,
/**
 * Of `into`, in the whole production.
 */
made: Amount,
/**
 * The weakest of the movements that link them.
 */
evidence: string, };

/**
 * Stock of one item with its places, and what vendors say beside it.
 */
export type StockRow = { item: ItemCard, on_hand: Amount, reserved: Amount, places: Array<StockCard>, external: Array<ExternalStock>, };

export type ExternalStock = { vendor: string, location: string, quantity: Amount, as_of_ms: number, stale: boolean, };

/**
 * `on_hand = reserved + free`, and the same of each lot.
 */
export type ItemPage = { item: ItemCard, on_hand: Amount, reserved: Amount,
/**
 * Not promised. What of it may be used, its lots say.
 */
free: Amount,
/**
 * The earliest last good day first.
 */
lots: Array<LotStock>,
/**
 * By the way down to them.
 */
places: Array<PlaceStock>,
/**
 * It stands at more places than are shown; the sums are of those shown.
 */
has_more_places: boolean,
/**
 * The newest first.
 */
promises: Array<PromiseCard>, has_more_promises: boolean, external: Array<ExternalStock>, };

/**
 * One lot at all its places together.
 */
export type LotStock = { lot: LotCard,
/**
 * Where its certificate is found: an https address, or the name of a file.
 */
certificate: string | null, on_hand: Amount, reserved: Amount, };

/**
 * One lot at one place.
 */
export type PlaceStock = { lot: LotCard, location: LocationCard,
/**
 * Codes from the site down to it.
 */
path: Array<string>,
/**
 * Code of the crate it is, or the innermost one around it.
 */
container: string | null, on_hand: Amount, reserved: Amount, };

/**
 * Goods that are promised and still stand there.
 */
export type PromiseCard = { id: string, quantity: Amount, lot: LotCard, location: LocationCard,
/**
 * `order`, `basket`, `quote`, `manufacturing`, `transfer`.
 */
purpose: string,
/**
 * `SO-1182`.
 */
document: string | null, document_id: string | null, partner: string, made_at_ms: number,
/**
 * `None`: no clock.
 */
expires_at_ms: number | null, };

/**
 * A place as it stands now.
 */
export type PlacePage = { location: LocationCard,
/**
 * Codes from the site down to it.
 */
path: Array<string>,
/**
 * By the way down to them: what stands at the place itself comes first.
 */
rows: Array<PlaceRow>,
/**
 * More stands there than is shown.
 */
has_more: boolean,
/**
 * Of a crate alone.
 */
weight?: CrateWeight, };

/**
 * What a crate weighs: empty, and with what is in it.
 */
export type CrateWeight = {
/**
 * `None`: nobody has said it.
 */
tare: Amount | null,
/**
 * Goods, this crate and the crates in it; by the book.
 */
gross: Amount | null,
/**
 * Why there is no `gross`.
 */
no_gross: Message | null, };

/**
 * One item and lot, at the place or in something that stands there.
 */
export type PlaceRow = { item: ItemCard, stock: PlaceStock, };

/**
 * What is looked for.
 */
export type What = "item" | "lot" | "place" | "document" | "person" | "owner";

/**
 * A thing as a list can be asked about it.
 */
export type Thing = { id: string, title: string,
/**
 * SKU, partner, item: what tells it from another of the same title. May be empty.
 */
detail: string,
/**
 * `bin`, `lead`, `purchase_order`; of items and lots the pictogram. Empty where there is only one.
 */
kind: string, };

/**
 * One row of the outbox: "why is this not synced", in words.
 */
export type DeliveryRow = { id: string, vendor: string,
/**
 * `purchase_receipt`, `stock_adjustment`.
 */
kind: string, number: string,
/**
 * design.md §14: waiting, sending, unclear, retry_at, done, needs_person, cancelled, superseded, withheld.
 */
state: string, document: string | null,
/**
 * What it carries: "+1,824 pcs PK-BTL".
 */
goods: Array<Message>,
/**
 * What, since when, why, who can fix it.
 */
why: Message, attempt_count: number, since_ms: number, next_at_ms: number | null,
/**
 * The vendor's own words, when it refused.
 */
vendor_words: string | null, can_retry: boolean, can_set_aside: boolean, };

export type PrintJobRow = { id: string,
/**
 * `TLNP…`, printed on the label.
 */
code: string, title: string, role: string, printer: string,
/**
 * queued, sending, sent, confirmed, failed, unknown, cancelled.
 */
state: string, why: Message, label_count: number, labels: LabelCounts,
/**
 * What a person is asked about it.
 */
question: PrintQuestion | null,
/**
 * Labels that have not begun can still be left out.
 */
can_cancel: boolean, copy: number, made_at_ms: number, };

/**
 * The labels of one job, by what is known of each.
 */
export type LabelCounts = { confirmed_count: number, in_printer_count: number, in_doubt_count: number, not_begun_count: number, };

/**
 * One thing at a time.
 */
export type PrintQuestion = { "ask": "last_good", first: number, last: number, } | { "ask": "accept_printer", was: string, is: string, dpi: number | null, };

/**
 * All templates as they stand.
 */
export type TemplatesPage = {
/**
 * Where their files lie.
 */
folder: string,
/**
 * Another text whenever a file there came, went or was saved.
 */
version: string,
/**
 * By name.
 */
rows: Array<TemplateRow>,
/**
 * Fonts, tables of markets, and what cannot be read.
 */
bad_files: Array<TemplateFileTrouble>, };

export type TemplateRow = {
/**
 * Of the file, without `.toml`.
 */
name: string,
/**
 * Its file; absent where it is built in.
 */
path: string | null,
/**
 * What is drawn; absent where a new file was never good.
 */
look: TemplateLook | null,
/**
 * Of the file as it is now; what is drawn is an older one while there are any.
 */
problems: Array<TemplateProblem>,
/**
 * Every label printer of this station.
 */
printers: Array<PrinterFit>, };

export type TemplateLook = { title: string, width_mm: number, height_mm: number,
/**
 * The pre-printed label it belongs on.
 */
stock: string | null,
/**
 * `en`, `id`.
 */
languages: Array<string>, minimum_dpi: number,
/**
 * Facts of this market are required.
 */
market: string | null, };

export type TemplateProblem = { line: number, column: number, message: Message,
/**
 * Why a label of it was refused when it was tried.
 */
cause: Message | null, };

/**
 * Whether a template goes on what is loaded in a printer.
 */
export type PrinterFit = { printer: string, dpi: number,
/**
 * "100 × 150 mm".
 */
loaded: string,
/**
 * Why it does not fit; absent where it does.
 */
why: Message | null, };

export type TemplateFileTrouble = { path: string, message: Message, };

/**
 * One label of a template.
 */
export type TemplatePreview = {
/**
 * As PNG; absent where nothing can be drawn.
 */
data_url: string | null, width_mm: number, height_mm: number, dpi: number, language: string,
/**
 * `zpl`, `tspl`: whose bytes the picture is made from.
 */
printer_language: string,
/**
 * What a scanner sends for each code; GS (U+001D) between GS1 elements.
 */
codes: Array<TemplateCode>,
/**
 * Every code on the picture was read back as what it should say.
 */
scans: boolean,
/**
 * Why there is no picture, or what does not scan on it.
 */
why: Message | null,
/**
 * Why it does not go on what is loaded in the named printer.
 */
no_fit: Message | null,
/**
 * Worth knowing about this label.
 */
notes: Array<Message>, };

export type TemplateCode = { symbology: string, data: string, };

/**
 * A barcode of the demo drawer.
 */
export type DrawerCode = {
/**
 * `badges`, `commands`, `places`, `orders`, `items`, `gs1`, `trouble`.
 */
group: string, title: string, code: string, pictogram: string, };

/**
 * A code in the tray, with the work it was parked at and what it told besides the item.
 */
export type ParkedRow = { scan: string, code: string,
/**
 * `None`: nothing was being done.
 */
flow: Flow | null, document: string | null, location: string | null, lot: string | null, quantity: Amount | null,
/**
 * The item that has this code by now.
 */
known: string | null, operator: string, at_ms: number, can_take_out: boolean,
/**
 * Why it may leave the tray without a name, for whoever reads; empty when they may not say so.
 */
discard_reasons: Array<Message>, };

/**
 * Something a person must settle, or that was settled.
 */
export type TaskRow = { id: string,
/**
 * `excess`, `count_difference`, `delivery` …
 */
kind: string,
/**
 * What happened, and what has to be decided.
 */
message: Message,
/**
 * `low`, `medium`, `high`, `urgent`.
 */
severity: string,
/**
 * `open`, `seen`, `settled`, `self_cleared`.
 */
state: string,
/**
 * Who may settle it, and whoever stands above.
 */
role: Role, since_ms: number,
/**
 * What its entry moved: "+24 pcs FG-SB250".
 */
goods: Array<Message>, document: string | null,
/**
 * Where it can be done, when there is such a place.
 */
way: TaskWay | null,
/**
 * What settles it, for whoever reads; empty when they may not, or when it ends with its delivery.
 */
answers: Array<Message>, can_settle: boolean, resolution: Message | null, settled_by: string | null, settled_at_ms: number | null, };

/**
 * Where the matter of a task can be done.
 */
export type TaskWay = { "to": "sync" } | { "to": "history", item: ItemCard, } | { "to": "seat", tap: Tap, };

/**
 * What the wedge classifier of a face sends for one burst; the engine decodes it.
 */
export type Burst = {
/**
 * UUIDv7 made by the face when the burst began: the scan's id.
 */
id: string, keys: Array<BurstKey>,
/**
 * `enter`, `tab`, `idle`.
 */
terminator: string, };

export type BurstKey = {
/**
 * Physical key (`KeyA`, `Digit1`): the same on every layout.
 */
code: string,
/**
 * What the host's layout made of it.
 */
text: string, shift: boolean, control: boolean, alt: boolean, caps_lock: boolean,
/**
 * Milliseconds since the key before; 0 for the first.
 */
gap_ms: number, };

/**
 * What is known of one scanner since it read the test code.
 */
export type Detection = {
/**
 * As it stands among the devices.
 */
scanner: string, at_ms: number,
/**
 * The verdict.
 */
message: Message,
/**
 * `good`: nothing is to be done; `keep`: good once the station keeps the settings; `change`: something has to be
 * changed at the scanner; `unknown`: it was not the test code.
 */
state: string, facts: Array<DetectedFact>,
/**
 * What the station would keep; absent where its settings say so already.
 */
keeps: Message | null, };

/**
 * One row.
 */
export type DetectedFact = {
/**
 * `kind`, `layout`, `letters`, `aim`, `prefix`, `suffix`, `gs`, `pace`.
 */
name: string, value: Message, state: FactState,
/**
 * What to change at the scanner.
 */
advice: Message | null, };

export type FactState = "good" | "better" | "change";

/**
 * What is shown to be scanned: signs on which keyboards differ, capital and small letters, digits, and a GS.
 */
export type TestCode = {
/**
 * As a person can compare it; GS as ␝.
 */
text: string, pictures: Array<TestPicture>, };

export type TestPicture = {
/**
 * `data_matrix`, `code128`.
 */
kind: string,
/**
 * A PNG.
 */
data_url: string,
/**
 * In its own dots: shown so, or a whole number of times larger, no module gets blurred.
 */
width_dots: number, height_dots: number, };

/**
 * One code of a photo, as a scanner would send it.
 */
export type PhotoCode = { code: string,
/**
 * AIM identifier such as `]C1`.
 */
symbology: string, };
