### Every sentence a person can read, in English. Keyed by code; the same file serves the screen, the API and paper.
### A refusal says what happened, what it means for the goods, and what to do now.

## Tones, by name

tone-accepted = Accepted
tone-more = One more
tone-complete = Complete
tone-attention = Look here
tone-wrong-item = Wrong item
tone-too-many = Too many
tone-unknown = Unknown code
tone-stop = Stop
tone-refused = Not recorded
tone-command = Command
tone-waiting = Waits
tone-repeat = Same again
tone-fault = Trouble

## Flows

flow-receive = Receive
flow-receive-about = Goods that arrive, with an order or without
flow-move-stock = Move
flow-move-stock-about = From one place to another, or a whole crate
flow-adjust = Adjust
flow-adjust-about = Restock, take out, write off damage
flow-count = Count
flow-count-about = Everything at one place, blind
flow-name-it = Unknown code
flow-home = Home
flow-badge = Badge
flow-not-allowed = Your badge does not allow this. Ask the lead.

## People

role-operator = Operator
role-lead = Shift lead
role-inventory_manager = Inventory manager
role-customer_service = Customer service
role-admin = Administrator

## Units and packs

unit-pcs = pcs
amount-about = ≈ { $amount }
amount-pieces = { $amount } · { $count } { $count ->
    [one] piece
   *[other] pieces
 }
unit-kg = kg
unit-g = g
unit-L = L
unit-mL = mL
unit-carton = { $count ->
    [one] carton
   *[other] cartons
}
unit-sack = { $count ->
    [one] sack
   *[other] sacks
}
unit-jerrycan = { $count ->
    [one] jerrycan
   *[other] jerrycans
}
unit-bag = { $count ->
    [one] bag
   *[other] bags
}
unit-pot = { $count ->
    [one] pot
   *[other] pots
}
unit-roll = { $count ->
    [one] roll
   *[other] rolls
}
unit-bundle = { $count ->
    [one] bundle
   *[other] bundles
}
unit-box = { $count ->
    [one] box
   *[other] boxes
}
unit-pouch = { $count ->
    [one] pouch
   *[other] pouches
}
unit-crate = { $count ->
    [one] crate
   *[other] crates
}

## Ages

age-now = just now
age-ago = { $age } ago
age-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
age-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## The strip

strip-nobody = Nobody signed in
strip-all-sent = All sent
strip-sending = Sending { $count }
strip-waiting-for-network = Waiting for network, { $count } safe here ({ $age })
strip-needs-person = { $count ->
    [one] { $count } needs a person
   *[other] { $count } need a person
}
strip-reading-only = Reading only, { $count } withheld
strip-off = Works alone
strip-parked = { $count } in the tray
strip-printer = Printer
strip-scanner = Scanner
strip-sound = Sound is on
strip-muted = Muted
environment-demo = Demo
environment-test = Test
environment-training = TRAINING
environment-production = Production

## Links to vendors

vendor-katana = Katana
link-all-sent = All sent
link-sending = Sending { $count }
link-waiting-for-network = Waiting for network, { $count } safe here
link-needs-person = Needs a person
link-reading-only = Reading only, { $count } withheld
link-off = Off
link-as-of = Last heard { $ago }
link-stale = No news for { $age }. What it says here is old.

## Notices about this screen

joining = Looking for the station …
notice-not-listening = Not listening: another window has the keyboard. Touch this screen, then scan.
notice-lost = This screen has lost its station. Your work is safe there. It comes back by itself.
notice-lost-kept = { $count ->
    [one] This screen has lost its station. { $count } scan is kept here and handed in when it is back.
   *[other] This screen has lost its station. { $count } scans are kept here and handed in when it is back.
}
face-scan-kept = Kept on this screen. The station is away; { $count } wait here and are handed in when it is back.
face-kept-full = This scan was not taken. The station is away and { $count } scans wait here already. Wait until it is back, then scan again.
face-tap-while-lost = Nothing was recorded. The station is away; touch again when it is back.
face-problem = That did not work. Nothing was recorded. { $detail }
face-paper-saved = The paper is in { $path }. Print it from there.
pairing-title = This screen is not known here yet
pairing-step-station = Go to the station, or ask who looks after it.
pairing-step-link = It prints a link when it starts and shows it under Devices. The link works once.
pairing-step-here = Open that link on this screen.
pairing-safe = Nothing is lost meanwhile: the station goes on working.

## Verdicts

verdict-none = Ready. Scan anything.
verdict-expected = Wanted:
verdict-got = Scanned:
verdict-nothing-recorded = Nothing was recorded.
verdict-cut-more = { $count ->
    [one] { $count } more order is short: see the tasks.
   *[other] { $count } more orders are short: see the tasks.
}
verdict-undo = Undo
verdict-close = Close this message
stop-close = Touch to go on

## Prompts and pads of the frame

prompt-wait = One moment …
badge-hint = Any scan after that is yours.
question-waiting = { $count ->
    [one] { $count } scan waits and is taken in order.
   *[other] { $count } scans wait and are taken in order.
}
choices-open = Choose from what is here
choices-close = Back to scanning
choice-attention = Look at the date
main-number = Enter { $number }
main-weighed = Enter { $number }
main-pieces-next = { $number }: now the pieces
main-waits-pieces = Type the pieces
main-waits-weight = Type the weight
main-date = Good until { $date }
main-text = Take { $text }
main-number-unfinished = Finish the number
main-date-unfinished = Finish the date
main-waits-scan = Waiting for a scan
main-waits-date = Choose a date
main-waits-number = Type the number
main-waits-text = Scan or type
pad-back = Delete the last digit
pad-clear = Clear
pad-sign = Plus or minus
pad-pack = × { $pack } of { $factor }
pad-with-crate = With crate { $crate } ({ $tare })
pad-net = − { $tare } = { $net }
pad-below-tare = Less than the empty crate, { $tare }
pad-sum = { $terms } = { $total }
pad-expected = Expected: { $amount }
pad-usual = Usually { $amount } each
pad-looks-like-a-code = That looks like a code. Scan it, or type fewer digits.
pad-too-fine = { $decimals ->
    [0] Whole numbers only.
    [one] At most { $decimals } decimal.
   *[other] At most { $decimals } decimals.
}
pad-letters = Type it
pad-space = Space
pad-capitals = ABC
pad-years = Year
pad-other-years = Other years
pad-change-month = Other month
pad-month-only = Only { $month } is printed
pad-date-empty = Year, month, day
keypad-quantity = How many
keypad-gross = With the crate
keypad-counted = Counted
keypad-difference = Difference
keypad-weight = Weight
keypad-pieces = Pieces
text-lot = Lot code, as printed
text-delivery-note = Number of the delivery note
text-name = Name
text-search = Search
type-code-open = Type a code
type-code-title = Type the code under the bars
type-code-label = Code
type-code-send = Take this code
dialog-close = Close
list-up = Page up
list-down = Page down

## Goods in work

hand-empty = Nothing in hand yet
hand-from = from
hand-to = to
lot-until = until { $date }
lot-ended = ended { $date }
lot-no-date = no date printed
lot-date-not-known = date not known
lot-ours = our lot
lot-certificate = Certificate
lot-chip-released = Released
lot-chip-quarantine = On hold
lot-chip-recalled = Recalled
place-supplier = Supplier
place-customer = Customer
place-production = Production
place-loss = Loss
place-adjustment = Adjustment
line-undone-there = { $undone } undone here still count at the vendor
line-of = { $done } of { $wanted }
booked-title = Booked here
booked-empty = What you book shows here, each with its undo.
booked-undo = Undo this
booked-undone = undone
booked-reprint = Print its labels again
move-here = At { $location }
move-here-empty = The book has nothing at this place.
adjust-restock = Restock
adjust-take-out = Take out
adjust-damage = Damage
adjust-before = The book has here
count-empty = Nothing counted here yet. Scan the first item.
count-no-place = Scan the place you count.
count-not-yet = not counted
count-book = book { $amount }
count-even = as booked
name-it-hint = Your badge may not name codes. Park it and go on; somebody names it later.

## Home

home-documents = Open here
home-no-documents = No open orders
home-no-documents-detail = New orders show themselves. Goods without an order can be received at once.
home-lines = { $done } of { $count }
document-purchase_order = Purchase order
document-blind_receipt = Delivery without an order
document-count = Count

## Desk

desk-title = Desk
desk-back = Back to work
desk-stock = Stock
desk-history = History
desk-sync = Sending
desk-devices = Devices
desk-templates = Templates
desk-settings = Settings
desk-loading = Looking …
desk-no-answer = The station does not answer. The list comes back with it.
search-done = Done
search-clear = Clear the search
stock-search = Find by name, SKU, barcode, lot or place
stock-none = Nothing fits “{ $search }”.
stock-empty = No stock yet. Receive something, or count a place.
stock-more-places = and { $count } more
stock-external = { $vendor }: { $amount }
stock-external-at = { $vendor }, { $location }
stock-external-age = as of { $ago }
stock-external-stale = old: as of { $ago }
stock-history = History of this item
history-empty = Nothing has moved yet.
history-left = { $location } has { $amount }
history-now = { $location } has { $amount }
history-recorded = written down { $time }
history-undo = Undo
history-undone = undone
history-is-undo = is an undo
desk-recall = Recall
desk-recall-of = Recall { $lot }
desk-item = Item
desk-explain = Why this number
desk-one-back = One step back
stock-none-detail = Try a part of the name, the SKU, a barcode, a lot or a place.
stock-nowhere = none on hand
why-number = Why this number?
lot-without = without a lot
item-on-hand = On hand
item-promised = Promised
item-promised-of = { $amount } promised
item-free = Not promised
item-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
item-lots = { $count ->
    [one] { $count } lot
   *[other] { $count } lots
}
item-promises = { $count ->
    [0] No promises
    [one] { $count } promise
   *[other] { $count } promises
}
item-is-crate = in this crate
item-in-crate = in crate { $crate }
item-nowhere = None on hand
item-nowhere-detail = It was never received here, or all of it has left. The history tells.
item-more-places = More places than fit here. Search for the place to see the rest.
item-lot-history = History
item-recall = Recall
verdict-look = Look inside
place-history = History of this place
place-contents = Content list
place-count-sheet = Count sheet
history-receipt = Receipt
place-empty = Nothing stands here.
place-crate-empty = This crate is empty.
place-tare = Empty { $tare }
place-gross = With its goods { $gross }
no-gross-no-tare = Nobody has said what { $crate_code } weighs empty.
no-gross-not-by-weight = { $item } is kept in { $unit }: what it weighs is not known.
no-gross-too-much = More is in it than one page shows.
place-more = More stands here than fits. Look at the places inside one by one.
promises-empty = Nothing of it is promised.
promises-more = There are more promises than fit here.
promise-made = promised { $time }
promise-until = held until { $time }
promise-no-clock = held until it is picked
purpose-basket = Basket
purpose-quote = Quote
purpose-order = Order
purpose-manufacturing = Production
purpose-transfer = Transfer
explain-now = On hand now
explain-at = at { $place }
explain-everywhere = at all our places
explain-how = These movements make the number. The newest is on top; beside each stands what was there after it.
explain-empty = Nothing of it ever moved here, so it is nothing.
explain-after = then
explain-before = Before these movements: { $amount }.
explain-more = Show what was before
explain-sum = { $count ->
    [one] It began with { $start }. { $count } movement makes { $end }.
   *[other] It began with { $start }. { $count } movements together make { $end }.
}
explain-with = in crate { $crate }, which stands there
explain-with-placed = in crate { $crate }, brought from { $from } to { $to } at { $time }
history-movements = Movements
history-totals = Added up
history-filter = Narrow down
history-filter-title = What do you want to see?
history-none = No movement fits.
history-none-detail = Leave out one of the conditions above.
filter-item = Item
filter-lot = Lot
filter-serial = Serial number
filter-place = Place
filter-document = Order or count
filter-person = Person
filter-kind = Kind
filter-days = Days
filter-owner = Owner of the goods
filter-any = any
filter-off = Leave out: { $filter }
filter-take = Take this
filter-between = { $from } to { $to }
filter-since = since { $from }
filter-until = until { $to }
find-item = Name, SKU or barcode
find-lot = A part of the lot code
find-serial = Serial number, as printed
find-place = Code or name of the place
find-document = Number or partner
find-person = Name
find-owner = Name of the owner
find-type = Type a part of it.
days-today = Today
days-yesterday = Yesterday
days-week = 7 days
days-month = 30 days
days-all = All days
days-from = From:
days-to = To:
totals-kind = Kind
totals-count = How often
totals-quantity = Quantity
totals-in = Came in
totals-out = Went out
totals-movements = { $count ->
    [one] { $count } movement
   *[other] { $count } movements
}
recall-search = Lot code, or a part of it
recall-begin = Which lot is it about?
recall-begin-detail = Type what you know of its code, or touch Recall at a lot of an item.
recall-none = No lot fits “{ $code }”.
recall-none-detail = Try a shorter part, the supplier's lot, or the day it was made (2026-11-21).
recall-which = { $count ->
    [one] { $count } lot fits. Touch it.
   *[other] { $count } lots fit. Which one is meant?
}
recall-up = Made from ({ $count })
recall-up-none = It came as it is: nothing went into it here.
recall-down = Made from it ({ $count })
recall-down-none = Nothing was made from it here.
recall-link-up = { $used } went into { $made } · { $number }
recall-link-down = { $used } of it went into { $made } · { $number }
recall-fold = Hide what stands below { $lot }
recall-unfold = Show what stands below { $lot }
recall-end-no_lot = No lot: the trail is lost here
recall-end-reach = It goes on; ask for this lot
recall-has-more = There is more than is shown. Ask for the lots at the ends.
recall-maker = from { $maker }
recall-made-on = made { $date }
recall-in-crate = { $place } in crate { $crate }
recall-no-parts = Nothing of it was ever here.
recall-no-lot = Goods without a lot cannot be told apart, so nobody knows which of them these were.
recall-more-parts = Older parts are not shown; the line above counts them.
recall-not-heard = { $vendor } was last heard { $ago } ({ $time }). What it did since then is missing here.
recall-never-heard = { $vendor } was never heard. What it did is missing here.
recall-unsent = { $count ->
    [one] { $count } delivery to it is not confirmed.
   *[other] { $count } deliveries to it are not confirmed.
}
hold-lot = Hold
hold-all = { $count ->
    [one] Hold { $count } lot
   *[other] Hold all { $count } lots of this recall
}
hold-title = Put lot { $lot } on hold?
hold-title-all = { $count ->
    [one] Put { $count } lot on hold?
   *[other] Put { $count } lots on hold?
}
hold-about = What is on hold is used nowhere. Orders that were promised some of it get other stock or a task.
hold-why = Why?
hold-send = Put on hold
balance-received = Received
balance-made = Made
balance-on-hand = On hand
balance-used = Used
balance-shipped = Shipped
balance-sampled = Samples
balance-scrapped = Scrapped
balance-unexplained = Unexplained
balance-even = It adds up: every part of it is accounted for.
balance-odd = It does not add up: { $amount } are unexplained. Count its places.
part-received = Received
part-opened = Opening stock
part-made = Made
part-on_hand = Here now
part-in_transit = On its way between our sites
part-retained = Kept as a sample
part-sampled = Taken as a sample
part-in_work = In production now
part-used = Used
part-shipped = Shipped
part-sent_back = Sent back
part-scrapped = Scrapped
part-unexplained = Unexplained
sync-empty = Everything is sent
sync-empty-detail = What is booked here and waits for somebody outside stands in this list, with the reason.
sync-vendor-words = { $vendor } says: “{ $words }”
sync-since = Since { $time }
sync-tried = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
sync-next = next at { $time }
sync-retry = Try now
sync-set-aside = Set aside
tray-empty = The tray is empty. Unknown codes that are parked wait here for a name.
delivery-purchase_receipt = Receipt
delivery-stock_adjustment = Adjustment
devices-tab = Devices
devices-labels-tab = Labels printed
devices-none = No devices set up
devices-none-detail = A scanner that types like a keyboard works without set-up. Others stand in station.toml.
device-name-keyboard = Keyboard scanner
device-kind-scanner = Scanner
device-kind-printer = Label printer
device-state-ready = ready
device-state-attention = check it
device-state-away = away
device-heard = Last heard { $ago }
device-counted-scanner = { $good } read, { $bad } not
device-counted-printer = { $good } labels out, { $bad } to look at
device-test-label = Print a test
device-ruler = Print a ruler
device-ask = Ask again
device-asked = Asked. What it answers stands here in a moment.
device-label-queued-test = The test label waits for the printer. Does it come out, and does it scan?
device-label-queued-ruler = The ruler waits for the printer. Lay a steel ruler on it: all four edges must be there.
device-or = Or:
device-reads = Read last
device-reads-none = Nothing was read yet
device-reads-none-detail = Scan any code: what arrived stands here, sign by sign.
device-badge-hidden = A badge. What is on it is shown to nobody.
device-read-aim = { $symbology } ({ $aim })
device-read-no-aim = The scanner does not say which kind of code it was
device-read-times = on disk after { $durable } ms, answered after { $answered } ms
device-answers = Answered last
device-answers-none = It was not asked yet, or gives no answers
device-no-answer = No answer
device-asked-of-status = How are you?
device-asked-of-odometer = How many labels ever?
device-asked-of-identity = Who are you?
device-hits = Since the station started
device-hits-accepted = taken
device-hits-refused = refused
device-hits-unknown = unknown
device-hits-repeats = repeats
device-hits-waiting = waited
device-hits-unreadable = garbled
device-hits-cut_off = cut off
device-labels = Labels since the station started
device-labels-good = came out
device-labels-bad = to look at
device-latency = How fast, last { $count }
device-latency-printer = How fast, last { $count } labels
device-latency-durable = On disk
device-latency-verdict = Answered
device-latency-first-byte = First byte
device-latency-both = { $half } ms, slow ones { $slow } ms
device-report = Report file
device-report-command = One file with all devices, settings and versions, without keys, badges and names. In a terminal on this computer:
scan-verdict-accepted = taken
scan-verdict-command = taken
scan-verdict-refused = refused
scan-verdict-unknown = unknown
scan-verdict-parked = in the tray
scan-verdict-waiting = waited
scan-verdict-repeat = repeat
scan-verdict-faulted = fault
test-label = TEST – not goods
templates-built-in = Built in
templates-own = Own file
templates-built-in-file = Built in. To change it, save your own file as { $name }.toml.
templates-never = not right yet
templates-right = right
templates-mistakes = { $count ->
    [one] { $count } mistake
   *[other] { $count } mistakes
  }
