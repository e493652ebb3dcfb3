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
unit-kg = kg
unit-g = g
unit-L = L
unit-mL = mL
unit-carton = carton
unit-sack = sack
unit-jerrycan = jerrycan
unit-bag = bag
unit-pot = pot
unit-roll = roll
unit-bundle = bundle
unit-box = box
unit-pouch = pouch
unit-crate = crate

## Ages

age-now = just now
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
link-as-of = Last heard { $age } ago
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
pairing-title = This screen is not known here yet
pairing-step-station = Go to the station, or ask who looks after it.
pairing-step-link = It prints a link when it starts and shows it under Devices. The link works once.
pairing-step-here = Open that link on this screen.
pairing-safe = Nothing is lost meanwhile: the station goes on working.

## Verdicts

verdict-none = Ready. Scan anything.
verdict-expected = Wanted:
verdict-got = Scanned:
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
main-date = Good until { $date }
main-text = Take { $text }
main-number-unfinished = Finish the number
main-date-unfinished = Finish the date
main-waits-scan = Waiting for a scan
main-waits-date = Choose a date
main-waits-text = Scan or type
pad-back = Delete the last digit
pad-clear = Clear
pad-sign = Plus or minus
pad-pack = × { $pack } of { $factor }
pad-sum = { $terms } = { $total }
pad-expected = Expected: { $amount }
pad-looks-like-a-code = That looks like a code. Scan it, or type fewer digits.
pad-too-fine = { $decimals ->
    [0] Whole numbers only.
    [one] At most { $decimals } decimal.
   *[other] At most { $decimals } decimals.
}
pad-space = Space
pad-capitals = ABC
pad-years = Year
pad-years-earlier = Earlier years
pad-years-later = Later years
pad-change-month = Other month
pad-month-only = Only { $month } is printed
pad-date-empty = Year, month, day
keypad-quantity = How many
keypad-counted = Counted
keypad-difference = Difference
keypad-weight = Weight
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
lot-status-released = Released
lot-status-quarantine = On hold
lot-status-recalled = Recalled
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
name-it-code = Scanned
name-it-search = Find the item by name or SKU
name-it-hint = Find what this code belongs to, or park it and go on.
name-it-none = Nothing fits “{ $search }”.

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
desk-sync = Sent and waiting
desk-devices = Devices
desk-settings = Settings
desk-loading = Looking …
desk-no-answer = The station does not answer. The list comes back with it.
search-done = Done
search-clear = Clear the search
stock-search = Find by name, SKU or code
stock-none = Nothing fits “{ $search }”.
stock-empty = No stock yet. Receive something, or count a place.
stock-more-places = and { $count } more
stock-external = { $vendor }: { $amount }
stock-external-at = { $vendor }, { $location }
stock-external-age = as of { $age } ago
stock-external-stale = old: as of { $age } ago
stock-history = History of this item
history-only = Only { $item }
history-all = Show all
history-empty = Nothing has moved yet.
history-left = { $location } has { $amount }
history-now = { $location } has { $amount }
history-undo = Undo
history-undone = undone
history-is-undo = is an undo
sync-deliveries = To send
sync-tray = Tray ({ $count })
sync-empty = Everything is sent
sync-empty-detail = What is booked here and waits for somebody outside stands in this list, with the reason.
sync-vendor-words = { $vendor } says: “{ $words }”
sync-since = Since { $time }, tried { $count ->
    [0] not yet
    [one] once
   *[other] { $count } times
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
device-kind-scanner = Scanner
device-kind-printer = Label printer
device-state-ready = ready
device-state-attention = look
device-state-away = away
device-address = Address
device-last-seen = Last heard
device-good-bad = Read well / badly
device-counts = { $good } / { $bad }
device-last-raw = Last bytes
jobs-empty = Nothing printed yet.
job-labels = { $count ->
    [one] { $count } label on { $printer }
   *[other] { $count } labels on { $printer }
}
job-copy = copy { $copy }
job-preview = Look
job-reprint = Print again
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
reason-no-power = No power
reason-undone = Undone

## Command barcodes

command-undo = UNDO
command-done = DONE
command-cancel = CANCEL
command-enter = ENTER
command-choose = CHOOSE
command-help = HELP
command-info = INFO
command-where = WHERE
command-park = PARK
command-reprint = REPRINT
command-sign-out = SIGN OUT

## Refusals: nothing was written

refusal-needs-badge = Nobody is signed in here. Nothing was recorded. Scan your badge, then scan again.
refusal-unknown-badge = This badge is not known here. Nothing was recorded. Ask the lead for a badge of this station.
refusal-not-allowed = { $operator } may not do this. Nothing was recorded. Ask the lead to do it, or to scan their badge.
refusal-stale-screen = The screen had changed before that touch. Nothing was recorded. Look again and touch again.
refusal-unknown-code = We do not know this code yet: { $code }. Nothing was recorded. Park it and go on, or name it now.
refusal-unknown-location = No place has the code { $code }. Nothing was recorded. Scan the label of the shelf.
refusal-wrong-check-digit = This code was misread or printed wrong: { $code } should end in { $expected }. Nothing was recorded. Scan it again.
refusal-bad-gs1 = Part { $part } of this GS1 code cannot be read. Nothing was recorded. Scan another label of the goods, or type lot and date.
refusal-separator-lost = The scanner leaves out a sign that this code needs. Nothing was recorded. Tell the lead: the scanner must send GS.
refusal-unreadable = The scan arrived broken. Nothing was recorded. Scan it again.
refusal-too-long = That scan has { $length } characters; at most { $limit } are taken. Nothing was recorded. Scan one label at a time.
refusal-damaged-own-code = This is one of our labels, but it was misread: { $code }. Nothing was recorded. Scan it again, or print it anew.
refusal-unknown-command = This station does not know the command { $code }. Nothing was recorded. Use the command sheet of this station.
refusal-not-here = { $code } has no meaning at this step. Nothing was recorded. Look at what is asked above.
refusal-wrong-item = Wrong item. Wanted: { $wanted }. Scanned: { $scanned }. Nothing was recorded.
refusal-wrong-lot = Wrong lot. Wanted: { $wanted }. Scanned: { $scanned }. Nothing was recorded.
refusal-not-on-this-order = { $item } is not on { $document }. Nothing was recorded. Put it aside, or receive it without an order.
refusal-lot-expired = Lot { $lot } ended on { $last_good_day }. Nothing was recorded. Do not use it: put it on the hold shelf.
refusal-lot-on-hold = Lot { $lot } is on hold. Nothing was recorded. Leave it where it is and ask the lead.
refusal-lot-date-differs = Lot { $lot } is known with the date { $known }; this one says { $read }. Nothing was recorded. Read the pack again; if it is right, call the lead.
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
refusal-nothing-here = The book has no { $item } at { $location }. Nothing was recorded. Scan the place it came from, or count this place.
refusal-not-enough = { $location } has { $there }, not { $wanted }. Nothing was recorded. Change the number, or count the place.
refusal-same-place = The goods are at { $location } already. Nothing was recorded. Scan another place.
refusal-not-a-place-for-stock = { $location } is not a place goods can stand at. Nothing was recorded. Scan a shelf or a crate.
refusal-nothing-to-undo = There is nothing of yours to undo here. Nothing was changed. Older entries are undone from the history.
refusal-already-undone = This was undone before. Nothing was changed.
refusal-goods-moved-on = { $item } has moved on: { $location } has { $there }, and undoing needs { $needed }. Nothing was changed. Bring the goods back first, or adjust.
refusal-nothing-to-do = There is nothing to finish yet. Nothing was recorded. Scan something first.
refusal-still-missing = Something is still missing. Nothing was recorded yet. Answer what is asked above.
refusal-source-first = { $item } lies in several places. Nothing was recorded. Scan the place you take it from.
refusal-finish-first = { $item } is still in hand. Nothing was recorded of the new scan. Finish it, or put it back, then scan again.
refusal-not-now = { $command } has no meaning at this step. Nothing was recorded. Look at what is asked above.
refusal-operation-reused = This was sent before with other content. Nothing was recorded twice. Call the lead.
refusal-document-done = { $document } is finished. Nothing was recorded. Receive the goods without an order, or ask the office.
refusal-unknown-document = No open order has the number { $document }. Nothing was recorded. Go on without an order; the office pairs it later.
refusal-serial-is-elsewhere = Serial { $serial } is at { $location }. Nothing was recorded. Look at the number again; if it is right, call the lead.
refusal-serial-needs-one = A serial is one piece. Nothing was recorded. Enter 1, or scan each piece.
refusal-too-many-waiting = { $count } scans wait already. This one was not taken. Answer the question on the screen, then scan again.
refusal-note-seen-before = Note { $note } of { $supplier } was received before. Nothing was recorded. Look whether these are the same goods.
