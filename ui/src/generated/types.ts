// Made from Rust by `cargo run -p station --example generate_types --features schema`. Never edited by hand.

export type Amount = { amount: string, unit: string, };

export type Value = { "kind": "text", "value": string } | { "kind": "count", "value": number } | { "kind": "amount", "value": Amount } | { "kind": "date", "value": string } | { "kind": "instant", "value": number } | { "kind": "word", "value": string };

export type Message = { code: string, values: { [key in string]: Value }, };

export type Role = "operator" | "lead" | "inventory_manager" | "customer_service" | "admin";

export type ScanVerdict = "accepted" | "refused" | "unknown" | "parked" | "command" | "repeat" | "waiting" | "faulted";

export type OperatorCard = { id: string, name: string, role: Role, language: string, };

export type Tone = "accepted" | "more" | "complete" | "attention" | "wrong_item" | "too_many" | "unknown" | "stop" | "refused" | "command" | "waiting" | "repeat" | "fault";

export type Verdict = { input: string, tone: Tone, scan: ScanVerdict | null, message: Message, code: string | null, expected: string | null, got: string | null, entry: string | null, streak: number, };

export type Flow = "receive" | "move_stock" | "adjust" | "count";

export type FlowCard = { flow: Flow, allowed: boolean, };

export type PackKey = { name: string, factor: Amount, };

export type Keypad = { label: string, unit: string, decimals: number, prefill: string | null, expected: Amount | null, signed: boolean, packs: Array<PackKey>, };

export type TextField = { label: string, prefill: string, };

export type Tap = { "tap": "open_flow", flow: Flow, } | { "tap": "open_document", id: string, } | { "tap": "choose", id: string, } | { "tap": "show_choices" } | { "tap": "hide_choices" } | { "tap": "quantity", amount: string, pack: string | null, } | { "tap": "edit_quantity" } | { "tap": "date", date: string, } | { "tap": "month", month: string, } | { "tap": "none_printed" } | { "tap": "not_known" } | { "tap": "make_lot" } | { "tap": "open_note" } | { "tap": "open_text" } | { "tap": "text", text: string, } | { "tap": "reason", reason: string, } | { "tap": "answer", answer: string, } | { "tap": "name_as", item: string, } | { "tap": "park" } | { "tap": "done" } | { "tap": "cancel" } | { "tap": "back" } | { "tap": "undo" } | { "tap": "undo_entry", entry: string, } | { "tap": "reprint", job: string, } | { "tap": "acknowledge" } | { "tap": "sign_out" };

export type ButtonTone = "primary" | "plain" | "danger";

export type Button = { message: Message, tap: Tap, tone: ButtonTone, pictogram: string, };

export type Question = { message: Message, answers: Array<Button>, };

export type Choice = { id: string, title: string, details: Array<Message>, pictogram: string, attention: boolean, };

export type Prompt = { message: Message, keypad: Keypad | null, date_pad: boolean, text_field: TextField | null, question: Question | null, choices: Array<Choice>, can_choose: boolean, primary: Button | null, buttons: Array<Button>, };

export type ItemCard = { id: string, sku: string, name: string, pictogram: string, unit: string, decimals: number, lot_tracked: boolean, };

export type LotCard = { code: string, expiry_kind: string, expiry: string | null, near: boolean, expired: boolean, ours: boolean, status: string, };

export type LocationCard = { id: string, code: string, name: string, kind: string, };

export type DocumentCard = { id: string, number: string, partner: string, kind: string, line_count: number, done_line_count: number, };

export type LineCard = { id: string, item: ItemCard, done: Amount, wanted: Amount, done_packs: Amount | null, wanted_packs: Amount | null, state: string, active: boolean, };

export type InHand = { item: ItemCard | null, lot: LotCard | null, quantity: Amount | null, packs: string | null, from: LocationCard | null, to: LocationCard | null, reason: string | null, };

export type BookedCard = { entry: string, message: Message, at_ms: number, undone: boolean, print_job: string | null, };

export type StockCard = { item: ItemCard, lot: LotCard, location: LocationCard, on_hand: Amount, reserved: Amount, };

export type ReceiveScreen = { prompt: Prompt, document: DocumentCard | null, lines: Array<LineCard>, in_hand: InHand, to: LocationCard | null, booked: Array<BookedCard>, };

export type MoveScreen = { prompt: Prompt, in_hand: InHand, here: Array<StockCard>, booked: Array<BookedCard>, };

export type AdjustScreen = { prompt: Prompt, in_hand: InHand, mode: string | null, before: Amount | null, booked: Array<BookedCard>, };

export type CountLineCard = { id: string, item: ItemCard, lot: LotCard, counted: Amount | null, book: Amount | null, difference: Amount | null, active: boolean, };

export type CountScreen = { prompt: Prompt, location: LocationCard | null, in_hand: InHand, lines: Array<CountLineCard>, };

export type NameItScreen = { prompt: Prompt, code: string, back_to: Flow | null, };

export type Screen = { "kind": "badge", prompt: Prompt, } | { "kind": "home", flows: Array<FlowCard>, documents: Array<DocumentCard>, prompt: Prompt, } | { "kind": "receive" } & ReceiveScreen | { "kind": "move_stock" } & MoveScreen | { "kind": "adjust" } & AdjustScreen | { "kind": "count" } & CountScreen | { "kind": "name_it" } & NameItScreen;

export type SeatScreen = { number: number, seat: string, operator: OperatorCard | null, screen: Screen, verdict: Verdict | null, waiting_count: number, parked_count: number, };

export type LinkStatus = { vendor: string, state: string, waiting_count: number, as_of_ms: number | null, stale: boolean, reason: Message | null, };

export type DeviceStatus = { name: string, kind: string, state: string, message: Message, address: string, last_seen_ms: number | null, last_raw: string | null, good_count: number, bad_count: number, };

export type Status = { station: string, environment: string, links: Array<LinkStatus>, waiting_count: number, oldest_waiting_ms: number | null, person_count: number, parked_count: number, devices: Array<DeviceStatus>, trouble: Message | null, now_ms: number, time_zone: string, };

export type Page<T> = { rows: Array<T>, next: string | null, };

export type HistoryRow = { entry: string, number: string, kind: string, item: ItemCard, lot: LotCard, from: LocationCard, to: LocationCard, quantity: Amount, from_after: Amount, to_after: Amount, reason: string | null, evidence: string, operator: string, seat: string, document: string | null, happened_at_ms: number, recorded_at_ms: number, reverses: string | null, reversed_by: string | null, };

export type ExternalStock = { vendor: string, location: string, quantity: Amount, as_of_ms: number, stale: boolean, };

export type StockRow = { item: ItemCard, on_hand: Amount, reserved: Amount, places: Array<StockCard>, external: Array<ExternalStock>, };

export type DeliveryRow = { id: string, vendor: string, kind: string, number: string, state: string, document: string | null, goods: Array<Message>, why: Message, attempt_count: number, since_ms: number, next_at_ms: number | null, vendor_words: string | null, can_retry: boolean, can_set_aside: boolean, };

export type PrintJobRow = { id: string, code: string, title: string, role: string, printer: string, state: string, why: Message, label_count: number, copy: number, made_at_ms: number, };

export type DrawerCode = { group: string, title: string, code: string, pictogram: string, };

export type ParkedRow = { scan: string, code: string, document: string | null, operator: string, at_ms: number, };

export type BurstKey = { code: string, text: string, shift: boolean, control: boolean, alt: boolean, caps_lock: boolean, gap_ms: number, };

export type Burst = { id: string, keys: Array<BurstKey>, terminator: string, };