templates-mm = { $width } × { $height } mm
templates-folder = Own files lie in { $folder }. They are taken as soon as they are saved.
templates-sample = Sample goods
templates-goods = Which goods
templates-language = Language of the label
templates-dpi = Dots of the printer
templates-dpi-of = { $dpi } dpi
templates-scans = scans
templates-no-scan = does not scan
templates-no-codes = no codes on it
templates-fits = fits { $printer }
templates-no-fit = not on { $printer }
jobs-empty = Nothing printed yet.
job-labels = { $count ->
    [one] { $count } label on { $printer }
   *[other] { $count } labels on { $printer }
}
job-copy = copy { $copy }
job-preview = Look
job-reprint = Print again
job-answer = Answer
job-cancel = Stop
job-count-confirmed = out { $count }
job-count-in-printer = in the printer { $count }
job-count-in-doubt = in doubt { $count }
job-count-not-begun = not begun { $count }
labels-ask-last = Which is the last good label?
labels-ask-one = Did the label come out?
labels-ask-detail = Labels { $first }–{ $last } are in doubt. Look at the roll: each label says its number.
labels-ask-one-detail = Look at the printer. If it is torn or missing, it prints again.
labels-none = None of { $first }–{ $last }
labels-all = All, up to { $last }
labels-this-one = { $number } is the last good one
labels-came = It came out
labels-missing = Print it again
labels-ask-printer = May another printer go on?
labels-ask-printer-detail = It was { $was }. Now { $is } stands there. Labels not begun: { $count }. They are drawn anew for it.
labels-printer-goes-on = Go on, { $dpi } dpi
labels-printer-back = The old one is back
labels-no-more = Print no more of it: { $count } are left out
preview-title = { $title }
preview-size = { $width } × { $height } mm, drawn from the bytes that were sent
settings-language = Language
settings-language-badge = As the badge says
settings-language-en = English
settings-language-id = Bahasa Indonesia
settings-theme = Light
settings-theme-auto = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-text = Size of letters
settings-percent = { $percent } %
settings-hands = Hands
settings-hands-bare = Bare
settings-hands-gloves = Gloves
settings-sound = Sound
settings-sound-off = Off
settings-sound-quiet = Quiet
settings-sound-normal = Normal
settings-sound-loud = Loud
settings-instrument = Voice of this station
settings-instrument-marimba = Marimba
settings-instrument-reed = Reed
settings-sound-test = Hear the sounds
settings-size = Real size
settings-size-about = Hold a bank card to the screen, so that keys are as large as fingers need them.
settings-size-measure = Measure
measure-how = Hold a bank card to the screen. Make the frame exactly as wide as the card.
measure-card = Bank card, 85.60 mm wide
measure-narrower = { $count } narrower
measure-wider = { $count } wider
measure-reset = As before
measure-done = It fits
drawer-open = Demo barcodes
drawer-title = Demo
drawer-codes = Scan
drawer-printed = Printed
drawer-nothing-printed = What the printer prints shows here.
drawer-label = Label of { $job }
drawer-group-badges = Badges
drawer-group-commands = Commands
drawer-group-places = Places
drawer-group-orders = Orders
drawer-group-items = Items
drawer-group-gs1 = GS1
drawer-group-trouble = Trouble

## States

state-waiting = Waiting
state-sending = Sending
state-unclear = Not certain yet
state-retry_at = Trying again later
state-done = Done
state-needs_person = Needs a person
state-cancelled = Cancelled
state-superseded = Replaced
state-withheld = Withheld
state-queued = In the queue
state-sent = Sent
state-confirmed = Printed
state-failed = Not printed
state-unknown = Not certain
state-open = Open
state-part = Partly
state-complete = Complete
state-over = More than ordered

## Kinds of movement

kind-receive = Received
kind-produce = Produced
kind-consume = Used
kind-move = Moved
kind-pick = Picked
kind-pack = Packed
kind-ship = Shipped
kind-return = Returned
kind-refund = Refunded
kind-adjust = Adjusted
kind-count = Counted
kind-damage = Damaged
kind-scrap = Scrapped
kind-sample = Sample
kind-rework = Rework
kind-initial = Opening stock
kind-reversal = Undo

## How we know

evidence-scanned = scanned
evidence-weighed = weighed
evidence-typed = typed
evidence-chosen = chosen
evidence-counted = counted
evidence-backflushed = backflushed
evidence-converted = converted
evidence-imported = imported
evidence-api = by program
evidence-derived = from the book

## Reasons

reason-book-was-short = The book had too little
reason-not-delivered = Not delivered
reason-broken = Broken
reason-wrong-item = Wrong item
reason-out-at-supplier = Out at supplier
reason-counted-again = Counted again
reason-more-delivered = More was delivered
reason-other = Other
reason-leaking = Leaking
reason-pest = Pest
reason-warm = Too warm
reason-expired = Expired
reason-not-booked-in = Not booked in
reason-not-booked-out = Not booked out
reason-wrong-place = Wrong place
reason-wrong-lot = Wrong lot
reason-wrong-unit = Wrong unit
reason-could-not-find = Could not find it
reason-worked-on-paper = Worked on paper
reason-no-room-elsewhere = No room elsewhere
reason-for-a-short-time = For a short time
reason-packed-tight = Packed tight
reason-no-power = No power
reason-undone = Undone
## Storage classes: what kind of goods

storage-dry = dry
storage-chilled = chilled
storage-frozen = frozen
storage-chemical = chemical
storage-packaging = packaging

## Command barcodes

command-undo = UNDO
command-done = DONE
command-cancel = CANCEL
command-choose = CHOOSE
command-park = PARK
command-reprint = REPRINT
command-enter = ENTER
command-hold = HOLD
command-no-lot = NO LOT
command-no-date = NO DATE
command-help = HELP
command-where = WHERE
command-info = INFO
command-switch-user = SWITCH USER
command-lock = LOCK
command-report-problem = REPORT PROBLEM
command-receive = RECEIVE
command-move = MOVE
command-adjust = ADJUST
command-count = COUNT
command-point = DECIMAL MARK
command-times-6 = × 6
command-times-12 = × 12
command-times-24 = × 24
command-digit-0 = 0
command-digit-1 = 1
command-digit-2 = 2
command-digit-3 = 3
command-digit-4 = 4
command-digit-5 = 5
command-digit-6 = 6
command-digit-7 = 7
command-digit-8 = 8
command-digit-9 = 9

## Refusals: nothing was written

refusal-needs-badge = Nobody is signed in here. Nothing was recorded. Scan your badge, then scan again.
refusal-unknown-badge = This badge is not known here. Nothing was recorded. Ask the lead for a badge of this station.
refusal-not-allowed = { $operator } may not do this. Nothing was recorded. Ask the lead to do it, or to scan their badge.
refusal-stale-screen = The screen had changed before that touch. Nothing was recorded. Look again and touch again.
refusal-unknown-code = We do not know this code yet: { $code }. Nothing was recorded. Park it and go on, or name it now.
refusal-unknown-location = No place has the code { $code }. Nothing was recorded. Scan the label of the shelf.
refusal-tracking-number = This is a tracking number of { $carrier }: { $code }. No shipment here has it. Nothing was recorded. Scan the code of the goods beside it.
refusal-wrong-check-digit = This code was misread or printed wrong: { $code } should end in { $expected }. Nothing was recorded. Scan it again.
refusal-bad-gs1 = The code { $code } is wrong from character { $at } on, in { $part }: “{ $found }” instead of { $expected }. Nothing was recorded. Scan another label of the goods, or type lot and date.
refusal-gs1-empty = The code says that it is GS1 and holds nothing. Nothing was recorded. Scan another label of the goods.
refusal-gs1-separator = In { $code } two separators stand together at character { $at }. The label was made wrong; nothing was recorded. Scan another label, or type lot and date.
refusal-gs1-unknown = GS1 has no part that begins like “{ $part }”, at character { $at } of { $code }. Nothing was recorded. Scan another label, or type lot and date.
refusal-gs1-too-short = Part { $part } of { $code } ends too early, at character { $at }: { $found } characters instead of { $expected }. Nothing was recorded. Scan it again; if it stays so, type lot and date.
refusal-gs1-too-long = Part { $part } of { $code } goes on too long from character { $at } on: { $found } characters, at most { $expected } belong there. Nothing was recorded. If the scanner leaves out a sign, tell the lead; else type lot and date.
refusal-gs1-excluded = In { $code } part { $part } (character { $at }) may not stand beside ({ $other }). The label was made wrong; nothing was recorded. Type what is printed, and tell the lead.
refusal-gs1-repeated = The code { $code } says two things: { $part } at character { $at }, and { $other } before. Nothing was recorded. Look at the goods and type what is right.
refusal-gs1-alone = Part { $part } of { $code } means nothing alone: one of these belongs to it: { $needs }. Nothing was recorded. Scan the other code of the label too.
refusal-separator-lost = The scanner left out a sign in { $part } (from character { $at } on), so this code can mean: { $readings }. Nothing was recorded. Tell the lead that the scanner must send GS; until then type lot and date.
refusal-wrong-verifier = The scale’s code { $code } was misread or printed wrong: character { $at } is { $found } and should be { $expected }. Nothing was recorded. Scan it again, or weigh again.
refusal-parts-differ = These codes are not of one thing: { $title } is { $first } on one and { $second } on the other. The second one was not taken. Scan codes of one label, or begin anew with the second.
refusal-parts-other-pack = These codes are of two packs of one product: { $first } and { $second }. The second one was not taken. Scan the code of the pack that you hold.
refusal-parts-exclude = { $title } cannot be of the same thing as { $other }. The second code was not taken. Scan codes of one label, or begin anew with the second.
refusal-parts-late = The label is not whole: { $missing } did not come within { $seconds } seconds. Nothing was recorded. Scan all codes of the label one after the other.
refusal-unreadable = The scan arrived broken. Nothing was recorded. Scan it again.
refusal-too-long = That scan has { $length } characters; at most { $limit } are taken. Nothing was recorded. Scan one label at a time.
refusal-damaged-own-code = This is one of our labels, but it was misread: { $code }. Nothing was recorded. Scan it again, or print it anew.
refusal-unknown-command = This station does not know the command { $code }. Nothing was recorded. Use the command sheet of this station.
refusal-not-here = { $code } has no meaning at this step. Nothing was recorded. Look at what is asked above.
refusal-wrong-lot = Wrong lot. Wanted: { $wanted }. Scanned: { $scanned }. Nothing was recorded.
refusal-lot-date-differs = Lot { $lot } is known with the date { $known }; this one says { $read }. Nothing was recorded. Read the pack again; if it is right, call the lead.
refusal-lot-of-several = Several lots have the code { $lot }: { $several }. Nothing was recorded. Choose the lot, or read its date too.
refusal-bad-certificate = “{ $text }” is neither an https address nor the name of a file, or it has more than { $limit } characters. Nothing was changed. Give the address of the certificate or its file name.
refusal-bad-date = “{ $text }” is not a date. Nothing was recorded. Choose day, month and year again.
refusal-bad-lot = “{ $text }” cannot be a lot code. Nothing was recorded. Type it as it is printed.
refusal-not-a-number = “{ $text }” is not a number. Nothing was recorded. Type it again.
refusal-looks-like-a-code = { $text } looks like a code, not like a number of goods. Nothing was recorded. Scan the code, or type the number again.
refusal-too-fine = { $text } is finer than this item is kept. Nothing was recorded. { $decimals ->
    [0] Use whole numbers.
    [one] Use at most { $decimals } decimal.
   *[other] Use at most { $decimals } decimals.
}
refusal-too-large = That number is too large to be true. Nothing was recorded. Type it again.
refusal-not-positive = The number must be more than zero. Nothing was recorded. Type it again.
refusal-negative-count = A count cannot be below zero. Nothing was recorded. Type what you see.
refusal-gross-below-tare = The scale says { $gross } with the crate, and { $crate_code } weighs { $tare } empty. Nothing was recorded. Weigh again, or type the weight of the goods alone.
refusal-crate-holds-more = There is also { $inside } in { $crate_code }, so the scale cannot say what these goods weigh. Nothing was recorded. Type the weight of the goods alone.
refusal-gross-of-what-stays = With { $crate_code } on it, the scale shows what is inside, not what goes out. Nothing was recorded. Type the weight of what goes out.
refusal-no-tare = Nobody knows what { $location } weighs empty. Nothing was recorded. Type the weight of the goods alone.
refusal-not-by-weight = { $item } is kept in { $unit }, not by weight. Nothing was recorded. Type how many there are.
refusal-nothing-here = The book has no { $item } at { $location }. Nothing was recorded. Scan the place it came from, or count this place.
refusal-not-enough = { $location } has { $there }, not { $wanted }. Nothing was recorded. Change the number, or count the place.
refusal-same-place = The goods are at { $location } already. Nothing was recorded. Scan another place.
refusal-not-a-place-for-stock = { $location } is not a place goods can stand at. Nothing was recorded. Scan a shelf or a crate.
refusal-other-owner = These goods belong to another owner. Nothing was recorded. Ask somebody who works for that owner.
refusal-nothing-to-undo = There is nothing of yours to undo here. Nothing was changed. Older entries are undone from the history.
refusal-already-undone = This was undone before. Nothing was changed.
refusal-goods-moved-on = { $item } has moved on: { $location } has { $there }, and undoing needs { $needed }. Nothing was changed. Bring the goods back first, or adjust.
refusal-nothing-to-do = There is nothing to finish yet. Nothing was recorded. Scan something first.
refusal-still-missing = Something is still missing. Nothing was recorded yet. Answer what is asked above.
refusal-number-not-entered = The number on the pad is not entered yet. Nothing was recorded. Enter it with the large key, or leave it with Back.
refusal-source-first = { $item } lies in several places. Nothing was recorded. Scan the place you take it from.
refusal-finish-first = { $item } is still in hand. Nothing was recorded of the new scan. Finish it, or put it back, then scan again.
refusal-not-now = The command “{ $command }” has no meaning at this step. Nothing was recorded. Look at what is asked above.
refusal-operation-reused = This was sent before with other content. Nothing was recorded twice. Call the lead.
refusal-document-done = { $document } is finished. Nothing was recorded. Receive the goods without an order, or ask the office.
refusal-unknown-document = No open order has the number { $document }. Nothing was recorded. Go on without an order; the office pairs it later.
refusal-serial-is-elsewhere = The book has serial { $serial } at { $location }. Nothing was recorded. Read the number again; if it is right, call the lead.
refusal-serial-is-nowhere = The book has serial { $serial } at no place. Nothing was recorded. Read the number again; if it is right, receive the piece or count it where it stands.
refusal-serial-needs-one = A serial is one piece. Nothing was recorded. Enter 1, or scan each piece.
refusal-too-many-waiting = { $count } scans wait already. This one was not taken. Answer the question on the screen, then scan again.
refusal-lot-expired = Lot { $lot } ended on { $last_good_day }. Nothing was recorded. Do not use it: put it on the hold shelf.
refusal-lot-on-hold = Lot { $lot } is on hold. Nothing was recorded. Leave it where it is and ask the lead.
refusal-not-free = Wanted { $wanted } of { $item }; { $free } are free. Nothing was reserved. Take less, or wait for the next delivery.
refusal-not-free-held = Wanted { $wanted } of { $item }; { $free } are free. { $held } are held for { $holder }{ $others ->
    [0] .
   *[other] , more for { $others } others.
} Nothing was reserved. Take less, or ask the lead.
refusal-not-free-until = Wanted { $wanted } of { $item }; { $free } are free. { $held } are held for { $holder } until { $until }{ $others ->
    [0] .
   *[other] , more for { $others } others.
} Nothing was reserved. Take less, or wait.
refusal-unknown-reservation = There is no such reservation. Nothing was changed. Reserve again.
refusal-too-many-files = So many files are waiting that no other one is taken now. Nothing was taken in. Try again in a few minutes.
refusal-part-of-import = { $number } is a part of the list { $file }, which is undone as a whole. Nothing was undone. Ask the lead to undo the import.
refusal-reservation-ended = This reservation has ended: { $how }. Nothing was changed. Reserve again.
refusal-goods-reserved = { $location }: this takes { $wanted } of { $item }, and { $free } are free. { $held } are held for { $holder }{ $others ->
    [0] .
   *[other] , more for { $others } others.
} Nothing was recorded. Release the reservation first, or take less.
refusal-goods-reserved-until = { $location }: this takes { $wanted } of { $item }, and { $free } are free. { $held } are held for { $holder } until { $until }{ $others ->
    [0] .
   *[other] , more for { $others } others.
} Nothing was recorded. Wait, take less, or ask the lead.
reserved-for-basket = a basket
reserved-for-quote = a quote
reserved-for-order = an order
reserved-for-manufacturing = production
reserved-for-transfer = a transfer
reservation-committed = it was picked
reservation-released = it was released
reservation-expired = its time ran out
reservation-broken = the goods were not there any more

## GS1: what belongs into a part

gs1-expects-digits = a digit
gs1-expects-set-82 = a letter, a digit or one of the signs GS1 allows
gs1-expects-set-39 = a capital letter, a digit or one of # - /
gs1-expects-base64 = a letter, a digit or one of - _ =
gs1-expects-check-digit = a number whose last digit is its check digit
gs1-expects-check-letters = a model number with its two check characters
gs1-expects-company-prefix = a company prefix of four digits or more
gs1-expects-date-or-month = a date as year, month, day (two digits each, day 00 for a whole month)
gs1-expects-date = a date as year, month, day (two digits each)
gs1-expects-full-date = a date as year (four digits), month, day
gs1-expects-hour-minute = a time as hour and minute, 0000 to 2359
gs1-expects-hour = an hour, 00 to 23
gs1-expects-sixty = a number from 00 to 59
gs1-expects-country = the number of a country, such as 360
gs1-expects-country-or-many = the number of a country, or 999 for several
gs1-expects-country-letters = the two letters of a country, such as ID
gs1-expects-currency = the number of a currency, such as 360
gs1-expects-piece-of-total = a piece and the number of all pieces, such as 0103
gs1-expects-percent-encoding = two letters or digits (0–9, A–F) behind each %
gs1-expects-zero = 0
gs1-expects-not-zero = a number above zero
gs1-expects-no-leading-zero = a number without a zero in front
gs1-expects-yes-no = 0 or 1
gs1-expects-winding = 0, 1 or 9
gs1-expects-hyphen = a hyphen or nothing
gs1-expects-latitude = a latitude, at most 1800000000
gs1-expects-longitude = a longitude, at most 3600000000
gs1-expects-iban = a bank account number (IBAN) whose check digits fit
gs1-expects-medium = a kind of medium, 01 to 10 or 80 to 99
gs1-expects-package-type = a package type of the GS1 list, such as CT
gs1-expects-coupon = the next field of a coupon
gs1-expects-importer-index = a letter, a digit, - or _
gs1-expects-sex = 0, 1, 2 or 9
gs1-expects-place-in-sequence = a place and the number of places, such as 1/2
gs1-expects-not-all-digits = a number with a letter in it
gs1-expects-brackets = each part as (number)value
gs1-expects-link = a GS1 web address
gs1-expects-link-host = a web address such as https://id.gs1.org
gs1-expects-link-key = a number that names goods, a unit or a place
gs1-expects-link-order = the parts in the order of the standard
gs1-expects-link-place = a part that may stand in this place of a web address

## What a label of several codes still has to say

wanted-item = the item
wanted-lot = the lot
wanted-expiry = the date
wanted-made-on = the production date
wanted-serial = the serial number
wanted-count = the count
wanted-weight = the weight
wanted-unit = the number of the pallet or box

### Flows

prompt-badge = Scan your badge to start.
prompt-home = What are you doing now? Choose, or scan an order.
prompt-order = Scan the order, or the goods if there is none.
prompt-item = Scan the goods.
prompt-item-of-order = { $document }: scan what came.
prompt-lot = { $item }: scan or type the lot on the pack.
prompt-expiry = Lot { $lot }: until when is it good?
prompt-quantity = { $item }: how many came?
prompt-weigh = { $item }: weigh it, and count the pieces.
prompt-pieces = { $item }: how many pieces is that?
prompt-delivery-note = Number on the delivery note
prompt-source = Scan the place the goods come from, or the crate.
prompt-goods = { $location }: scan the goods, or a crate to put here.
prompt-target = Scan the place they go to.
prompt-crate-target = { $crate_code }: scan where the crate goes, or the goods to take out.
prompt-adjust-mode = What happened to the stock?
prompt-adjust-place = Scan the place.
prompt-adjust-quantity = { $item }: how many?
prompt-reason = Why?
prompt-count-place = Scan the place to count.
prompt-count-item = { $location }: scan what stands here.
prompt-counted = { $item }: how many do you count?
prompt-pick-lot = { $item }: which lot is it?
prompt-pick-one = { $code } can mean several things. Which one?
prompt-which-lot = { $item }: several lots have the code { $code }. Which one is it?
prompt-name-it = We do not know { $code } yet. What is it?

said-signed-in = Hello { $operator }.
said-signed-out = Signed out. The work stays where it is; scan a badge to go on.
said-flow-opened = { $flow }
said-flow-left = Done. Everything booked stays booked.
said-order-opened = { $document } from { $partner }.
said-no-order = No order for this delivery. It is booked and labelled; the office pairs it later. Go on.
said-in-hand = { $item }: { $quantity }
said-item-read = { $item }
said-lot-read = Lot { $lot }
said-lot-made = Made lot { $lot }. Its label prints when you book.
said-expiry-read = Good until { $expiry }
said-near-expiry = Lot { $lot } ends soon: { $last_good_day }. It is booked; use it first.
said-quantity-set = { $quantity }
said-tare-taken = { $reading } = { $quantity }
said-digit-taken = { $typed }
said-place-read = { $location }
said-note-taken = Delivery note { $note }
said-received = { $item }: { $quantity } received at { $location }.
said-received-on-hold = { $item }: { $quantity } put on hold at { $location }. Do not use it; the lead knows.
said-received-over = { $item }: { $quantity } received, { $excess } of it too many. Put those at { $location }; the office decides.
said-line-complete = { $item }: all { $quantity } are in.
said-order-complete = { $document } is complete.
said-stays-open = { $document } stays open for the rest. The lead knows why.
said-moved = { $item }: { $quantity } from { $from } to { $to }.
said-crate-moved = { $crate_code } to { $to }, with everything in it.
said-adjusted = { $item } at { $location }: { $before } before, { $after } now.
said-count-right = { $item }: { $counted } counted, the book says the same.
said-count-posted = { $item }: counted { $counted }, the book said { $book }. The book follows the count.
said-count-done = { $location } is counted.
said-undone = { $number } is undone. The goods stand where they stood before.
said-asked = One question first.
said-answered = Go on.
said-cancelled = Put back. Nothing was recorded.
said-choosing = Choose.
said-unknown = We do not know this code yet. Put it in the tray and go on, or name it now.
said-unknown-tracking = { $certainty ->
    [tracking-certain] This is a tracking number of { $carrier }.
    [tracking-likely] This is most likely a tracking number of { $carrier }.
   *[other] This may be a tracking number of { $carrier }.
  } Nothing here has it. Put it in the tray and go on, or name it now.
said-repeat = The same again. It counts once.
said-several = { $code } can mean several things. Choose one.
said-parked = { $code } is in the tray. Go on; somebody names it later.
said-named = { $code } is { $item } from now on.
said-waits = Kept. { $count } { $count ->
    [one] scan waits
   *[other] scans wait
  } until the question is answered.
said-reprinting = Printing again as copy { $copy }.
said-stock-of = { $item }: { $quantity } here, in { $place_count } { $place_count ->
    [one] place
   *[other] places
  }.
said-stock-at = { $location }: { $line_count } { $line_count ->
    [0] lines. It is empty.
    [one] line of stock.
   *[other] lines of stock.
  }
said-help = Scan what the screen asks for. CANCEL puts back, DONE books, UNDO takes back the last booking.
said-fault = Something went wrong on our side. Your scan is kept and nothing was booked. Scan it again; if it happens twice, call the lead.

question-absurd = { $quantity } of { $item }? The order says { $ordered }. Is the number right?
question-over-there = The vendor counts { $undone } of { $item } as received that were undone here, so { $excess } are more than is open there. They go to the hold shelf; the office puts the order right. Why did they come?
question-over-there-badge = The vendor counts { $undone } of { $item } as received that were undone here, so { $excess } are more than is open there: { $reason }. A lead scans their badge to take them.
question-over = { $excess } of { $item } more than ordered ({ $ordered }). They go to the hold shelf. Why did more come?
question-not-on-order = { $item } is not on { $document }. Did it really come with this delivery?
question-expired = This lot ({ $lot }) ended on { $last_good_day }. Do not use it. Put it on the hold shelf?
question-short-order = { $document }: { $open_count } { $open_count ->
    [one] line is
   *[other] lines are
  } not complete. The rest stays open on the order. Why?
question-note-seen = Delivery note { $note } was already received ({ $document }). Is this another delivery with the same number?
question-book-short = The book has { $there } of { $item } at { $location }, you have { $wanted }. Is the number right?
question-odd-weight = { $quantity } of { $item }? One piece is usually { $usual }. Are weight and pieces right?
question-wrong-storage = { $item } is { $storage } goods, and { $location } does not take them. Bring them to another place, or say why they go here.
question-allergens-beside = { $location } keeps allergens apart, and { $other } stands there with others than { $item }. Bring { $item } to another place, or say why it goes here.
question-halal-ended = The halal certificate { $certificate } of { $supplier } for { $item } ended on { $last_day }. Put the goods on hold until the new one is here?
question-halal-missing = No halal certificate of { $supplier } for { $item } is known. Put the goods on hold until it is here?
question-absurd-count = { $counted } of { $item }? The book says { $book }. Is the count right?
question-count-reason = { $item }: you count { $counted }, the book says { $book }. Why?

do-book = Book { $quantity }
do-no-order = No order
do-finish = Finish
do-cancel = Cancel
do-back = Back
do-make-lot = No lot on the pack
do-none-on-pack = No date on the pack
do-not-known = Cannot read it
do-delivery-note = Delivery note
do-take-it = Yes, { $quantity }
do-change-number = Change the number
do-put-on-hold = Put on hold
do-not-taken = Send it back
do-take-without-order = Yes, it came
do-leave-it = Leave it
do-other-place = Another place
do-put-here-anyway = Put it here
do-take-anyway = Take it all the same
do-receive-again = Yes, another delivery
do-move-anyway = Move { $quantity }
do-restock = Add stock
do-take-out = Take stock out
do-damage = Damaged goods
do-reason = { $reason }
do-stay-here = Stay on this order
do-count-done = This place is done
do-park = Put in the tray
do-sign-out = Sign out

task-book-was-short = The book was short: { $quantity } of { $item } at { $location } were found. Check what was not booked.
task-pieces-differ = { $item } { $lot } at { $location }: the book says { $quantity }. Count weight and pieces there.
task-reservation-broken = { $holder }: { $short } of { $item } are missing at { $location }, where they were reserved. Find other stock, or tell the customer.
task-reservation-replaced = { $holder }: { $quantity } of { $item } are gone from { $location }. Other stock is reserved instead: take it from the new place.
task-excess = { $document }: { $quantity } of { $item } too many ({ $reason }). They are on hold. Keep them or send them back?
task-not-on-order = { $quantity } of { $item } came with { $document } but are not on it. Which order do they belong to?
task-on-hold = { $quantity } of { $item }, lot { $lot }, are on hold: the date had passed at the door.
task-short-receipt = { $document } came short ({ $reason }). The rest stays open.
task-receipt-undone = Receipt { $number } of { $document } was undone here after the vendor had it. Stock there is corrected; tell the buyer.

detail-quantity = { $quantity }
detail-lot = Lot { $lot }
detail-until = until { $date }
detail-no-date = no date on the pack
detail-date-not-known = date not known: read it on the pack
detail-at = at { $location }
detail-sku = { $sku }
detail-partner = { $partner }
detail-open = { $quantity } open
detail-pack = { $name } of { $factor }

booked-receive = { $quantity } { $item } { $lot } → { $to }
booked-move = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-adjust = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-count = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-damage = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-initial = { $quantity } { $item } { $lot } → { $to }
booked-reversal = Undone: { $quantity } { $item } { $lot } { $from } → { $to }

expiry-none-printed = no date printed
expiry-not-known = date not known

fault-disk-full = The disk is full, so this was not recorded. What was booked before is safe. Free some space, then scan again.
fault-read-only = The disk takes no more writing, so this may not be recorded. What was booked before is safe. Leave the goods as they are and call the administrator; after the next start the screen shows the last scan that counted.
fault-disk-failing = The disk did not answer, so this may not be recorded. What was booked before is safe. Do not scan it again yet: start Tallyman again, and the screen shows the last scan that counted.
fault-damaged = The file of the book is damaged, so this was not recorded, and nothing more is. What was booked before is kept. Do not scan on here; call the administrator.
fault-ledger-stopped = The ledger has stopped, so this was not recorded. What was booked is safe. Start Tallyman again, then scan it again.
fault-not-written = This could not be recorded. What was booked before is safe. Scan it again; if it happens twice, call the lead.

trouble-settings = Settings not taken: line { $line } of station.toml, { $problem }. The settings before it stay in force.
trouble-settings-unread = Settings not taken: { $problem }. The settings before it stay in force.
trouble-setting-needs-restart = { $setting } is taken at the next start.

print-queued = Waits for its turn.
print-no-printer = No printer takes { $role } labels at this seat. Name one in the settings.
print-role-lot_label = lot
print-sending = Is being sent.
print-sent = Sent; the printer has not confirmed it yet.
print-confirmed = Came out ({ $by }).
print-trouble = Waits: { $trouble }. It goes on by itself.
print-unknown = We do not know whether it came out: { $doubt }. Look; print again only if it is missing.
print-partly-out = { $came_out } of { $label_count } came out: { $doubt }. Print the missing ones again.
print-failed = Not printed: { $doubt }.
print-in-doubt = Labels { $first }–{ $last } of { $label_count } are in doubt: { $doubt }. Say which is the last good one on the roll; the rest print again.
print-swapped = Another printer stands here: it was { $was } and is { $is } now. Labels not begun: { $not_begun }; in doubt: { $in_doubt }. Nothing prints here until somebody answers.
print-wrong-language = Not sent: labels are drawn in { $wanted }, and { $found } stands there. Set the printer’s language in the settings.
print-wrong-dpi = Not sent: labels are drawn for { $wanted } dpi, and the printer has { $found } dpi. Set dpi in the printer’s settings.
print-cancelled = Cancelled: { $printed } of { $label_count } came out.
print-nothing-asked = Nothing is asked about these labels any more. Somebody else answered.
print-ended = These labels are done already. Nothing was changed.
print-printer-gone = Printer { $printer } is not in the settings any more. Nothing was changed.
print-needs-dpi = { $printer } does not tell how fine it prints. Choose 203, 300 or 600 dpi; it stands on its type plate.
print-not-readable = The label's content cannot be read: { $problem }.
confirmed-by-odometer = by the printer's counter
confirmed-by-buffer-empty = the printer is empty and well
confirmed-by-scanned-back = scanned back
doubt-restarted = the station stopped while it was printing

device-scanner-ready = Ready to scan.
device-scanner-away = Not plugged in. Plug it in; it is found by itself.
device-scanner-lost = Was pulled out. Plug it in again; nothing was lost.
device-scanner-no-permission = This system does not let the station open it. The command that helps stands on its page.
device-scanner-busy = Another program uses it. Close that program.
device-scanner-several = Several devices fit. Name one by its serial number in the settings.
device-scanner-fault = { $text }
device-wedge-ready = Keyboard scanners work on every screen.
device-printer-ready = Ready to print.
device-printer-trouble = { $trouble }
device-printer-not-asked = Not asked yet.

printer-unreachable = no connection to the printer; check power, cable and address
printer-not-allowed = this system does not let the station use the printer; the devices page says the command that helps
printer-silent = the printer does not answer; look at its panel
printer-head-open = the print head is open; close it
printer-paper-out = out of labels; load a roll
printer-ribbon-out = out of ribbon; load one
printer-diagnostic-mode = the printer is in diagnostic mode; switch it off and on
printer-memory-lost = the printer has lost its settings; call the administrator
printer-too-hot = the print head is too hot; wait a moment
printer-too-cold = the print head is too cold; wait a moment
printer-paused = the printer is paused; press PAUSE on it
printer-half-format = half a label of a broken transfer is inside; switch the printer off and on
printer-buffer-full = the printer is full; wait a moment
printer-busy = the printer still prints what it had before
printer-label-waiting = take the label that waits in the printer
printer-garbled = the printer's answers make no sense; check its baud rate and that it is a label printer
printer-wrong-language = another kind of printer stands there; labels for it are drawn differently. Set its language on the devices page
printer-cover-open = the printer's cover is open; close it
printer-paper-jam = paper is jammed; clear it
printer-ink-out = out of toner or ink; put a new one in
printer-output-full = printed sheets lie in the way; take them
printer-cutter-jam = the cutter is jammed; clear it
printer-memory-full = the label is too big for the printer's memory; call the administrator
printer-other-fault = the printer reports a fault; its display says which
printer-takes-no-jobs = the printer takes nothing now; look at its display
doubt-too-old = it waited too long, and old labels must not come out by surprise
doubt-line-broke = the connection broke while it was sent
doubt-silence = the printer does not answer any more
doubt-partly-printed = fewer came out than ordered
doubt-counter-moved = somebody else prints there, or its counter was reset
doubt-stuck = the printer says nothing is wrong, and nothing moves
doubt-interrupted = the station stopped while it was sent
doubt-no-answers = this printer gives no answers
doubt-power-lost = the printer was off or cut while it printed
doubt-mended = it stood still in the middle of a label and does not say whether it printed it again
doubt-swapped = another printer stands in its place
doubt-not-seen = the printer was never seen printing it
label-not-in-doubt = No label is in doubt. Go on printing.
label-too-early = Label { $last_good } is not the last one: label { $last_confirmed } came out after it. Scan the last good label on the roll.
label-never-sent = Label { $last_good } was never sent from here; the last one that may be out is { $last_sent }. Scan the last good label on the roll.
detect-nothing-came = Nothing came from the scanner. Check its cable and scan the code again.
detect-not-the-test-code = That was not the test code, or the scanner is set to a keyboard that is not known here. Scan the code on this screen.
gs-kept = Codes with several fields are read whole.
gs-function-key = It sends a function key between fields; this is understood from now on.
gs-substitute = It sends “{ $sign }” between fields; this is understood from now on.
gs-lost = It drops the mark between fields, so codes with several fields cannot be read. Set the scanner to send it.
keyboard-united-states = United States
keyboard-united-kingdom = United Kingdom
keyboard-germany = Germany (QWERTZ)
keyboard-france = France (AZERTY)
keyboard-spain = Spain
keyboard-japan = Japan
device-note-keyboard-unverified = Held for this station alone. This way is tried on recordings, not yet on such a scanner: watch it at first.
device-note-usb-printer-unverified = USB printers are tried on recordings, not yet on a device: watch the first labels.
device-note-no-end-mark = { $count } reads came without an end mark, so each takes a moment longer. Set the scanner to send Enter (CR) behind each code.
device-note-waits-for-button = It is not tried any more. Do what stands here, then touch “Ask again”.
device-note-reads-waited = { $count } reads had to wait for the book. None was lost.
device-note-dpi-differs = The printer has { $told } dpi, the settings say { $set }. Put the settings right, or labels come out in the wrong size.
device-note-wider-than-head = The head reaches { $head } mm, the labels that are set are { $set } mm wide. Set what is loaded.
device-note-no-counter = This printer counts no labels. After a fault somebody has to look how far it came.
permission-serial = This system does not let the station use the port. Type this in a terminal, then log in again:
permission-usb-printer = This system does not let the station use the USB printer. Type this in a terminal, then log in again:
permission-keyboard = This system does not let the station hold the scanner for itself. Type this in a terminal, then log in again:
permission-rule = For this one device alone, at once, by a rule in { $file }:
permission-kept-name = The system's own printing holds this printer. This tells under which name:
permission-kept-free = Let it go there, with that name in the place of NAME:
fact-kind = Connected as
fact-path = Port
fact-wire = Wire
fact-seat = Works for
fact-stands = Reads by itself
fact-key-layout = Keys are read as
fact-pulled = Times it went away
fact-model = Model
fact-language = Language
fact-firmware = Firmware
fact-serial-number = Serial number
fact-resolution = Resolution
fact-media-set = Labels set
fact-length-told = Label length it measured
fact-head-width = Head reaches
fact-counter = Labels ever
fact-roles = Prints
fact-asked = Asked
fact-value-text = { $text }
fact-value-count = { $count }
fact-value-yes = yes
fact-value-no = no
fact-value-mm = { $length } mm
fact-value-media = { $width } × { $height } mm
fact-value-dpi = { $dpi } dpi
fact-value-at = { $time }
fact-value-serial = serial port
fact-value-held-keyboard = keyboard, held for this station
fact-value-focused-keyboard = keyboard of this screen
field-own = Own code
field-gtin = Item number
field-sscc = Shipping unit
field-text = Plain code
field-element = ({ $identifier }) { $title }
field-item = ({ $identifier }) Item
field-content = ({ $identifier }) Content
field-lot = ({ $identifier }) Lot
field-made-on = ({ $identifier }) Made on
field-best-before = ({ $identifier }) Best before
field-use-by = ({ $identifier }) Use by
field-serial = ({ $identifier }) Serial number
field-count = ({ $identifier }) Count
field-guessed = Guessed: no kind of code told
field-link = Web address
printer-taken-elsewhere = another program on this computer holds the printer; the command that helps stands on its page

label-does-not-fit = The label was not printed: { $field } “{ $text }” does not fit on { $media }. Use larger labels or a shorter text.
label-no-letters = The label was not printed: { $field } “{ $text }” has letters the printer lacks ({ $letters }). Change the text.
label-bad-gtin = The label was not printed: { $gtin } is no right GTIN. Correct it at the item.
label-not-for-bars = The label was not printed: { $field } “{ $text }” cannot stand in a barcode. Use plain letters and digits.
label-bad-media = The label was not printed: a label of { $media } at { $dots_per_mm } dots per millimetre cannot be drawn. Correct the printer's settings.
label-not-shown = The preview cannot show { $what }; the label itself is not affected.

# Templates of labels, and what a market requires on one
label-field-missing = The label was not printed: { $field } is not known for these goods. Enter it, or take another template.
label-words = The label was not printed: the template's words cannot be put together ({ $problem }). Tell whoever looks after the templates.
label-text-does-not-fit = The label was not printed: “{ $text }” does not fit into { $width_mm } × { $height_mm } mm, even in letters of { $letters_mm } mm. Shorten it, or take a larger label.
label-letters-missing = The label was not printed: no font has the letters { $letters } of “{ $text }”. Put a font that has them into the fonts folder, or change the text.
label-code-does-not-fit = The label was not printed: the { $code } barcode of { $data } does not fit into { $width_mm } × { $height_mm } mm with bars of { $module_mm } mm. Take a larger label or less data.
label-no-picture = The label was not printed: the picture { $name } is missing. Put it into the pictures folder.
label-bad-picture = The label was not printed: the picture { $name } cannot be used. Save it as PNG, at most 4096 dots wide and high.
label-bad-font = The font { $name } cannot be used; labels go on with the other fonts. Take a TTF or OTF file.
label-bad-market = The table of required facts cannot be used: { $problem }. The one before stays. Correct the file.
label-wrong-market = The label was not printed: it is for { $wanted }, and the facts are for { $given }. Choose facts of that market.
label-fact-missing = The label was not printed: { $market } requires the { $fact }, and nobody entered it. Enter it in the label facts and have them approved.
label-facts-draft = The label was not printed: label facts, version { $version }, are not approved. Ask for approval.
label-facts-not-yet = The label was not printed: label facts, version { $version }, hold from { $day }. Take the version that holds today.
label-facts-no-longer = The label was not printed: label facts, version { $version }, held until { $day }. Take the version that holds today.
label-permit-lapsed = The label was not printed: the permit { $number } ended on { $day }. Stop, and tell the office.
label-certificate-lapsed = The label was not printed: the halal certificate { $number } ended on { $day }. Stop, and tell the office.
label-too-coarse = The label was not printed: it needs { $least_dpi } dpi, this printer has { $dpi } dpi. Print it on a finer printer.
label-wrong-stock = The label was not printed: it belongs on { $wanted }, and { $loaded } is loaded. Change the roll.
label-wrong-size = The label was not printed: it is { $wanted }, and { $loaded } is loaded. Change the roll, or take the template for this size.
label-wider-than-head = The label was not printed: it is { $width_mm } mm wide, and the printer reaches { $head_mm } mm. Print it on a wider printer.
label-not-scanned = The { $code } barcode of { $data } cannot be read on our own drawing. Nothing was printed. Make it larger in the template.
template-frame = Line { $line }, column { $column }: the file cannot be read here ({ $problem }). The template before stays in use.
template-file-unread = The file cannot be read: { $problem }. Save it again as plain text, PNG, TTF or OTF.
template-never-good = This template has not been right yet, so there is nothing to show. Correct its file; it is read when it is saved.
template-note-letters = No font has the letters { $letters }; a ? stands for each.
template-note-other-code = These data do not go into { $wanted }; { $drawn } is drawn in its place.
template-words = Line { $line }, column { $column }: the words cannot be read ({ $problem }). The template before stays in use.
template-unknown-field = Line { $line }, column { $column }: there is no field { $name }. { $nearest ->
    [none] Look at the list of fields.
   *[other] Did you mean { $nearest }?
 }
template-unknown-language = Line { $line }, column { $column }: there is no language { $name }. Write en or id.
template-unknown-market = Line { $line }, column { $column }: there is no market { $name } in the table of required facts.
template-words-missing = Line { $line }, column { $column }: the words { $name } are missing in { $language }.
template-unknown-dpi = Line { $line }, column { $column }: labels are drawn at 203, 300 or 600 dpi, not { $dpi }.
template-out-of-range = Line { $line }, column { $column }: { $name } is { $value }; it must lie between { $least } and { $most }.
template-outside-media = Line { $line }, column { $column }: this reaches { $right_mm } × { $foot_mm } mm, and the label is { $width_mm } × { $height_mm } mm. Move it, or make it smaller.
template-outside-window = Line { $line }, column { $column }: this leaves the blank window of the pre-printed label. Move it inside.
template-letters-too-small = Line { $line }, column { $column }: small letters would be { $is_mm } mm high; at least { $least_mm } mm are required.
template-fact-not-shown = Line { $line }, column { $column }: { $market } requires the { $fact }, and nothing on the label says it.
template-drawing = Line { $line }, column { $column }: tried with sample data at { $dpi } dpi, this was refused.
fact-legal-name = legal name
fact-trade-name = trade name
fact-ingredients = list of ingredients
fact-allergens = allergen sentence
fact-shared-equipment = note on shared equipment
fact-net-content = net content
fact-maker-name = maker's name
fact-maker-address = maker's address
fact-importer-name = importer's name
fact-importer-address = importer's address
fact-origin = origin of ingredients
fact-permit-number = permit number
fact-halal-number = halal certificate number
fact-storage = storage words
fact-date-words = words before the date
fact-date-format = form of the date
fact-code-words = words before the production code
fact-halal-picture = halal mark
fact-nutrition-picture = nutrition table
fact-authority-picture = authority's 2D code
field-item-name = the item's name
field-sku = the SKU
field-expiry = the date
field-quantity = the quantity
field-document = the document
field-location = the place
field-received-on = the day of receipt
field-station = the station
field-job-code = the label's own code
field-copy = the copy number
field-title = the title
field-code = the code

why-waiting = Waits for its turn.
why-waiting-for-network = No connection to { $vendor }. Your work is safe here; it goes by itself when the connection is back.
why-behind = Waits for the one before it of the same document.
why-sending = Is being sent now.
why-unclear = { $vendor } did not answer. We look there first, then send again only if it is missing. Nothing is doubled.
why-not-there-yet = { $vendor } does not show it yet. We look again before anything is sent. Nothing is doubled.
why-retry-later = { $vendor } has a fault of its own ({ $status }). We try again by ourselves.
why-too-many-calls = { $vendor } asked us to slow down. It goes on by itself.
why-rejected = { $vendor } did not take this: { $words }. Correct it there, then send again.
why-exhausted = { $vendor } failed { $count } times. The goods are counted here. Ask the manager to look at { $vendor }, then send again.
why-office-first = Here { $here } at { $at } by { $operator }; in { $vendor } { $there } received ({ $there_at }) and { $left } left open. Is it the same delivery? Then set ours aside. Nothing was sent.
why-item-not-linked = { $item } is not known in { $vendor }. The goods are counted here. Make it there or link it, then send again.
why-unit-not-known = { $vendor } counts { $item } in “{ $unit }”, which cannot be turned into our unit. The goods are counted here. Correct the unit, then send again.
why-place-not-linked = { $place } has no location in { $vendor }. The goods are counted here. Link it, then send again.
why-order-not-there = { $vendor } no longer has this order. The goods are counted here; ask the buyer.
why-not-let-in = { $vendor } does not accept our key. Everything is safe here; the administrator enters a new key.
why-reading-only = Reading only: { $vendor } is told nothing until an administrator turns writing on.
why-set-aside = Set aside by { $operator }: nothing is sent.
why-nothing-owed = There is nothing of it to tell { $vendor }.
why-withdrawn = It was undone before { $vendor } had it: nothing is sent.
why-done = { $vendor } has it.
why-stale = The figures of { $vendor } are older than they should be.
why-never-read = Nothing was read from { $vendor } yet.

said-pack-read = { $item }: { $packs } = { $quantity }
said-expired-in-hand = { $item }: { $quantity }, but lot { $lot } ended on { $last_good_day }. Do not use it; move it to the hold shelf.
said-held-in-hand = { $item }: { $quantity }, but lot { $lot } is on hold. Do not use it; it may only be moved.
said-received-on-line = { $item }: { $quantity } received at { $location }. { $done } of { $wanted } are in.
said-count-kept = { $item }: counted { $counted }, the book says { $book }. The book stays as it is; the lead looks at it.
said-typing = Type it.
said-typing-number = Type the number and enter it. Scans wait until then.
question-other-supplier = Lot { $lot } is known from { $known }, this one comes from { $supplier }. Is it a second lot with the same code?
question-other-date = Lot { $lot } is known with the date { $known }; this one says { $read }. Is it a typing error, or a second lot with the same code?
do-type-it = Type it
do-search = Search
do-second-lot = Yes, a second lot
do-known-date = Typing error: it says { $known }
task-count-difference = { $item }, lot { $lot }, at { $location }: { $operator } counted { $counted }, the book says { $book } ({ $reason }). Count again or take the count.
task-scan-not-taken = { $count ->
    [one] A scan that had waited at { $seat } was not taken: { $code }, scanned by { $operator }. Find the goods and scan them again.
   *[other] { $count } scans that had waited at { $seat } were not taken: { $code }, scanned by { $operator }. Find the goods and scan each of them again.
  }
booked-crate = { $crate_code }: { $from } → { $to }
refusal-counted-since = { $item } at { $location } was counted since: { $counted }, by { $operator }, { $at }. Nothing was changed. Undo that count first, or count again.
refusal-count-is-open = { $item } at { $location } was counted by { $operator } at { $at }, and that count is still open. Nothing was undone. Settle the count first, or move the goods back.
refusal-crate-moved-on = { $crate_code } has moved on to { $location }. Nothing was changed. Bring it back first.
refusal-crate-cannot-go = { $crate_code } cannot stand in { $location }. Nothing was recorded. Scan another place.
refusal-too-many-crates = At most { $limit } crates go at once. This one was not taken. Scan where the others go, then go on.
refusal-place-first = We do not know which { $item } you mean. Nothing was recorded. Scan the place first.
text-search-item = Name or SKU of the item
http-no-caller = This station does not know who asks. Nothing was recorded. Open the pairing link, or send a token.
http-not-allowed = This token may not do that ({ $scope }). Nothing was recorded. Ask the administrator.
http-other-seat = This screen belongs to another seat than { $seat }. Nothing was recorded. Open the page of that seat.
http-other-owner = This access is bound to one owner’s goods, and this is not among them. Nothing was recorded. Ask for an access that covers it.
http-wrong-host = The address { $host } is not one of this station's. Nothing was recorded. Use the address it prints.
http-wrong-origin = A page from { $origin } may not speak to this station. Nothing was recorded. Open the station's own page.
http-not-found = There is no { $what } here. Nothing was changed.
http-wrong-method = This address cannot be asked in that way. Nothing was changed.
http-not-json = The request is not JSON. Nothing was recorded. Correct the program that sends it.
http-too-large = The request is larger than { $limit } bytes. Nothing was recorded. Send less at once.
http-bad-request = The request cannot be read: { $problem }. Nothing was recorded.
http-bad-field = { $field } cannot be read: { $problem }. Nothing was recorded.
http-key-missing = The Idempotency-Key is missing. Nothing was recorded. Send a UUID with every write.
http-key-reused = This Idempotency-Key came before with other content. Nothing was recorded twice. Send a new one.
http-needs-operator = Nobody is named as the one who does this. Nothing was recorded. Name an operator.
http-needs-answer = A question stands open: { $question } Nothing was recorded. Send its answer among the inputs.
http-no-window = This station has no window. Nothing was changed.
http-too-many-tries = Too many wrong tries from here. Nothing was recorded. Wait { $seconds } seconds, then use the right badge, link or token.
http-pairing-over = This link was used or is too old. Nothing was changed. Ask the station for a new one.
http-failed = That failed on our side. What was booked before is safe. Try again; if it happens twice, call the administrator.

delivery-goods-in = +{ $quantity } { $item }
delivery-goods-out = −{ $quantity } { $item }

### Tasks and the tray

refusal-work-is-open = Other work is open at this seat. Nothing was changed. Finish it or put it back first.
refusal-settled-meanwhile = Somebody settled this in the meantime. Nothing was recorded twice. Look at the list again.
refusal-settle-there = This ends with its delivery. Nothing was changed. Open Sending: try it again there, or set it aside.
refusal-needs-reason = It needs a reason. Nothing was changed. Choose one, or write it in your own words.
said-from-tray = { $code }, out of the tray. What you do now counts for the time it was scanned.
said-stays-in-tray = It stays in the tray. Nothing was recorded.
said-count-taken-up = The count as it was left. Confirm the number, then say why it differs.
said-stays-open-for-tray = { $document } stays open: { $count } { $count ->
    [one] code
   *[other] codes
  } of it in the tray. Name them, then finish.
question-in-tray = { $document } has { $count } { $count ->
    [one] code
   *[other] codes
  } in the tray, so it cannot be closed. What is { $code }?
do-name-it = Name it now
do-leave-open = Leave it open
resolution-booked-since = What was missing is booked
resolution-counted-again = Counted again: the book is right
resolution-posted = The count was taken
resolution-kept = We keep them
resolution-sent-back = Sent back
resolution-order-found = Order found, the office pairs it
resolution-written-off = Written off
resolution-stays-on-hold = They stay on hold
resolution-comes-later = The rest comes later
resolution-will-not-come = The rest will not come
resolution-promised-else = Promised from other stock, or the customer knows
resolution-clock-right = The clock is right
resolution-clock-set = The clock was set
resolution-told = The buyer knows
resolution-scanned-again = Scanned again
resolution-dropped-again = The file was put right and taken in
resolution-not-there = No such goods here
resolution-not-ours = Not ours
resolution-misread = Misread, no goods
resolution-note = “{ $note }”
desk-tasks = Tasks
tasks-open = Open ({ $count })
tasks-tray = Tray ({ $count })
tasks-settled = Settled
tasks-empty = Nothing needs a person
tasks-empty-detail = What somebody must decide stands here with the goods it is about.
tasks-settled-empty = Nothing was settled in the last 30 days.
task-since = since { $time }
task-for = for: { $role }
task-look = Look
task-settle = Settle
task-how = What was done about it?
task-own-words = In your own words
task-note = What was done
task-not-yours = Your badge may look at this, not settle it.
task-settled-by = { $operator }, { $time }
task-cleared = gone by itself, { $time }
task-way-delivery = Look at Sending
task-way-history = Goods history
task-way-short_receipt = Open the order
task-way-count_difference = Take the count
severity-urgent = Urgent
severity-high = High
severity-medium = Medium
severity-low = Low
task-state-open = New
task-state-seen = Seen
task-state-settled = Settled
task-state-self_cleared = Gone by itself
tray-name = Name it
tray-known = Known by now: { $item }
tray-book = Book it
tray-clear = Take out
tray-discard = Not ours
tray-discard-title = Why does { $code } leave the tray?
tray-lot = Lot { $lot }
tray-home = on the start screen
earlier-tray = From the tray: { $time }, { $operator }
earlier-count = Counted { $time }

prompt-supplier = Who brings it? Choose, or just scan the goods.
prompt-supplier-name = Type who brings it
said-supplier-taken = From { $supplier }. Scan the first item.
said-supplier-not-known = Nobody knows who brings it. Scan the first item.
do-supplier = Supplier
do-supplier-not-known = Not known
text-supplier = Name of the supplier
detail-open-order = { $document } is open

prompt-serial = { $item }: which one is it? Scan or type its serial number.
prompt-piece = { $item }: is it here?
do-piece-here = It is here
do-piece-missing = It is missing
said-serial-read = Serial { $serial }
serial-mark = SN
text-serial = Serial number, as printed
refusal-bad-serial = “{ $text }” cannot be a serial number. Nothing was recorded. Type it as it is printed.
refusal-serial-not-in-stock = The book has no { $item } with the serial { $serial }. Nothing was recorded. Read the number again; if it is right, receive it or add it to the stock first.

prompt-counted-again = { $item }: count once more, from the start.
said-count-again = { $item }: the first number is kept. Count the same goods once more, from the start.
said-count-after-undoing = A movement of { $item } was undone while you counted. Nothing was recorded. Count it once more.
said-count-by-another = { $item }: your number is kept. Somebody else counts it once more.
reason-counted-once = counted once, the second count is missing
count-again = count again
do-into-crate = Put the others into { $crate_code }
refusal-crate-in-itself = { $crate_code } cannot go into { $location }: that one stands in { $crate_code }. Nothing was recorded. Scan another place.
refusal-crate-too-deep = In { $location } it is too deep for { $crate_code }: at most { $limit } places stand in each other. Nothing was recorded. Take it out of something first.
do-undo-crate-only = Only the crate
do-undo-all = Undo all { $count }
question-crate-used-since = { $crate_code } was used { $count ->
    [one] once
   *[other] { $count } times
} since it was moved. Newest first: { $newest }. What goes back?
said-undone-together = { $count } bookings undone, the newest first.

prompt-count-what = What is counted? Scan a place or an item, or choose.
prompt-count-zone = { $location }: scan the place you count now.
said-count-noted = { $item }: { $counted } noted. An inventory manager approves it with the zone.
said-count-opened = Count { $document } is open. Choose the zone you count.
said-zone-entered = { $location }: count what stands here. Nothing is booked until it is approved.
said-zone-counted = { $location } is counted. { $open_count ->
    [0] Everything has a number.
    [one] { $open_count } line was not counted and stays as it is.
   *[other] { $open_count } lines were not counted and stay as they are.
}
said-zone-again = { $location }: { $count ->
    [one] { $count } line differs much. Count it once more, then finish the zone.
   *[other] { $count } lines differ much. Count them once more, then finish the zone.
}
said-zone-approved = { $location } is approved. { $count ->
    [0] Nothing differed.
    [one] The book follows { $count } line.
   *[other] The book follows { $count } lines.
}
said-zone-partly = { $location }: the book follows { $count } lines; { $open_count } more have to wait. Approve them once more.
question-zone-reason = { $location }: { $count ->
    [one] { $count } line differs
   *[other] { $count } lines differ
} from the book, { $open_count } not counted. Why do they differ?
do-count-start = Open a count
do-count-all = Everything here
do-count-due = Longest not counted
do-zone-done = This zone is counted
do-zone-approve = Approve
count-zones = Open counts
count-progress = { $done } of { $total }
count-again-count = { $count } again
count-by = by { $people }
count-one-item = only { $item }
zone-state-open = not begun
zone-state-counting = being counted
zone-state-counted = counted, waits for approval
zone-state-recount = to be counted again
zone-state-approved = approved
said-crate-made = New pallet { $crate_code } at { $location }. Scan the goods in it.
refusal-crate-used-up = { $crate_code } had its goods and is empty: such a label is used once. Nothing was recorded. Take another crate or put a new label on.
do-came-back = Goods came back
adjust-return = Goods came back
prompt-condition = { $item }: what becomes of it?
do-sell-again = Sell again
do-write-off = Write off
condition-sellable = to be sold again
condition-quarantine = on hold
condition-loss = written off
said-returned = { $quantity } { $item } came back: { $condition } ({ $location }).
booked-return = { $quantity } { $item } { $lot }: { $from } → { $to }


## Keeping the book: copies, damage, clock

trouble-ledger-stopped = Nothing more is recorded: could not { $why }. What was booked is safe. Start Tallyman again; if it stops again, call the administrator.
trouble-held-up = Another program holds the book since { $since }. Scans wait and none is lost. Close that program.
date-confirm = Yes, today is { $date }
trouble-clock-behind = The clock is { $by } behind the last entry, so the date is not sure. Scans go on. Set the clock, or a lead's badge says that it is right.
trouble-clock-ahead = The clock is { $by } ahead of the last entry, so the date is not sure. Scans go on. Is it { $clock }? A lead's badge says yes.
trouble-import-waits = { $file } could not be written to the book. It is tried again every minute; what was written stands.
trouble-import-failed = { $file } could not be taken in: { $why }. Look at the file and the disk, then send it again.
trouble-import-folder = The folder { $folder } cannot be looked into: { $problem }. Files dropped there wait. See [import] in station.toml.
trouble-import-nobody = Nobody here is called { $operator }, so files in the watched folder wait. See [import] in station.toml.
trouble-template = Template { $template } not taken: a mistake in line { $line }. The one before goes on printing. Desk, Templates says what is wrong.
trouble-template-new = Template { $template } cannot be used: a mistake in line { $line }. Desk, Templates says what is wrong.
trouble-template-file = { $file } in the templates folder is not used. Desk, Templates says why.
trouble-disk-low = The disk is nearly full: { $free } left. Scans go on. Free some space today.
trouble-no-copy = No copy of the book since { $since }: could not { $why }. Scans go on. Call the administrator.
trouble-never-copied = There is no copy of the book yet: could not { $why }. Scans go on. Call the administrator.
task-clock-behind = The clock said { $clock }, before the last entry at { $last }. Set the clock, or scan your badge if it is right. Look at dates booked since.
task-clock-ahead = The clock said { $clock }, over a day after the last entry at { $last }. Scan your badge if it is right, or set the clock. Look at dates booked since.
task-import-failed = { $file } was dropped and not taken in. It lies in “failed”, with a report beside it. Put it right and drop it again.
task-restored = The book was put back to the copy { $copy }, which ends at { $number } ({ $until }). What was booked after it is not in the book. Count what moved since, and look at deliveries and labels in doubt.
doubt-restored = the book was put back to an earlier copy
unit-minutes = min
unit-hours = h
unit-days = days

## tallyman doctor: what is there; and where something is to be done, what it means for the goods and what to do

doctor-level-fine = fine
doctor-level-note = note
doctor-level-warning = WARNING
doctor-level-wrong = WRONG
doctor-check-engine = Database
doctor-check-book = Book
doctor-check-copies = Copies
doctor-check-room = Disk
doctor-check-clock = Clock
doctor-check-files = Files
doctor-check-secrets = Keys
doctor-check-settings = Settings
doctor-check-station = Station
doctor-engine-fine = SQLite { $version }
doctor-engine-old = SQLite { $version } is too old.
doctor-engine-old-means = It can damage the book.
doctor-engine-old-do = Install a newer Tallyman.
doctor-book-whole = Whole, up to { $number }
doctor-book-none = There is no book here yet.
doctor-book-none-means = No goods are booked at this station.
doctor-book-none-do = Start the station, or name its directory with --data.
doctor-book-unsound = Could not { $what }.
doctor-book-unsound-means = Nothing can be booked until it is put right. What the copy holds is safe.
doctor-book-unsound-do = Run: tallyman restore { $copy }. The damaged book is kept aside.
doctor-book-lost = Could not { $what }.
doctor-book-lost-means = Nothing can be booked, and no good copy was found here.
doctor-book-lost-do = Change nothing in this directory. Look for copies on other disks, and ask for help.
doctor-copy-fresh = { $copy }, good
doctor-copy-not-needed = None needed yet
doctor-copy-old = The newest copy is of { $made }: { $copy }.
doctor-copy-old-means = If the disk breaks, what was booked since is lost.
doctor-copy-old-do = Run: tallyman backup. If that fails, it says why.
doctor-copy-none = There is no copy of the book.
doctor-copy-none-means = If the disk breaks, all that was booked is lost.
doctor-copy-none-do = Run: tallyman backup. Better into another disk: see [backup] in station.toml.
doctor-copy-bad = The newest copy { $copy } is not good: could not { $what }.
doctor-copy-bad-means = If the disk breaks, an older copy is all there is.
doctor-copy-bad-do = Run: tallyman backup. If that fails too, the disk may be failing: replace it.
doctor-room-enough = { $free } free
doctor-room-low = Only { $free } are left on the disk.
doctor-room-low-means = Entries are taken; photos and copies soon are not.
doctor-room-low-do = Free some space today, or move old copies to another disk.
doctor-room-gone = Only { $free } are left on the disk.
doctor-room-gone-means = Soon scans cannot be recorded any more. What is booked is safe.
doctor-room-gone-do = Free some space now.
doctor-room-unknown = The disk does not say how much room is left: { $what }.
doctor-room-unknown-means = A full disk would come without a warning.
doctor-room-unknown-do = Look at its room yourself.
doctor-clock-right = { $clock }
doctor-clock-behind = The clock says { $clock }, before the last entry at { $last }.
doctor-clock-behind-means = Dates and expiry warnings cannot be trusted. The order of entries is right.
doctor-clock-behind-do = Set the clock of this machine.
doctor-clock-ahead = The clock says { $clock }, over a day after the last entry at { $last }.
doctor-clock-ahead-means = After a long break that is right; otherwise expiry warnings are wrong.
doctor-clock-ahead-do = Look whether it shows the right day, and set it if not. A lead's badge at the station confirms it.
doctor-clock-quiet = The last entry is of { $last }; the clock says { $clock }.
doctor-clock-quiet-means = Nothing was booked for over a day while the station ran.
doctor-clock-quiet-do = If goods did move, book them with Earlier.
doctor-files-private = Only this user can read them
doctor-files-open = Others on this machine can read: { $files }
doctor-files-open-means = Stock, people and keys are not private.
doctor-files-open-do = Run: chmod -R go= on the data directory, and do not share it.
doctor-files-not-looked-at = Who may read them is not looked at on this system.
doctor-files-not-looked-at-means = Others on this machine might read stock and keys.
doctor-files-not-looked-at-do = Keep the data directory in your own user's folder.
doctor-secrets-none = None are kept here
doctor-secret-in-file = { $name } lies in a file; no keychain is used.
doctor-secret-in-file-means = Whoever can read this user's files can read the key.
doctor-secret-in-file-do = Encrypt the disk of this machine, or give the key by its environment variable.
doctor-secret-in-variable = Given by { $name }
doctor-settings-fine = Understood
doctor-settings-wrong = Could not { $problem }.
doctor-settings-wrong-means = A running station keeps the settings before it; it will not start again.
doctor-settings-wrong-do = Put that line of station.toml right.
doctor-station-runs = Runs at { $address }
doctor-station-silent = A station said that it listens at { $address }, and nobody answers.
doctor-station-silent-means = It ended without closing. What was booked is safe.
doctor-station-silent-do = Start it again.
doctor-station-off = Not running; it can be started
doctor-port-taken = Another program uses port { $port }.
doctor-port-taken-means = The station cannot start, so nothing can be booked.
doctor-port-taken-do = Close that program, or set another port under [http] in station.toml.

## Files: their columns

column-sku = SKU
column-owner = Owner
column-name-en = Name (English)
column-name-id = Name (Indonesian)
column-unit = Unit
column-decimals = Decimals
column-lot-tracked = Kept by lot
column-serial-tracked = Kept by serial
column-catch-weight = Catch weight
column-expiry-rule = Date on pack
column-near-expiry-days = Near-expiry days
column-lot-pattern = Lot pattern
column-pictogram = Pictogram
column-allergens = Allergens
column-may-contain = May contain
column-storage-class = Storage class
column-food = Food
column-days-after-opening = Days after opening
column-shelf-life = Shelf life
column-minutes-out = Minutes out of storage
column-usual-piece = Usual weight per piece
column-density = Density
column-density-source = Source of density
column-halal-supplier = Halal supplier
column-halal-certificate = Halal certificate
column-halal-until = Halal until
column-accepts = Accepts
column-keeps-apart = Keeps allergens apart
column-tare = Tare
column-barcode = Barcode
column-code-kind = Kind of code
column-pack = Pack
column-factor = Stock units in pack
column-lot = Lot
column-maker = Maker
column-expiry = Expiry
column-made-on = Made on
column-lot-status = Lot status
column-second-lot = Second lot
column-certificate = Certificate
column-location = Location
column-location-name = Location name
column-location-kind = Kind of location
column-parent = Stands in
column-purpose = Purpose
column-quantity = Quantity
column-pieces = Pieces
column-serial = Serial
column-reason = Reason
column-order = Order
column-supplier = Supplier
column-expected-on = Expected on
column-order-line = Order line
column-reserved = Reserved
column-received = Received
column-entry = Entry
column-happened-at = Happened at
column-recorded-at = Recorded at
column-business-date = Day
column-movement-kind = Kind of movement
column-from = From
column-to = To
column-evidence = Evidence
column-person = Person
column-document = Document
column-note = Note
column-line = Line
column-cell = Cell
column-column = Column
column-found = What is there
column-why = Why

## Files: kinds of lists

list-items = Items
list-barcodes = Barcodes
list-lots = Lots
list-locations = Locations
list-opening-stock = Opening stock
list-counts = Counts
list-purchase-orders = Purchase orders

## Files: what a cell may hold

cell-yes = yes
cell-no = no
cell-asked = asked
cell-none-printed = none printed
cell-not-known = not known
cell-gtin = GTIN
cell-supplier = supplier’s code
cell-vendor = system’s code
cell-own = our own
cell-named-here = named here
cell-released = released
cell-quarantine = on hold
cell-recalled = recalled
cell-site = site
cell-zone = zone
cell-bin = shelf
cell-container = crate or pallet
cell-store = storage
cell-dock = dock
cell-hold = hold
cell-unassigned = no place yet
cell-in-hand = in hand
cell-days = days
cell-months = months

## Allergens, as labels name them

allergen-gluten = cereals with gluten
allergen-crustaceans = crustaceans
allergen-molluscs = molluscs
allergen-egg = egg
allergen-fish = fish
allergen-peanut = peanut
allergen-soy = soy
allergen-milk = milk
allergen-tree-nuts = tree nuts
allergen-sesame = sesame
allergen-sulphite = sulphite

## Files: taken in as a whole, or not

import-checked = { $file } can be taken in: { $new } new, { $changed } changed, { $same } as they are. Nothing was written yet.
import-refused = { $file } was not taken in: { $lines ->
    [one] one line needs a look
   *[other] { $lines } lines need a look
}. Nothing of it is in the book. Correct the cells below, then drop the file again.
import-refused-whole = { $file } was not taken in. Nothing of it is in the book.
import-nothing-to-do = { $file } says what stands in the book already, in all { $lines } lines. Nothing was written.
import-applied = { $file } is in the book: { $new } new, { $changed } changed, { $same } as they were. It can be undone as a whole.
import-already-applied = { $file } was taken in before, on { $at }. Nothing was written again.
import-taken-back = { $file } was not taken in: the stock changed while it was being written, and { $lines ->
    [one] one line no longer fits
   *[other] { $lines } lines no longer fit
}. What was written of it is undone. Look at the lines below, then drop the file again.
import-stuck = { $file } is only partly in the book: the stock changed while it was being written, { $lines ->
    [one] one line no longer fits
   *[other] { $lines } lines no longer fit
}, and goods have moved on since. Settle what is named below, then drop the file again, or undo it.
import-interrupted = { $file } was stopped before its end. Drop the same file again and it goes on where it stopped, or undo it.
import-undone = { $file } is undone as a whole. The book is as it was before.
import-undone-but-kept = { $file } is undone. { $count ->
    [one] One thing stays, because something else rests on it by now.
   *[other] { $count } things stay, because something else rests on them by now.
}
import-not-undone = { $file } was not undone. Nothing was changed.
import-undo-interrupted = Undoing { $file } was stopped before its end. Ask for it again and it goes on.
import-undo-stuck = { $file } is only partly undone: goods moved on meanwhile. Bring them back, then ask for it again.
import-place = { $cell } (line { $line }, { $column }: “{ $found }”):
import-unknown-column = The column “{ $column }” was not read: nothing here has that name.
import-unknown-column-near = The column “{ $column }” was not read. Is “{ $nearest }” meant?
import-more = And { $count } more.

## Files: why one is not taken at all

file-not-allowed = { $operator } may not take in this kind of list. Ask the lead to do it.
file-empty = There is nothing in it. Save it again with a row of headers and a line for each thing.
file-too-large = This kind of workbook may have { $limit } MB at most. Save it as XLSX or CSV.
file-too-many-lines = It has more than { $limit } lines. Cut it into several files.
file-encoding-unknown = Its letters are in no encoding that we know. Save it as “CSV UTF-8” or as XLSX.
file-quote-open = A quotation mark near line { $line } is never closed. Close it or take it away.
file-locked = It is locked by a password. Save it without one.
file-unreadable = It cannot be read: { $why }. Save it again as XLSX or CSV.
file-columns-missing = No row in it has these headers: { $columns }. Write them above their columns.
file-column-twice = Two columns mean “{ $column }”. Keep one of them.
file-sheets-unsure = Several sheets look like this list: { $sheets }. Keep one of them in the file.
file-changed = It was saved again while it was being read. Close it elsewhere, then drop it again.
file-being-undone = It was taken in before and is being undone. Finish the undoing, then drop it again.
file-kind-unknown = { $file } was not taken in: its name does not say what it is a list of. Begin it with one of these: { $known }.

## Files: why a line is not taken

line-missing = The { $column } is missing. Write it.
line-broken = The formula gives { $text }. Write the value itself.
line-not-a-number = “{ $text }” is not a number. Write digits, as in 12.5 or 12,5.
line-number-unsure = “{ $text }” could be { $decimal } or { $grouped }, and no other cell of the file says which. Write it as one of them.
line-digits-gone = Digits are gone from “{ $text }”: the spreadsheet shortened it. Format the column as text and enter it again.
line-too-fine = { $text } is finer than this item is kept: { $decimals ->
    [one] one decimal
   *[other] { $decimals } decimals
} at most.
line-too-large = { $text } is too large to be true. Look at the number.
line-not-positive = { $text } must be more than zero.
line-negative = { $text } is below zero. Write what is there, zero or more.
line-not-whole = { $text } must be a whole number.
line-out-of-range = { $text } must lie between { $least } and { $most }.
line-not-a-date = “{ $text }” is not a date. Write it as 2027-06-27.
line-day-unsure = “{ $text }” could be { $one } or { $other }, and no other cell of the column says which. Write it as 2027-06-27.
line-short-year = “{ $text }” has a year of two digits. Write the year with four.
line-not-one-of = “{ $text }” is none of these: { $choices }. Write one of them.
line-not-one-of-near = “{ $text }” is none of these: { $choices }. Is { $nearest } meant?
line-not-a-code = “{ $text }” is no code: the spreadsheet made a number or a date of it. Format the column as text and enter it again.
line-bad-text = The text is longer than { $limit } letters or has signs in it that cannot be printed. Write it again.
line-unknown-owner = No owner is called { $owner }. Write the name as it stands here, or leave the cell empty.
line-unknown-item = No item has the SKU { $sku }. Take in the item first, or correct the SKU.
line-unknown-item-near = No item has the SKU { $sku }. Is { $nearest } meant?
line-item-of-several = Several owners have an item { $sku }. Add the column Owner.
line-unknown-location = No place has the code { $location }. Take in the place first, or correct the code.
line-unknown-location-near = No place has the code { $location }. Is { $nearest } meant?
line-not-a-place-for-stock = Goods cannot stand at { $location }. Name a shelf or a crate.
line-unknown-unit = The unit “{ $unit }” is not known for this item. Known: { $known }.
line-needs-density = { $unit } cannot become { $stock_unit } without a density. Write the quantity in { $stock_unit }.
line-units-differ = The cell says { $text }, the column Unit says { $unit }. Keep one of them.
line-unknown-pack = The pack “{ $pack }” is not known. Known: { $known }.
line-pack-needs-factor = How many stock units are in one { $pack }? Write the number.
line-pack-factor-differs = Line { $line } says another number for { $pack } of the same item. Make both the same.
line-twice-in-file = Line { $line } is about the same thing. Add them up, or tell them apart by their lot.
line-differs-by-case = { $text } differs from { $known } only by capitals or blanks. Write it the same way.
line-fixed-by-goods = { $before } cannot become { $after }: goods of this item have moved already. Make another item.
line-fixed = { $before } does not become { $after } by a file. Do it at the station.
line-code-check-digit = { $code } was written wrong: its last digit should be { $expected }. Copy it from the pack again.
line-zeros-lost = { $code } seems to have lost its zeros in front. Is { $nearest } meant? Format the column as text.
line-not-a-gtin = { $code } is no GTIN: it needs 8, 12, 13 or 14 digits. Correct it, or name another kind of code.
line-not-by-lot = { $sku } is not kept by lot. Leave lot and date empty.
line-lot-missing = A date without a lot of { $sku } says nothing. Write the lot, or leave the date empty.
line-lot-of-several-makers = Several makers have a lot { $lot }. Write the maker.
line-lot-maker-differs = Lot { $lot } is known with the maker “{ $known }”. A typing error, or another lot? Write the maker as it is known.
line-lot-date-differs = Lot { $lot } is known with { $known }; the file says { $read }. Read the pack again; if it is another lot of this code, write yes under “Second lot”.
line-lot-of-several-dates = There are several lots { $lot }: { $dates }. Write the date.
line-bad-certificate = “{ $text }” is neither an https address nor the name of a file, or it has more than { $limit } characters. Write the address of the certificate or its file name.
line-parent-cannot-hold = It cannot stand in { $parent }. Name a site, a zone or a shelf.
line-too-deep = It would stand too deep in { $parent }: at most { $limit } places stand in one another, from the site down.
line-tare-unit = { $text } needs its unit: write it in kg or g, as 1.85 kg or 1850 g.
line-tare-too-heavy = No crate weighs { $text }; up to { $limit_kg } kg is taken. If it was grams, write g behind the number.
line-tare-of-no-crate = Only a crate has a tare. Leave the cell empty, or correct the kind of place.
line-opened-before = The same item, lot and place was opened by { $entry }. Undo that first, or count the place.
line-pieces-missing = { $sku } is kept by weight and pieces. Write how many pieces there are.
line-serial-missing = { $sku } is kept by serial. Write one line for each serial.
line-not-by-serial = { $sku } is not kept by serial. Leave the serial empty.
line-serial-is-one = Serial { $serial } is one piece. Write 1.
line-serial-elsewhere = Serial { $serial } is at { $location } already. Read the number again.
line-serials-are-scanned = { $sku } is kept by serial. Count it by scanning, not by a file.
line-pieces-differ = { $quantity } and { $pieces } do not go together. Weigh and count the goods again, and write both.
line-count-below-zero = More has left since than was counted: { $there } stand there now. Count the place again.
line-order-of-vendor = { $order } comes from { $vendor }. Change it there.
line-order-done = { $order } is finished. Write another order.
line-order-differs = Line { $line } says “{ $known }” for the same order. Make both the same.
line-order-line-unsure = { $order } has { $sku } on several lines. Add the column Order line.
line-order-line-of-other = This line of the order is { $sku }. Take another line number.

## Files: why an import is not undone, and what stays

undo-unknown-import = There is no such import here. Nothing was changed.
undo-already-undone = This import was undone before. Nothing was changed.
undo-not-allowed = { $operator } may not undo an import. Ask the lead to do it.
undo-goods-moved-on = { $item } has moved on: { $location } has { $there }, and undoing needs { $needed }. Bring the goods back first.
undo-promised = { $item } at { $location } is promised to somebody: { $free } are free, and undoing needs { $needed }. Release the promise first.
undo-serial-moved-on = Serial { $serial } has moved on to { $location }. Bring it back first.
kept-changed-since = { $what } was changed since by somebody else, and stays as it is.
kept-held-at = { $what } stays: some of it is at { $place }.
kept-on-order = { $what } stays: { $order } asks for it.
kept-pack-has-code = { $what } stays: the code { $code } stands for it.
kept-received-on = { $what } stays: goods were received on it.
kept-named = { $what } stays: the history names it.

## Transfers between sites, crates, goods in people's hands

prompt-transfer-load = { $document } to { $to }: scan a crate to load it, or say that it leaves. Goods: scan their shelf first.
prompt-transfer-arrive = { $document } from { $from }: scan what came, then where it goes.
said-sent = { $item }: { $quantity } on the road to { $to } with { $document }.
said-crate-sent = { $crate_code } on the road to { $to } with { $document }, with everything in it.
said-arrived = { $item }: { $quantity } of { $document } arrived, now at { $location }.
said-crate-arrived = { $crate_code } of { $document } arrived, now at { $location }.
said-transfer-opened = { $document } is open.
said-transfer-gone = { $document } has left. Nothing is added to it any more.
said-transfer-stays-open = { $document } stays open.
said-transfer-complete = { $document } is complete. Nothing of it is on the road any more.
said-transfer-short = { $document } is closed. { $count ->
    [one] { $count } thing
   *[other] { $count } things
} did not arrive and { $count ->
    [one] stays
   *[other] stay
} on the road. An inventory manager looks for it.
said-transfer-lost = { $document }: what never arrived is out of the book.
question-transfer-short = { $document }: { $missing } of { $item } { $open_count ->
    [one] is
   *[other] and more ({ $open_count } in all) are
} still on the road. Is the rest still to come?
question-transfer-lost = { $document }: { $missing } of { $item } { $open_count ->
    [one] never arrived
   *[other] and more ({ $open_count } in all) never arrived
}. It leaves the book. Why?
question-goods-arrived-since = What was sent was taken in already, { $count ->
    [one] once
   *[other] { $count } times
}. Newest first: { $newest }. What goes back?
do-transfer-gone = It leaves now
do-transfer-done = Everything is scanned
do-transfer-rest = The rest is still to come
do-transfer-close = Nothing more comes
do-give-up = Give up what is missing
task-transfer-missing = { $document }: { $quantity } of { $item } did not arrive ({ $count } in all). Find it and scan it in, or give it up.
detail-route = { $from } → { $to }
detail-on-road = { $count } on the road
document-transfer = Transfer
move-transfers = On the road
move-carried = In your hands
move-crates = Crates in hand
move-crates-here = Crates here
transfer-state-open = being loaded
transfer-state-in_transit = on the road
transfer-state-received = closed
transfer-progress = { $done } of { $total } arrived
transfer-loaded = { $count } loaded
refusal-transfer-left = { $document } has left already. Nothing was recorded. Scan a place of the other site: a new transfer begins.
refusal-transfer-elsewhere = { $document } carries goods from { $site }. Nothing was recorded. Scan a place of the site your goods go to.
said-crate-cleaned = { $crate_code } is clean.
said-crate-at = { $crate_code } is { $state }, at { $location }. { $line_count ->
    [0] Nothing is in it.
    [one] { $line_count } lot is in it.
   *[other] { $line_count } lots are in it.
}
question-crate-dirty = { $crate_code } was emptied and nobody has cleaned it since. Is it clean?
do-crate-cleaned = It is clean
crate-clean = clean
crate-in-use = in use
crate-dirty = dirty
crate-used-up = used up
crate-lots = { $count ->
    [0] empty
    [one] { $count } lot
   *[other] { $count } lots
}
refusal-crate-dirty = { $crate_code } was emptied and nobody has cleaned it since. Nothing was recorded. Take another, or clean it and say so in Move.
refusal-crate-takes-one = { $crate_code } takes { $rule }, and something else is in it. Nothing was recorded. Take another crate.
mixing-one-owner = goods of one owner only
mixing-one-item = one item only
mixing-one-lot = one lot only
said-count-waits = { $item }: { $counted } is kept. { $operator } has some of it in hand, so the difference waits until that is booked.
refusal-count-waits-for-pick = { $operator } still has some of these goods in hand. Nothing was changed. Wait until that is booked, or until { $until }.
reason-pick-open = counted while somebody else had some of it in hand
count-carried = { $operator } has { $quantity } in hand, not booked yet
count-carried-some = { $operator } is taking some, not booked yet
count-carried-booked = { $operator } carries { $quantity }, booked out already
do-zone-zero = Make the rest zero
question-zone-zero = { $location }: nobody counted { $count ->
    [one] { $count } line
   *[other] { $count } lines
}. Is nothing of it there? It leaves the book. Why?
said-zone-zeroed = { $location }: { $count } { $count ->
    [one] line
   *[other] lines
} that nobody counted { $count ->
    [one] is
   *[other] are
} zero now.

## Lots on hold, and what a policy says
lot-status-released = released
lot-status-quarantine = on hold
lot-status-recalled = recalled
lot-act-hold = Put on hold
lot-act-release = Release
lot-act-recall = Recall
lot-act-extend = New best-before
lot-act-reversal = Undo
lot-done-hold = on hold
lot-done-release = released
lot-done-recall = recalled
lot-done-extend = new best-before
lot-done-reversal = undone
adjust-lots = Lots
reason-check-failed = A check failed
reason-supplier-notice = Supplier's notice
reason-complaint = Complaint
reason-short-life = Too little life left
reason-waits-for-check = Waits for a check
reason-checked-good = Checked, good
reason-held-by-mistake = Held by mistake
do-judge-lots = Lots on hold
do-judge-lot = { $act }
do-hold-all = Put { $lot_count ->
    [one] { $lot_count } lot
   *[other] all { $lot_count } lots
} on hold
prompt-judge-what = Scan a lot, or the place whose lots are held.
prompt-judge-lot = { $item }, lot { $lot }, is { $status }. What happens to it?
prompt-judge-place = { $location } has { $lot_count ->
    [0] no lots
    [one] { $lot_count } lot
   *[other] { $lot_count } lots
}. What happens to them?
prompt-new-date = Lot { $lot } ended on { $known } as known. Until when is it good?
said-lot-judged = { $item }, lot { $lot }: { $act }. It holds wherever the lot lies.
said-place-held = { $location }: { $lot_count ->
    [one] { $lot_count } lot is
   *[other] { $lot_count } lots are
} on hold, wherever they lie.
said-book-was-short = The book had { $there } of { $item } at { $location }, { $wanted } were booked. A lead will look.
booked-lot = { $item } { $lot }{ $others ->
    [0] {""}
   *[other] { " " }+ { $others }
}: { $act } ({ $reason })
booked-lot-extended = { $item } { $lot }: { $from } → { $to } ({ $reason })
question-book-short-badge = The book has { $there } of { $item } at { $location }, you have { $wanted }. A lead scans their badge to take it.
question-over-badge = { $excess } of { $item } more than ordered ({ $ordered }): { $reason }. A lead scans their badge to take them.
question-short-life = { $item }, lot { $lot }, is good until { $last_good_day }: { $days_left } days left, { $days_wanted } are wanted. What becomes of it?
task-lot-waits = { $item }, lot { $lot }, waits until somebody releases it. It may be moved, not used.
task-hold-by-hand = { $location } was put on hold. { $item }{ $others ->
    [0] {""}
    [one] { " " }and one other item
   *[other] { " " }and { $others } other items
} there have no lot: carry them to the hold shelf.
task-on-hold-short-life = { $quantity } of { $item }, lot { $lot }, are on hold: too little life was left at the door.
resolution-put-on-hold-shelf = Carried to the hold shelf
refusal-lot-recalled = Lot { $lot } is recalled. Nothing was recorded. Do not use it; leave it where it is and call the lead.
refusal-lot-is-already = Lot { $lot } is { $status } already. Nothing was changed.
refusal-lot-changed-since = Lot { $lot } was changed since: it is { $status } now. Nothing was changed. Undo the later change first, or say again what it should be.
refusal-lot-not-named = These goods have no lot. Nothing was changed. Move them to the hold shelf instead.
refusal-no-lot-to-hold = No lot at { $location } can be put on hold. Nothing was changed. Move goods without a lot to the hold shelf.
refusal-too-many-lots = { $location } has { $count } lots or more, { $limit } go at once. Nothing was changed. Hold it place by place.
refusal-use-by-stays = Lot { $lot } must be used by { $last_good_day }; that date is never moved. Nothing was changed. Write it off.
refusal-no-date-to-extend = Lot { $lot } has no date that could be moved. Nothing was changed.
refusal-not-later = Lot { $lot } is good until { $known } already, { $read } is not later. Nothing was changed. Give a later day.
refusal-needs-lead-badge = { $operator } may not confirm this. Nothing was recorded. A lead scans their badge, or change the number.
history-lots = Lots
history-lots-none = No lot was held, released or recalled.
history-lots-none-detail = What was done to lots stands here. It has no place and no kind of movement.

barcode-empty = A { $code } barcode needs at least one character. Nothing was printed. Fill in the field.
barcode-letter = “{ $letter }” (character { $position }) cannot stand in a { $code } barcode. Nothing was printed. Change the text.
barcode-length = A { $code } barcode takes { $allowed } digits, not { $length }. Nothing was printed. Correct the number.
barcode-check-digit = { $data } is no right { $code } number: its last digit should be { $expected }. Nothing was printed. Correct it at the item.
barcode-not-short = { $data } has no short form. Nothing was printed. Print it as UPC-A.
barcode-gs1 = Part { $part } cannot stand in a { $code } barcode. Nothing was printed. Correct that value.
barcode-too-long = { $length } characters do not fit into one { $code } barcode. Nothing was printed. Use a shorter text, or two codes.
photo-too-large = The photo has { $megabytes } MB, { $most } MB are taken at most. No code was read. Take a smaller picture.
photo-too-many-dots = The photo has { $megapixels } megapixels, { $most } are taken at most. No code was read. Take a smaller picture.
photo-unknown-kind = This file is no JPEG or PNG photo. No code was read. Choose another file, or take the photo again.
photo-damaged = The photo cannot be opened. No code was read. Take it again.
photo-take = Photo of the label
photo-reading = Looking for codes …
photo-none = No code was found in the photo. Nothing was recorded. Go nearer and take it again.
photo-several = Several codes are on it. Which one is meant?
paper-code-too-wide = { $code } is too long to stand as bars on this paper. Nothing was printed. Take larger paper or a shorter number.
paper-head-too-long = Names, addresses and numbers of “{ $title }” do not fit on one page. Nothing was printed. Shorten them, or take larger paper.
paper-bad-logo = The company's logo cannot be read. Nothing was printed. Choose a PNG or JPEG picture of at most 4 megapixels in the settings.
paper-bad-font = A font for more letters cannot be read. Nothing was printed. Choose a TTF or OTF file in the settings.
paper-nothing-came = Nothing was received on { $document } that day, so there is no receipt. Choose another day or order.
paper-no-crate = { $location } is no crate and no pallet, so it has no content list. Print a count sheet of it.
paper-note-packs = = { $pack }
paper-note-packs-and-rest = = { $pack } + { $rest }
paper-note-before = before: { $before }, still open: { $open }
paper-note-pieces = { $pieces } pieces
paper-note-held = lot { $status }
paper-note-tare = Tare { $tare }
paper-mark-training = TRAINING
paper-locations = places
paper-commands = commands
paper-purchase-receipt = Goods receipt
paper-count-sheet = Count sheet
paper-crate-list = Crate content
paper-pallet-list = Pallet content
paper-page = Page %1 of %2
paper-from = From
paper-to = To
paper-received-at = Received at
paper-date = Date
paper-order = Order
paper-purchase-order = Purchase order
paper-delivery-note = Delivery note
paper-carrier = Carrier
paper-received-by = Received by
paper-packed-by = Packed by
paper-counted-by = Counted by
paper-checked-by = Checked by
paper-driver = Driver
paper-name-and-signature = Name, date, signature
paper-zone = Zone
paper-place = Place
paper-item = Item
paper-lot = Lot
paper-ordered = Ordered
paper-received = Received
paper-quantity = Quantity
paper-counted = Counted
paper-again = Recount
paper-remarks = Remarks
paper-total = Total
paper-lines = Lines
paper-packages = Packages
paper-net-weight = Net weight
paper-gross-weight = Gross weight
paper-nothing = Nothing is on this list.
paper-no-date-printed = no date printed
paper-not-known = date not known
paper-found-here = Also found here
paper-decimal-mark = .
paper-month-1 = Jan
paper-month-2 = Feb
paper-month-3 = Mar
paper-month-4 = Apr
paper-month-5 = May
paper-month-6 = Jun
paper-month-7 = Jul
paper-month-8 = Aug
paper-month-9 = Sep
paper-month-10 = Oct
paper-month-11 = Nov
paper-month-12 = Dec

## "Scan this code": what one scan tells of a scanner
detect-title = Scan this code
detect-how = Scan it from this screen with the scanner that you want to look at. If it does not read this one, choose the other.
detect-waits = Waiting for a scan
detect-waits-detail = Nothing happens? A scanner that types must be faster than 25 ms a key; one on a cable must stand among the devices.
detect-keep = Keep these settings
detect-good = All codes arrive as they are printed.
detect-good-once-kept = It can be read. Keep the settings, so that the station reads it so from now on.
detect-change = Something has to be changed at the scanner before all codes arrive.
detect-serial = On a cable (serial)
detect-keyboard = Types like a keyboard
detect-layout = { $layout }
detect-letters-as-printed = As printed
detect-letters-turned = Capital and small letters come turned round
detect-aim = Sends the kind of code: { $aim }
detect-no-aim = Does not send the kind of code
detect-no-prefix = Nothing
detect-prefix = { $signs }
detect-suffix = { $signs }
detect-no-suffix = Nothing
detect-gs-kept = Arrives
detect-gs-function-key = Arrives as F{ $number }
detect-gs-sign = Arrives as { $sign }
detect-gs-bad-sign = Arrives as { $sign }, which codes have themselves
detect-gs-lost = Is lost: codes with several fields cannot be read
detect-pace = { $gap_ms } ms a key
detect-keeps-keyboard = To be kept for scanners that type: { $layout }, letters { $letters }, GS { $gs }.
detect-keeps-serial = To be kept for this scanner: GS { $gs }.
detect-do-make-serial = Better: set it to “USB serial” (CDC). Then it works in every window and loses nothing.
detect-do-caps-lock-off = Switch Caps Lock off, or set the scanner to ignore it.
detect-do-send-aim = Switch on “AIM ID” for all codes. Then no code has to be guessed.
detect-do-no-prefix = Take the prefix out at the scanner: it would become part of every code.
detect-do-send-enter = Set the suffix to Enter (CR): scans come faster and never run together.
detect-do-only-enter = Set the suffix to Enter (CR) alone: the rest would become part of every code.
detect-do-other-sign = Set another sign for GS: one of | ~ ^ that no code has.
detect-do-keyboard-sends-gs = Switch on “send control characters”: Ctrl+], a function key, or a sign such as |. Or set it to “USB serial”.
detect-do-send-gs = Switch off what filters control characters: GS (0x1D) must be sent.
detect-do-no-delay = Set the delay between keys to 0.
detect-state-good = fine
detect-state-keep = to be kept
detect-state-change = change it
detect-state-unknown = not read
detect-fact-kind = How it comes
detect-fact-layout = Keyboard
detect-fact-letters = Letters
detect-fact-aim = Kind of code
detect-fact-prefix = Before a code
detect-fact-suffix = After a code
detect-fact-gs = GS
detect-fact-pace = Speed
detect-fact-state-good = fine
detect-fact-state-better = could be better
detect-fact-state-change = change it
layout-united-states = United States
layout-united-kingdom = United Kingdom
layout-germany = Germany (QWERTZ)
layout-france = France (AZERTY)
layout-spain = Spain
layout-japan = Japan
letters-as-typed = as typed
letters-turned = turned round
sent-kept = as it is
sent-lost = is lost
symbology-data_matrix = Data Matrix
symbology-code128 = Code 128
tracking-certain = certain
tracking-likely = likely
tracking-unsure = not certain
device-scanner-loses-gs = Lost the sign GS in { $count ->
    [one] one scan
   *[other] { $count } scans
  }: codes with several fields cannot be read. Press “Scan this code” and set it up.
devices-detect = Scan this code
devices-detect-detail = One scan tells how a scanner is set and what to change.
