### Setiap kalimat yang bisa dibaca orang, dalam Bahasa Indonesia. Berdasarkan kode; dipakai layar, API, dan kertas.
### Penolakan selalu berkata: apa yang terjadi, apa artinya bagi barang, dan apa yang harus dilakukan.

## Nada, menurut nama

tone-accepted = Diterima
tone-more = Tambah satu
tone-complete = Lengkap
tone-attention = Perhatikan
tone-wrong-item = Barang salah
tone-too-many = Terlalu banyak
tone-unknown = Kode tak dikenal
tone-stop = Berhenti
tone-refused = Tidak dicatat
tone-command = Perintah
tone-waiting = Menunggu
tone-repeat = Sama lagi
tone-fault = Gangguan

## Alur kerja

flow-receive = Terima
flow-receive-about = Barang datang, dengan PO atau tanpa PO
flow-move-stock = Pindah
flow-move-stock-about = Dari satu tempat ke tempat lain, atau satu krat penuh
flow-adjust = Koreksi
flow-adjust-about = Tambah, keluarkan, hapus barang rusak
flow-count = Hitung
flow-count-about = Semua barang di satu tempat, tanpa melihat buku
flow-name-it = Kode tak dikenal
flow-home = Beranda
flow-badge = Kartu
flow-not-allowed = Kartu Anda tidak boleh melakukan ini. Minta kepala regu.

## Orang

role-operator = Operator
role-lead = Kepala regu
role-inventory_manager = Pengelola stok
role-customer_service = Layanan pelanggan
role-admin = Administrator

## Satuan dan kemasan

unit-pcs = pcs
amount-about = ≈ { $amount }
amount-pieces = { $amount } · { $count } potong
unit-kg = kg
unit-g = g
unit-L = L
unit-mL = mL
unit-carton = karton
unit-sack = karung
unit-jerrycan = jeriken
unit-bag = kantong
unit-pot = pot
unit-roll = rol
unit-bundle = bal
unit-box = dus
unit-pouch = kemasan
unit-crate = krat

## Umur data

age-now = baru saja
age-ago = { $age } lalu
age-minutes = { $count } menit
age-hours = { $count } jam
age-days = { $count } hari

## Baris status

strip-nobody = Belum ada yang masuk
strip-all-sent = Semua terkirim
strip-sending = Mengirim { $count }
strip-waiting-for-network = Menunggu jaringan, { $count } aman di sini ({ $age })
strip-needs-person = { $count } perlu ditangani orang
strip-reading-only = Hanya membaca, { $count } ditahan
strip-off = Bekerja sendiri
strip-parked = { $count } di baki
strip-printer = Printer
strip-scanner = Pemindai
strip-sound = Suara menyala
strip-muted = Senyap
environment-demo = Demo
environment-test = Uji
environment-training = LATIHAN
environment-production = Produksi

## Hubungan ke vendor

vendor-katana = Katana
link-all-sent = Semua terkirim
link-sending = Mengirim { $count }
link-waiting-for-network = Menunggu jaringan, { $count } aman di sini
link-needs-person = Perlu ditangani orang
link-reading-only = Hanya membaca, { $count } ditahan
link-off = Mati
link-as-of = Kabar terakhir { $ago }
link-stale = Tidak ada kabar selama { $age }. Angkanya di sini sudah lama.

## Pemberitahuan tentang layar ini

joining = Mencari stasiun …
notice-not-listening = Tidak mendengar: jendela lain sedang memakai papan ketik. Sentuh layar ini, lalu pindai.
notice-lost = Layar ini kehilangan stasiunnya. Pekerjaan Anda aman di sana. Nanti tersambung sendiri.
notice-lost-kept = Layar ini kehilangan stasiunnya. { $count } pindaian disimpan di sini dan diserahkan begitu tersambung.
face-scan-kept = Disimpan di layar ini. Stasiun tidak terjangkau; { $count } menunggu di sini dan diserahkan begitu tersambung.
face-kept-full = Pindaian ini tidak diambil. Stasiun tidak terjangkau dan sudah { $count } pindaian menunggu di sini. Tunggu sampai tersambung, lalu pindai lagi.
face-tap-while-lost = Tidak ada yang dicatat. Stasiun tidak terjangkau; sentuh lagi begitu tersambung.
face-problem = Tidak berhasil. Tidak ada yang dicatat. { $detail }
pairing-title = Layar ini belum dikenal di sini
pairing-step-station = Datangi stasiun, atau tanyakan kepada yang mengurusnya.
pairing-step-link = Stasiun mencetak tautan saat mulai dan menampilkannya di halaman Perangkat. Tautan hanya bisa dipakai sekali.
pairing-step-here = Buka tautan itu di layar ini.
pairing-safe = Tidak ada yang hilang: stasiun tetap bekerja.

## Hasil pindaian

verdict-none = Siap. Silakan pindai apa saja.
verdict-expected = Diminta:
verdict-got = Dipindai:
verdict-nothing-recorded = Tidak ada yang dicatat.
verdict-cut-more = { $count } pesanan lain juga kurang: lihat tugas.
verdict-undo = Urungkan
verdict-close = Tutup pesan ini
stop-close = Sentuh untuk lanjut

## Permintaan dan tombol angka

prompt-wait = Sebentar …
badge-hint = Semua pindaian sesudahnya atas nama Anda.
question-waiting = { $count } pindaian menunggu dan diambil berurutan.
choices-open = Pilih dari yang ada di sini
choices-close = Kembali memindai
choice-attention = Perhatikan tanggalnya
main-number = Masukkan { $number }
main-weighed = Masukkan { $number }
main-pieces-next = { $number }: sekarang jumlah potong
main-waits-pieces = Ketik jumlah potong
main-waits-weight = Ketik beratnya
main-date = Baik sampai { $date }
main-text = Ambil { $text }
main-number-unfinished = Lengkapi angkanya
main-date-unfinished = Lengkapi tanggalnya
main-waits-scan = Menunggu pindaian
main-waits-date = Pilih tanggal
main-waits-number = Ketik jumlahnya
main-waits-text = Pindai atau ketik
pad-back = Hapus angka terakhir
pad-clear = Hapus
pad-sign = Tambah atau kurang
pad-pack = × { $pack } isi { $factor }
pad-with-crate = Dengan krat { $crate } ({ $tare })
pad-net = − { $tare } = { $net }
pad-below-tare = Kurang dari krat kosong, { $tare }
pad-sum = { $terms } = { $total }
pad-expected = Seharusnya: { $amount }
pad-usual = Biasanya { $amount } per potong
pad-looks-like-a-code = Ini seperti kode. Pindai kodenya, atau ketik lebih sedikit angka.
pad-too-fine = { $decimals ->
    [0] Hanya bilangan bulat.
   *[other] Paling banyak { $decimals } angka di belakang koma.
}
pad-letters = Ketik
pad-space = Spasi
pad-capitals = ABC
pad-years = Tahun
pad-other-years = Tahun lain
pad-change-month = Bulan lain
pad-month-only = Hanya tercetak { $month }
pad-date-empty = Tahun, bulan, hari
keypad-quantity = Berapa banyak
keypad-gross = Dengan kratnya
keypad-counted = Terhitung
keypad-difference = Selisih
keypad-weight = Berat
keypad-pieces = Potong
text-lot = Kode lot, seperti tercetak
text-delivery-note = Nomor surat jalan
text-name = Nama
text-search = Cari
type-code-open = Ketik kode
type-code-title = Ketik kode di bawah garis barcode
type-code-label = Kode
type-code-send = Ambil kode ini
dialog-close = Tutup
list-up = Halaman sebelumnya
list-down = Halaman berikutnya

## Barang yang sedang dikerjakan

hand-empty = Belum ada barang di tangan
hand-from = dari
hand-to = ke
lot-until = sampai { $date }
lot-ended = habis { $date }
lot-no-date = tanpa tanggal
lot-date-not-known = tanggal belum diketahui
lot-ours = lot kita
lot-certificate = Sertifikat
lot-chip-released = Boleh dipakai
lot-chip-quarantine = Ditahan
lot-chip-recalled = Ditarik
place-supplier = Pemasok
place-customer = Pelanggan
place-production = Produksi
place-loss = Hilang
place-adjustment = Koreksi
line-undone-there = { $undone } dibatalkan di sini, masih tercatat di vendor
line-of = { $done } dari { $wanted }
booked-title = Dicatat di sini
booked-empty = Yang Anda catat muncul di sini dan bisa dibatalkan.
booked-undo = Urungkan yang ini
booked-undone = dibatalkan
booked-reprint = Cetak ulang labelnya
move-here = Di { $location }
move-here-empty = Menurut buku tidak ada barang di tempat ini.
adjust-restock = Tambah
adjust-take-out = Keluarkan
adjust-damage = Rusak
adjust-before = Menurut buku di sini ada
count-empty = Belum ada yang dihitung di sini. Pindai barang pertama.
count-no-place = Pindai tempat yang dihitung.
count-not-yet = belum dihitung
count-book = buku { $amount }
count-even = sesuai buku
name-it-hint = Kartu Anda tidak boleh memberi nama kode. Simpan dulu dan lanjut; nanti ada yang memberi nama.

## Beranda

home-documents = Terbuka di sini
home-no-documents = Tidak ada PO terbuka
home-no-documents-detail = PO baru muncul sendiri. Barang tanpa PO boleh langsung diterima.
home-lines = { $done } dari { $count }
document-purchase_order = Pesanan pembelian
document-blind_receipt = Kiriman tanpa PO
document-count = Penghitungan

## Meja kerja

desk-title = Meja
desk-back = Kembali bekerja
desk-stock = Stok
desk-history = Riwayat
desk-sync = Kiriman data
desk-devices = Perangkat
desk-settings = Pengaturan
desk-loading = Mencari …
desk-no-answer = Stasiun tidak menjawab. Daftar muncul lagi begitu tersambung.
search-done = Selesai
search-clear = Hapus pencarian
stock-search = Cari nama, SKU, barcode, lot, atau tempat
stock-none = Tidak ada yang cocok dengan “{ $search }”.
stock-empty = Belum ada stok. Terima barang, atau hitung satu tempat.
stock-more-places = dan { $count } lagi
stock-external = { $vendor }: { $amount }
stock-external-at = { $vendor }, { $location }
stock-external-age = data { $ago }
stock-external-stale = sudah lama: data { $ago }
stock-history = Riwayat barang ini
history-empty = Belum ada barang yang bergerak.
history-left = { $location } berisi { $amount }
history-now = { $location } berisi { $amount }
history-recorded = ditulis { $time }
history-undo = Urungkan
history-undone = dibatalkan
history-is-undo = pembatalan
desk-recall = Penarikan
desk-recall-of = Penarikan { $lot }
desk-item = Barang
desk-explain = Kenapa angka ini
desk-one-back = Mundur satu langkah
stock-none-detail = Coba sebagian nama, SKU, barcode, lot, atau tempat.
stock-nowhere = stok kosong
why-number = Kenapa angka ini?
lot-without = tanpa lot
item-on-hand = Ada di sini
item-promised = Dijanjikan
item-promised-of = { $amount } dijanjikan
item-free = Belum dijanjikan
item-places = { $count } tempat
item-lots = { $count } lot
item-promises = { $count ->
    [0] Tanpa janji
   *[other] { $count } janji
}
item-is-crate = di krat ini
item-in-crate = di krat { $crate }
item-nowhere = Stok kosong
item-nowhere-detail = Belum pernah diterima di sini, atau semuanya sudah keluar. Lihat riwayatnya.
item-more-places = Tempatnya lebih banyak dari yang muat di sini. Cari tempatnya untuk melihat sisanya.
item-lot-history = Riwayat
item-recall = Penarikan
verdict-look = Lihat isinya
place-history = Riwayat tempat ini
place-empty = Tidak ada barang di sini.
place-crate-empty = Krat ini kosong.
place-tare = Kosong { $tare }
place-gross = Dengan isinya { $gross }
no-gross-no-tare = Berat kosong { $crate_code } belum diketahui.
no-gross-not-by-weight = { $item } dihitung dalam { $unit }: beratnya tidak diketahui.
no-gross-too-much = Isinya lebih banyak dari satu halaman.
place-more = Isinya lebih banyak dari yang muat. Lihat tempat di dalamnya satu per satu.
promises-empty = Tidak ada yang dijanjikan.
promises-more = Janji lebih banyak dari yang muat di sini.
promise-made = dijanjikan { $time }
promise-until = ditahan sampai { $time }
promise-no-clock = ditahan sampai diambil
purpose-basket = Keranjang
purpose-quote = Penawaran
purpose-order = Pesanan
purpose-manufacturing = Produksi
purpose-transfer = Pindah lokasi
explain-now = Sekarang ada
explain-at = di { $place }
explain-everywhere = di semua tempat kita
explain-how = Gerakan ini membentuk angkanya. Yang terbaru di atas; di sampingnya isi tempat itu sesudahnya.
explain-empty = Belum pernah ada yang bergerak di sini, jadi angkanya nol.
explain-after = lalu
explain-before = Sebelum gerakan ini: { $amount }.
explain-more = Tampilkan yang sebelumnya
explain-sum = Awalnya { $start }. { $count } gerakan bersama menjadi { $end }.
explain-with = di krat { $crate } yang berdiri di situ
explain-with-placed = di krat { $crate }, dibawa dari { $from } ke { $to } pukul { $time }
history-movements = Gerakan
history-totals = Jumlah
history-filter = Saring
history-filter-title = Mau lihat yang mana?
history-none = Tidak ada gerakan yang cocok.
history-none-detail = Lepas salah satu saringan di atas.
filter-item = Barang
filter-lot = Lot
filter-serial = Nomor seri
filter-place = Tempat
filter-document = PO atau hitungan
filter-person = Orang
filter-kind = Jenis
filter-days = Hari
filter-owner = Pemilik barang
filter-any = semua
filter-off = Lepas: { $filter }
filter-take = Pakai ini
filter-between = { $from } sampai { $to }
filter-since = sejak { $from }
filter-until = sampai { $to }
find-item = Nama, SKU, atau barcode
find-lot = Sebagian kode lot
find-serial = Nomor seri, seperti tercetak
find-place = Kode atau nama tempat
find-document = Nomor atau mitra
find-person = Nama
find-owner = Nama pemilik
find-type = Ketik sebagian kodenya.
days-today = Hari ini
days-yesterday = Kemarin
days-week = 7 hari
days-month = 30 hari
days-all = Semua hari
days-from = Dari:
days-to = Sampai:
totals-kind = Jenis
totals-count = Berapa kali
totals-quantity = Jumlah
totals-in = Masuk
totals-out = Keluar
totals-movements = { $count } gerakan
recall-search = Kode lot, atau sebagiannya
recall-begin = Lot yang mana?
recall-begin-detail = Ketik kode yang Anda tahu, atau sentuh Penarikan pada lot suatu barang.
recall-none = Tidak ada lot yang cocok dengan “{ $code }”.
recall-none-detail = Coba bagian yang lebih pendek, lot pemasok, atau hari produksinya (2026-11-21).
recall-which = { $count } lot cocok. Yang mana?
recall-up = Dibuat dari ({ $count })
recall-up-none = Datang apa adanya: tidak dibuat di sini.
recall-down = Menjadi ({ $count })
recall-down-none = Tidak ada yang dibuat darinya di sini.
recall-link-up = { $used } masuk ke { $made } · { $number }
recall-link-down = { $used } darinya masuk ke { $made } · { $number }
recall-fold = Tutup bagian di bawah { $lot }
recall-unfold = Buka bagian di bawah { $lot }
recall-end-no_lot = Tanpa lot: jejaknya putus di sini
recall-end-reach = Masih berlanjut; cari lot ini
recall-has-more = Ada lebih dari yang tampil. Cari lot di ujungnya.
recall-maker = dari { $maker }
recall-made-on = dibuat { $date }
recall-in-crate = { $place } di krat { $crate }
recall-no-parts = Belum pernah ada di sini.
recall-no-lot = Barang tanpa lot tidak bisa dibedakan, jadi tidak diketahui yang mana.
recall-more-parts = Bagian lama tidak tampil; baris di atas sudah menghitungnya.
recall-not-heard = Kabar terakhir dari { $vendor } { $ago } ({ $time }). Yang terjadi sesudahnya belum ada di sini.
recall-never-heard = Belum pernah ada kabar dari { $vendor }. Yang terjadi di sana belum ada di sini.
recall-unsent = { $count } kiriman data ke sana belum pasti.
hold-lot = Tahan
hold-all = { $count ->
   *[other] Tahan semua { $count } lot penarikan ini
}
hold-title = Tahan lot { $lot }?
hold-title-all = { $count ->
   *[other] Tahan { $count } lot?
}
hold-about = Yang ditahan tidak dipakai di mana pun. Pesanan yang sudah dijanjikan mendapat stok lain atau tugas.
hold-why = Kenapa?
hold-send = Tahan
balance-received = Diterima
balance-made = Dibuat
balance-on-hand = Ada di sini
balance-used = Dipakai
balance-shipped = Dikirim
balance-sampled = Sampel
balance-scrapped = Dibuang
balance-unexplained = Tak terjelaskan
balance-even = Cocok: setiap bagiannya jelas.
balance-odd = Tidak cocok: { $amount } tak terjelaskan. Hitung tempat-tempatnya.
part-received = Diterima
part-opened = Stok awal
part-made = Dibuat
part-on_hand = Ada di sini
part-in_transit = Di jalan antar lokasi kita
part-retained = Disimpan sebagai sampel
part-sampled = Diambil sebagai sampel
part-in_work = Sedang di produksi
part-used = Dipakai
part-shipped = Dikirim
part-sent_back = Dikirim balik
part-scrapped = Dibuang
part-unexplained = Tak terjelaskan
sync-empty = Semua sudah terkirim
sync-empty-detail = Yang dicatat di sini dan masih menunggu pihak luar tampil di daftar ini, beserta alasannya.
sync-vendor-words = { $vendor } menjawab: “{ $words }”
sync-since = Sejak { $time }
sync-tried = sudah dicoba { $count } kali
sync-next = dicoba lagi { $time }
sync-retry = Coba sekarang
sync-set-aside = Sisihkan
tray-empty = Baki kosong. Kode tak dikenal yang disimpan menunggu nama di sini.
delivery-purchase_receipt = Penerimaan
delivery-stock_adjustment = Koreksi stok
devices-tab = Perangkat
devices-labels-tab = Label tercetak
devices-none = Belum ada perangkat
devices-none-detail = Pemindai yang mengetik seperti papan ketik langsung bisa dipakai. Yang lain diatur di station.toml.
device-name-keyboard = Pemindai keyboard
device-kind-scanner = Pemindai
device-kind-printer = Printer label
device-state-ready = siap
device-state-attention = periksa
device-state-away = tidak ada
device-address = Alamat
device-last-seen = Kabar terakhir
device-good-bad = Terbaca / gagal
device-counts = { $good } / { $bad }
device-last-raw = Byte terakhir
jobs-empty = Belum ada yang dicetak.
job-labels = { $count } label di { $printer }
job-copy = salinan { $copy }
job-preview = Lihat
job-reprint = Cetak ulang
preview-title = { $title }
preview-size = { $width } × { $height } mm, digambar dari byte yang dikirim
settings-language = Bahasa
settings-language-badge = Ikut kartu
settings-language-en = English
settings-language-id = Bahasa Indonesia
settings-theme = Cahaya
settings-theme-auto = Ikut sistem
settings-theme-light = Terang
settings-theme-dark = Gelap
settings-text = Ukuran huruf
settings-percent = { $percent } %
settings-hands = Tangan
settings-hands-bare = Tanpa sarung
settings-hands-gloves = Sarung tangan
settings-sound = Suara
settings-sound-off = Mati
settings-sound-quiet = Pelan
settings-sound-normal = Sedang
settings-sound-loud = Keras
settings-instrument = Bunyi stasiun ini
settings-instrument-marimba = Marimba
settings-instrument-reed = Buluh
settings-sound-test = Dengarkan bunyinya
settings-size = Ukuran nyata
settings-size-about = Tempelkan kartu bank ke layar, supaya tombol sebesar yang dibutuhkan jari.
settings-size-measure = Ukur
measure-how = Tempelkan kartu bank ke layar. Buat bingkai tepat selebar kartu.
measure-card = Kartu bank, lebar 85,60 mm
measure-narrower = { $count } lebih sempit
measure-wider = { $count } lebih lebar
measure-reset = Seperti semula
measure-done = Sudah pas
drawer-open = Barcode demo
drawer-title = Demo
drawer-codes = Pindai
drawer-printed = Tercetak
drawer-nothing-printed = Hasil cetak printer muncul di sini.
drawer-label = Label dari { $job }
drawer-group-badges = Kartu
drawer-group-commands = Perintah
drawer-group-places = Tempat
drawer-group-orders = PO
drawer-group-items = Barang
drawer-group-gs1 = GS1
drawer-group-trouble = Masalah

## Keadaan

state-waiting = Menunggu
state-sending = Mengirim
state-unclear = Belum pasti
state-retry_at = Dicoba lagi nanti
state-done = Selesai
state-needs_person = Perlu ditangani orang
state-cancelled = Dibatalkan
state-superseded = Diganti
state-withheld = Ditahan
state-queued = Antre
state-sent = Terkirim
state-confirmed = Tercetak
state-failed = Gagal cetak
state-unknown = Tidak pasti
state-open = Terbuka
state-part = Sebagian
state-complete = Lengkap
state-over = Lebih dari pesanan

## Jenis pergerakan

kind-receive = Diterima
kind-produce = Diproduksi
kind-consume = Dipakai
kind-move = Dipindah
kind-pick = Diambil
kind-pack = Dikemas
kind-ship = Dikirim
kind-return = Kembali
kind-refund = Uang kembali
kind-adjust = Dikoreksi
kind-count = Dihitung
kind-damage = Rusak
kind-scrap = Dibuang
kind-sample = Sampel
kind-rework = Diolah ulang
kind-initial = Stok awal
kind-reversal = Pembatalan

## Dari mana kita tahu

evidence-scanned = dipindai
evidence-weighed = ditimbang
evidence-typed = diketik
evidence-chosen = dipilih
evidence-counted = dihitung
evidence-backflushed = dipotong otomatis
evidence-converted = dikonversi
evidence-imported = diimpor
evidence-api = oleh program
evidence-derived = dari buku

## Alasan

reason-book-was-short = Buku kurang
reason-not-delivered = Tak dikirim
reason-broken = Pecah atau rusak
reason-wrong-item = Salah barang
reason-out-at-supplier = Kosong di pemasok
reason-counted-again = Hitung ulang
reason-more-delivered = Dikirim lebih
reason-other = Lainnya
reason-leaking = Bocor
reason-pest = Hama
reason-warm = Suhu terlalu panas
reason-expired = Kedaluwarsa
reason-not-booked-in = Belum dicatat masuk
reason-not-booked-out = Belum dicatat keluar
reason-wrong-place = Salah tempat
reason-wrong-lot = Salah lot
reason-wrong-unit = Salah satuan
reason-could-not-find = Tak ditemukan
reason-worked-on-paper = Dicatat di kertas
reason-no-room-elsewhere = Tempat lain penuh
reason-for-a-short-time = Hanya sebentar
reason-packed-tight = Tertutup rapat
reason-no-power = Listrik padam
reason-undone = Dibatalkan
## Kelas simpan: jenis barangnya

storage-dry = kering
storage-chilled = dingin
storage-frozen = beku
storage-chemical = kimia
storage-packaging = kemasan

## Barcode perintah

command-undo = URUNGKAN
command-done = SELESAI
command-cancel = BATAL
command-choose = PILIH
command-park = SIMPAN DULU
command-reprint = CETAK ULANG
command-enter = MASUKKAN
command-hold = TAHAN
command-no-lot = TANPA LOT
command-no-date = TANPA TANGGAL
command-help = BANTUAN
command-where = DI MANA
command-info = INFO
command-switch-user = GANTI ORANG
command-lock = KUNCI
command-report-problem = LAPORKAN MASALAH
command-receive = TERIMA
command-move = PINDAH
command-adjust = KOREKSI
command-count = HITUNG
command-point = KOMA
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

## Penolakan: tidak ada yang ditulis

refusal-needs-badge = Belum ada yang masuk di sini. Tidak ada yang dicatat. Pindai kartu Anda, lalu pindai lagi.
refusal-unknown-badge = Kartu ini tidak dikenal di sini. Tidak ada yang dicatat. Minta kartu stasiun ini kepada kepala regu.
refusal-not-allowed = { $operator } tidak boleh melakukan ini. Tidak ada yang dicatat. Minta kepala regu melakukannya, atau memindai kartunya.
refusal-stale-screen = Layar sudah berubah sebelum disentuh. Tidak ada yang dicatat. Lihat lagi, lalu sentuh lagi.
refusal-unknown-code = Kode ini belum dikenal: { $code }. Tidak ada yang dicatat. Simpan dulu dan lanjut, atau beri nama sekarang.
refusal-unknown-location = Tidak ada tempat dengan kode { $code }. Tidak ada yang dicatat. Pindai label raknya.
refusal-wrong-check-digit = Kode ini salah baca atau salah cetak: { $code } seharusnya berakhir { $expected }. Tidak ada yang dicatat. Pindai lagi.
refusal-bad-gs1 = Kode { $code } salah mulai huruf ke-{ $at }, di bagian { $part }: “{ $found }”, seharusnya { $expected }. Tidak ada yang dicatat. Pindai label lain pada barang, atau ketik lot dan tanggalnya.
refusal-gs1-empty = Kode ini menyebut dirinya GS1 tetapi kosong. Tidak ada yang dicatat. Pindai label lain pada barang.
refusal-gs1-separator = Dalam { $code } ada dua tanda pisah berturut-turut di huruf ke-{ $at }. Labelnya salah dibuat; tidak ada yang dicatat. Pindai label lain, atau ketik lot dan tanggalnya.
refusal-gs1-unknown = GS1 tidak punya bagian yang mulai dengan “{ $part }”, huruf ke-{ $at } dari { $code }. Tidak ada yang dicatat. Pindai label lain, atau ketik lot dan tanggalnya.
refusal-gs1-too-short = Bagian { $part } dari { $code } berakhir terlalu cepat, di huruf ke-{ $at }: { $found } huruf, seharusnya { $expected }. Tidak ada yang dicatat. Pindai lagi; kalau tetap begitu, ketik lot dan tanggalnya.
refusal-gs1-too-long = Bagian { $part } dari { $code } terlalu panjang mulai huruf ke-{ $at }: { $found } huruf, paling banyak { $expected }. Tidak ada yang dicatat. Kalau pemindai menghilangkan tanda, beri tahu kepala regu; kalau tidak, ketik lot dan tanggalnya.
refusal-gs1-excluded = Dalam { $code } bagian { $part } (huruf ke-{ $at }) tidak boleh bersama ({ $other }). Labelnya salah dibuat; tidak ada yang dicatat. Ketik yang tercetak, dan beri tahu kepala regu.
refusal-gs1-repeated = Kode { $code } menyebut dua hal: { $part } di huruf ke-{ $at }, dan { $other } sebelumnya. Tidak ada yang dicatat. Lihat barangnya dan ketik yang benar.
refusal-gs1-alone = Bagian { $part } dari { $code } tidak berarti sendirian: harus bersama salah satu dari { $needs }. Tidak ada yang dicatat. Pindai juga kode lain pada label itu.
refusal-separator-lost = Pemindai menghilangkan tanda dalam { $part } (mulai huruf ke-{ $at }), sehingga kode ini bisa berarti: { $readings }. Tidak ada yang dicatat. Beri tahu kepala regu bahwa pemindai harus mengirim GS; sementara itu ketik lot dan tanggalnya.
refusal-wrong-verifier = Kode timbangan { $code } salah baca atau salah cetak: huruf ke-{ $at } adalah { $found }, seharusnya { $expected }. Tidak ada yang dicatat. Pindai lagi, atau timbang lagi.
refusal-parts-differ = Kedua kode ini bukan dari satu barang: { $title } adalah { $first } pada yang satu dan { $second } pada yang lain. Kode kedua tidak diambil. Pindai kode dari satu label, atau mulai lagi dengan yang kedua.
refusal-parts-other-pack = Kedua kode ini dari dua kemasan satu produk: { $first } dan { $second }. Kode kedua tidak diambil. Pindai kode kemasan yang Anda pegang.
refusal-parts-exclude = { $title } tidak bisa dari barang yang sama dengan { $other }. Kode kedua tidak diambil. Pindai kode dari satu label, atau mulai lagi dengan yang kedua.
refusal-parts-late = Label belum lengkap: { $missing } tidak datang dalam { $seconds } detik. Tidak ada yang dicatat. Pindai semua kode pada label satu per satu.
refusal-unreadable = Pindaian tiba dalam keadaan rusak. Tidak ada yang dicatat. Pindai lagi.
refusal-too-long = Pindaian itu { $length } huruf; paling banyak { $limit }. Tidak ada yang dicatat. Pindai label satu per satu.
refusal-damaged-own-code = Ini label kita, tetapi salah baca: { $code }. Tidak ada yang dicatat. Pindai lagi, atau cetak yang baru.
refusal-unknown-command = Stasiun ini tidak mengenal perintah { $code }. Tidak ada yang dicatat. Pakai lembar perintah stasiun ini.
refusal-not-here = { $code } tidak berarti apa-apa di langkah ini. Tidak ada yang dicatat. Lihat yang diminta di atas.
refusal-wrong-lot = Lot salah. Diminta: { $wanted }. Dipindai: { $scanned }. Tidak ada yang dicatat.
refusal-lot-date-differs = Lot { $lot } tercatat dengan tanggal { $known }; yang ini { $read }. Tidak ada yang dicatat. Baca kemasannya lagi; kalau memang begitu, panggil kepala regu.
refusal-lot-of-several = Beberapa lot memakai kode { $lot }: { $several }. Tidak ada yang dicatat. Pilih lotnya, atau baca juga tanggalnya.
refusal-bad-certificate = “{ $text }” bukan alamat https dan bukan nama berkas, atau lebih dari { $limit } karakter. Tidak ada yang diubah. Beri alamat sertifikat atau nama berkasnya.
refusal-bad-date = “{ $text }” bukan tanggal. Tidak ada yang dicatat. Pilih lagi hari, bulan, dan tahunnya.
refusal-bad-lot = “{ $text }” tidak bisa jadi kode lot. Tidak ada yang dicatat. Ketik seperti yang tercetak.
refusal-not-a-number = “{ $text }” bukan angka. Tidak ada yang dicatat. Ketik lagi.
refusal-looks-like-a-code = { $text } seperti kode, bukan jumlah barang. Tidak ada yang dicatat. Pindai kodenya, atau ketik lagi jumlahnya.
refusal-too-fine = { $text } terlalu rinci untuk barang ini. Tidak ada yang dicatat. { $decimals ->
    [0] Pakai bilangan bulat.
   *[other] Pakai paling banyak { $decimals } angka di belakang koma.
}
refusal-too-large = Angka itu terlalu besar, tidak mungkin benar. Tidak ada yang dicatat. Ketik lagi.
refusal-not-positive = Jumlahnya harus lebih dari nol. Tidak ada yang dicatat. Ketik lagi.
refusal-negative-count = Hasil hitung tidak bisa di bawah nol. Tidak ada yang dicatat. Ketik yang Anda lihat.
refusal-gross-below-tare = Timbangan menunjukkan { $gross } dengan kratnya, padahal { $crate_code } kosong beratnya { $tare }. Tidak ada yang dicatat. Timbang lagi, atau ketik berat barangnya saja.
refusal-no-tare = Berat kosong { $location } belum diketahui. Tidak ada yang dicatat. Ketik berat barangnya saja.
refusal-not-by-weight = { $item } dihitung dalam { $unit }, bukan ditimbang. Tidak ada yang dicatat. Ketik berapa banyak.
refusal-nothing-here = Menurut buku tidak ada { $item } di { $location }. Tidak ada yang dicatat. Pindai tempat asalnya, atau hitung tempat ini.
refusal-not-enough = { $location } berisi { $there }, bukan { $wanted }. Tidak ada yang dicatat. Ubah jumlahnya, atau hitung tempatnya.
refusal-same-place = Barangnya sudah di { $location }. Tidak ada yang dicatat. Pindai tempat lain.
refusal-not-a-place-for-stock = { $location } bukan tempat menaruh barang. Tidak ada yang dicatat. Pindai rak atau krat.
refusal-other-owner = Barang ini milik pemilik lain. Tidak ada yang dicatat. Minta orang yang bekerja untuk pemilik itu.
refusal-nothing-to-undo = Tidak ada catatan Anda yang bisa dibatalkan di sini. Tidak ada yang berubah. Catatan lama dibatalkan lewat riwayat.
refusal-already-undone = Ini sudah pernah dibatalkan. Tidak ada yang berubah.
refusal-goods-moved-on = { $item } sudah berpindah: { $location } berisi { $there }, padahal perlu { $needed } untuk membatalkan. Tidak ada yang berubah. Kembalikan dulu barangnya, atau koreksi.
refusal-nothing-to-do = Belum ada yang bisa diselesaikan. Tidak ada yang dicatat. Pindai sesuatu dulu.
refusal-still-missing = Masih ada yang kurang. Belum ada yang dicatat. Jawab yang diminta di atas.
refusal-number-not-entered = Angka di layar belum dimasukkan. Belum ada yang dicatat. Masukkan dengan tombol besar, atau tinggalkan dengan Kembali.
refusal-source-first = { $item } ada di beberapa tempat. Tidak ada yang dicatat. Pindai tempat asalnya.
refusal-finish-first = { $item } masih di tangan. Pindaian baru tidak dicatat. Selesaikan atau kembalikan dulu, lalu pindai lagi.
refusal-not-now = Perintah “{ $command }” tidak berarti apa-apa di langkah ini. Tidak ada yang dicatat. Lihat yang diminta di atas.
refusal-operation-reused = Ini pernah dikirim dengan isi lain. Tidak ada yang dicatat dua kali. Panggil kepala regu.
refusal-document-done = { $document } sudah selesai. Tidak ada yang dicatat. Terima barangnya tanpa PO, atau tanya kantor.
refusal-unknown-document = Tidak ada PO terbuka bernomor { $document }. Tidak ada yang dicatat. Lanjut tanpa PO; kantor memasangkannya nanti.
refusal-serial-is-elsewhere = Menurut buku, nomor seri { $serial } ada di { $location }. Tidak ada yang dicatat. Baca nomornya lagi; kalau benar, panggil kepala regu.
refusal-serial-is-nowhere = Menurut buku, nomor seri { $serial } tidak ada di mana pun. Tidak ada yang dicatat. Baca nomornya lagi; kalau benar, terima barangnya atau hitung di tempatnya.
refusal-serial-needs-one = Satu nomor seri berarti satu buah. Tidak ada yang dicatat. Masukkan 1, atau pindai satu per satu.
refusal-too-many-waiting = Sudah { $count } pindaian menunggu. Yang ini tidak diambil. Jawab pertanyaan di layar, lalu pindai lagi.
refusal-lot-expired = Lot { $lot } habis { $last_good_day }. Tidak ada yang dicatat. Jangan dipakai: taruh di rak tahan.
refusal-lot-on-hold = Lot { $lot } sedang ditahan. Tidak ada yang dicatat. Biarkan di tempatnya dan tanya kepala regu.
refusal-not-free = Diminta { $wanted } { $item }; yang bebas { $free }. Tidak ada yang dialokasikan. Kurangi, atau tunggu kiriman berikutnya.
refusal-not-free-held = Diminta { $wanted } { $item }; yang bebas { $free }. { $held } ditahan untuk { $holder }{ $others ->
    [0] .
   *[other] , ada lagi untuk { $others } lainnya.
} Tidak ada yang dialokasikan. Kurangi, atau tanya kepala regu.
refusal-not-free-until = Diminta { $wanted } { $item }; yang bebas { $free }. { $held } ditahan untuk { $holder } sampai { $until }{ $others ->
    [0] .
   *[other] , ada lagi untuk { $others } lainnya.
} Tidak ada yang dialokasikan. Kurangi, atau tunggu.
refusal-unknown-reservation = Alokasi itu tidak ada. Tidak ada yang berubah. Alokasikan lagi.
refusal-too-many-files = Terlalu banyak berkas menunggu, yang lain belum diterima. Tidak ada yang dimasukkan. Coba lagi beberapa menit lagi.
refusal-part-of-import = { $number } bagian dari daftar { $file }, yang hanya bisa dibatalkan seluruhnya. Tidak ada yang dibatalkan. Minta kepala regu membatalkan impornya.
refusal-reservation-ended = Alokasi ini sudah selesai: { $how }. Tidak ada yang berubah. Alokasikan lagi.
refusal-goods-reserved = { $location }: ini mengambil { $wanted } { $item }, yang bebas { $free }. { $held } ditahan untuk { $holder }{ $others ->
    [0] .
refusal-crate-holds-more = Di { $crate_code } ada juga { $inside }, jadi timbangan tidak bisa menunjukkan berat barang ini. Tidak ada yang dicatat. Ketik berat barangnya saja.
refusal-gross-of-what-stays = Dengan { $crate_code } di atasnya, timbangan menunjukkan isinya, bukan yang keluar. Tidak ada yang dicatat. Ketik berat barang yang keluar.
   *[other] , ada lagi untuk { $others } lainnya.
} Tidak ada yang dicatat. Lepas alokasinya dulu, atau kurangi.
refusal-goods-reserved-until = { $location }: ini mengambil { $wanted } { $item }, yang bebas { $free }. { $held } ditahan untuk { $holder } sampai { $until }{ $others ->
    [0] .
   *[other] , ada lagi untuk { $others } lainnya.
} Tidak ada yang dicatat. Tunggu, kurangi, atau tanya kepala regu.
reserved-for-basket = sebuah keranjang
reserved-for-quote = sebuah penawaran
reserved-for-order = sebuah pesanan
reserved-for-manufacturing = produksi
reserved-for-transfer = sebuah transfer
reservation-committed = sudah diambil
reservation-released = sudah dilepas
reservation-expired = waktunya habis
reservation-broken = barangnya sudah tidak ada

## GS1: apa yang seharusnya ada dalam satu bagian

gs1-expects-digits = angka
gs1-expects-set-82 = huruf, angka, atau tanda yang diizinkan GS1
gs1-expects-set-39 = huruf besar, angka, atau salah satu dari # - /
gs1-expects-base64 = huruf, angka, atau salah satu dari - _ =
gs1-expects-check-digit = nomor yang angka terakhirnya angka pemeriksa
gs1-expects-check-letters = nomor model dengan dua huruf pemeriksanya
gs1-expects-company-prefix = awalan perusahaan, empat angka atau lebih
gs1-expects-date-or-month = tanggal sebagai tahun, bulan, hari (dua angka masing-masing, hari 00 untuk sebulan penuh)
gs1-expects-date = tanggal sebagai tahun, bulan, hari (dua angka masing-masing)
gs1-expects-full-date = tanggal sebagai tahun (empat angka), bulan, hari
gs1-expects-hour-minute = waktu sebagai jam dan menit, 0000 sampai 2359
gs1-expects-hour = jam, 00 sampai 23
gs1-expects-sixty = angka dari 00 sampai 59
gs1-expects-country = nomor negara, misalnya 360
gs1-expects-country-or-many = nomor negara, atau 999 untuk beberapa negara
gs1-expects-country-letters = dua huruf negara, misalnya ID
gs1-expects-currency = nomor mata uang, misalnya 360
gs1-expects-piece-of-total = nomor potong dan jumlah semua potong, misalnya 0103
gs1-expects-percent-encoding = dua huruf atau angka (0–9, A–F) di belakang setiap %
gs1-expects-zero = 0
gs1-expects-not-zero = angka di atas nol
gs1-expects-no-leading-zero = angka tanpa nol di depan
gs1-expects-yes-no = 0 atau 1
gs1-expects-winding = 0, 1, atau 9
gs1-expects-hyphen = tanda hubung atau kosong
gs1-expects-latitude = garis lintang, paling banyak 1800000000
gs1-expects-longitude = garis bujur, paling banyak 3600000000
gs1-expects-iban = nomor rekening (IBAN) yang angka pemeriksanya cocok
gs1-expects-medium = jenis media, 01 sampai 10 atau 80 sampai 99
gs1-expects-package-type = jenis kemasan dari daftar GS1, misalnya CT
gs1-expects-coupon = bagian kupon berikutnya
gs1-expects-importer-index = huruf, angka, - atau _
gs1-expects-sex = 0, 1, 2, atau 9
gs1-expects-place-in-sequence = urutan dan jumlahnya, misalnya 1/2
gs1-expects-not-all-digits = nomor yang memuat huruf
gs1-expects-brackets = setiap bagian sebagai (nomor)nilai
gs1-expects-link = alamat web GS1
gs1-expects-link-host = alamat web, misalnya https://id.gs1.org
gs1-expects-link-key = nomor yang menunjuk barang, unit, atau tempat
gs1-expects-link-order = bagian-bagian menurut urutan standar
gs1-expects-link-place = bagian yang boleh di tempat ini dalam alamat web

## Apa yang masih harus dikatakan label berkode banyak

wanted-item = barangnya
wanted-lot = lotnya
wanted-expiry = tanggalnya
wanted-made-on = tanggal produksinya
wanted-serial = nomor serinya
wanted-count = jumlahnya
wanted-weight = beratnya
wanted-unit = nomor palet atau kardusnya

### Flows

prompt-badge = Pindai kartu Anda untuk mulai.
prompt-home = Mau mengerjakan apa? Pilih, atau pindai PO.
prompt-order = Pindai PO, atau barangnya kalau tidak ada PO.
prompt-item = Pindai barangnya.
prompt-item-of-order = { $document }: pindai barang yang datang.
prompt-lot = { $item }: pindai atau ketik lot di kemasan.
prompt-expiry = Lot { $lot }: baik sampai kapan?
prompt-quantity = { $item }: berapa yang datang?
prompt-weigh = { $item }: timbang, lalu hitung potongnya.
prompt-pieces = { $item }: berapa potong?
prompt-delivery-note = Nomor surat jalan
prompt-source = Pindai tempat asal barang, atau kratnya.
prompt-goods = { $location }: pindai barangnya, atau krat yang ditaruh di sini.
prompt-target = Pindai tempat tujuan.
prompt-crate-target = { $crate_code }: pindai tujuan krat, atau barang yang diambil dari krat.
prompt-adjust-mode = Apa yang terjadi dengan stok?
prompt-adjust-place = Pindai tempatnya.
prompt-adjust-quantity = { $item }: berapa?
prompt-reason = Kenapa?
prompt-count-place = Pindai tempat yang dihitung.
prompt-count-item = { $location }: pindai barang yang ada di sini.
prompt-counted = { $item }: berapa hasil hitungnya?
prompt-pick-lot = { $item }: lot yang mana?
prompt-pick-one = { $code } bisa berarti beberapa hal. Yang mana?
prompt-which-lot = { $item }: beberapa lot memakai kode { $code }. Yang mana?
prompt-name-it = { $code } belum dikenal. Ini apa?

said-signed-in = Halo { $operator }.
said-signed-out = Sudah keluar. Pekerjaan tetap di tempatnya; pindai kartu untuk melanjutkan.
said-flow-opened = { $flow }
said-flow-left = Selesai. Yang sudah dicatat tetap tercatat.
said-order-opened = { $document } dari { $partner }.
said-no-order = Belum ada PO untuk kiriman ini. Barang dicatat dan diberi label; kantor memasangkannya nanti. Lanjutkan.
said-in-hand = { $item }: { $quantity }
said-item-read = { $item }
said-lot-read = Lot { $lot }
said-lot-made = Lot { $lot } dibuat. Labelnya dicetak saat dicatat.
said-expiry-read = Baik sampai { $expiry }
said-near-expiry = Lot { $lot } segera habis: { $last_good_day }. Sudah dicatat; pakai ini dulu.
said-quantity-set = { $quantity }
said-tare-taken = { $reading } = { $quantity }
said-digit-taken = { $typed }
said-place-read = { $location }
said-note-taken = Surat jalan { $note }
said-received = { $item }: { $quantity } diterima di { $location }.
said-received-on-hold = { $item }: { $quantity } ditahan di { $location }. Jangan dipakai; kepala regu sudah tahu.
said-received-over = { $item }: { $quantity } diterima, { $excess } di antaranya lebih. Taruh di { $location }; kantor yang memutuskan.
said-line-complete = { $item }: { $quantity } sudah masuk semua.
said-order-complete = { $document } sudah lengkap.
said-stays-open = Sisa { $document } tetap terbuka. Kepala regu sudah tahu alasannya.
said-moved = { $item }: { $quantity } dari { $from } ke { $to }.
said-crate-moved = { $crate_code } ke { $to }, dengan semua isinya.
said-adjusted = { $item } di { $location }: tadi { $before }, sekarang { $after }.
said-count-right = { $item }: terhitung { $counted }, sama dengan catatan.
said-count-posted = { $item }: terhitung { $counted }, di catatan { $book }. Catatan mengikuti hitungan.
said-count-done = { $location } selesai dihitung.
said-undone = { $number } dibatalkan. Barang kembali tercatat di tempat semula.
said-asked = Satu pertanyaan dulu.
said-answered = Lanjutkan.
said-cancelled = Dikembalikan. Tidak ada yang dicatat.
said-choosing = Pilih.
said-unknown = Kode ini belum dikenal. Simpan dulu dan lanjut, atau beri nama sekarang.
said-several = { $code } bisa berarti beberapa hal. Pilih satu.
said-parked = { $code } disimpan di baki. Lanjutkan; nanti ada yang memberi nama.
said-named = Mulai sekarang { $code } adalah { $item }.
said-waits = Disimpan. { $count } pindaian menunggu sampai pertanyaan dijawab.
said-reprinting = Dicetak lagi sebagai salinan { $copy }.
said-stock-of = { $item }: { $quantity } di sini, di { $place_count } tempat.
said-stock-at = { $location }: { $line_count ->
    [0] kosong.
   *[other] { $line_count } baris stok.
  }
said-help = Pindai yang diminta layar. CANCEL mengembalikan, DONE mencatat, UNDO membatalkan catatan terakhir.
said-fault = Ada kesalahan di sistem kami. Pindaian Anda tersimpan dan tidak ada yang dicatat. Pindai lagi; kalau terulang, panggil kepala regu.

question-absurd = { $quantity } { $item }? Di PO { $ordered }. Angkanya benar?
question-over-there = Di vendor { $item } masih tercatat diterima { $undone } yang di sini sudah dibatalkan, jadi { $excess } lebih dari sisa pesanan di sana. Kelebihannya ke rak tahan; kantor membetulkan pesanannya. Kenapa datang?
question-over-there-badge = Di vendor { $item } masih tercatat diterima { $undone } yang di sini sudah dibatalkan, jadi { $excess } lebih dari sisa pesanan di sana: { $reason }. Kepala regu memindai kartunya untuk menerimanya.
question-over = { $item } lebih { $excess } dari pesanan ({ $ordered }). Kelebihannya ke rak tahan. Kenapa datang lebih?
question-not-on-order = { $item } tidak ada di { $document }. Benar datang dengan kiriman ini?
question-expired = Lot ini ({ $lot }) habis { $last_good_day }. Jangan dipakai. Pindahkan ke rak tahan?
question-short-order = { $document }: { $open_count } baris belum lengkap. Sisanya tetap terbuka di PO. Kenapa?
question-note-seen = Surat jalan { $note } sudah pernah diterima ({ $document }). Ini kiriman lain dengan nomor sama?
question-book-short = Di catatan ada { $there } { $item } di { $location }, Anda memegang { $wanted }. Angkanya benar?
question-odd-weight = { $quantity } { $item }? Biasanya satu potong { $usual }. Berat dan jumlah potongnya benar?
question-wrong-storage = { $item } termasuk barang { $storage }, dan { $location } tidak menerimanya. Bawa ke tempat lain, atau sebutkan alasannya ditaruh di sini.
question-allergens-beside = Alergen dipisah di { $location }, dan di sana ada { $other } dengan alergen lain dari { $item }. Bawa { $item } ke tempat lain, atau sebutkan alasannya ditaruh di sini.
question-halal-ended = Sertifikat halal { $certificate } dari { $supplier } untuk { $item } habis { $last_day }. Tahan barangnya sampai yang baru ada?
question-halal-missing = Belum ada sertifikat halal dari { $supplier } untuk { $item }. Tahan barangnya sampai ada?
question-absurd-count = { $counted } { $item }? Di catatan { $book }. Hitungannya benar?
question-count-reason = { $item }: terhitung { $counted }, di catatan { $book }. Kenapa?

do-book = Catat { $quantity }
do-no-order = Tanpa PO
do-finish = Selesai
do-cancel = Batal
do-back = Kembali
do-make-lot = Tidak ada lot
do-none-on-pack = Tidak ada tanggal
do-not-known = Tidak terbaca
do-delivery-note = Surat jalan
do-take-it = Ya, { $quantity }
do-change-number = Ganti angkanya
do-put-on-hold = Tahan
do-not-taken = Kembalikan
do-take-without-order = Ya, ikut datang
do-leave-it = Biarkan
do-other-place = Tempat lain
do-put-here-anyway = Taruh di sini
do-take-anyway = Tetap terima
do-receive-again = Ya, kiriman lain
do-move-anyway = Pindahkan { $quantity }
do-restock = Tambah stok
do-take-out = Keluarkan stok
do-damage = Barang rusak
do-reason = { $reason }
do-stay-here = Tetap di PO ini
do-count-done = Tempat ini selesai
do-park = Simpan di baki
do-sign-out = Keluar

task-book-was-short = Catatan kurang: { $quantity } { $item } ditemukan di { $location }. Periksa apa yang belum dicatat.
task-pieces-differ = { $item } { $lot } di { $location }: di catatan { $quantity }. Hitung berat dan jumlah potongnya di sana.
task-reservation-broken = { $holder }: kurang { $short } { $item } di { $location }, padahal sudah dialokasikan. Cari stok lain, atau beri tahu pelanggan.
task-reservation-replaced = { $holder }: { $quantity } { $item } di { $location } sudah tidak ada. Stok lain dialokasikan sebagai gantinya: ambil dari tempat yang baru.
task-excess = { $document }: { $quantity } { $item } kelebihan ({ $reason }). Sedang ditahan. Disimpan atau dikembalikan?
task-not-on-order = { $quantity } { $item } datang dengan { $document } tetapi tidak ada di sana. Milik PO yang mana?
task-on-hold = { $quantity } { $item }, lot { $lot }, ditahan: sudah kedaluwarsa saat datang.
task-short-receipt = { $document } datang kurang ({ $reason }). Sisanya tetap terbuka.
task-receipt-undone = Penerimaan { $number } dari { $document } dibatalkan di sini setelah tercatat di vendor. Stok di sana dikoreksi; beri tahu pembelian.

detail-quantity = { $quantity }
detail-lot = Lot { $lot }
detail-until = sampai { $date }
detail-no-date = tanpa tanggal di kemasan
detail-date-not-known = tanggal belum diketahui: baca di kemasan
detail-at = di { $location }
detail-sku = { $sku }
detail-partner = { $partner }
detail-open = { $quantity } terbuka
detail-pack = { $name } isi { $factor }

booked-receive = { $quantity } { $item } { $lot } → { $to }
booked-move = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-adjust = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-count = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-damage = { $quantity } { $item } { $lot }: { $from } → { $to }
booked-initial = { $quantity } { $item } { $lot } → { $to }
booked-reversal = Dibatalkan: { $quantity } { $item } { $lot } { $from } → { $to }

expiry-none-printed = tanpa tanggal
expiry-not-known = tanggal belum diketahui

fault-disk-full = Disk penuh, jadi ini tidak tercatat. Yang sudah dicatat aman. Kosongkan ruang, lalu pindai lagi.
fault-read-only = Disk tidak bisa ditulis lagi, jadi ini mungkin tidak tercatat. Yang sudah dicatat aman. Biarkan barangnya dan panggil administrator; sesudah dijalankan lagi, layar menunjukkan pindaian terakhir yang masuk.
fault-disk-failing = Disk tidak menjawab, jadi ini mungkin tidak tercatat. Yang sudah dicatat aman. Jangan pindai lagi dulu: jalankan Tallyman lagi, lalu layar menunjukkan pindaian terakhir yang masuk.
fault-damaged = Berkas buku stok rusak, jadi ini tidak tercatat, dan tidak ada lagi yang dicatat. Yang sudah dicatat tetap ada. Jangan memindai di sini; panggil administrator.
fault-ledger-stopped = Buku stok berhenti, jadi ini tidak tercatat. Yang sudah dicatat aman. Jalankan Tallyman lagi, lalu pindai lagi.
fault-not-written = Ini tidak bisa dicatat. Yang sudah dicatat aman. Pindai lagi; kalau terulang, panggil kepala regu.

trouble-settings = Pengaturan tidak dipakai: baris { $line } di station.toml, { $problem }. Pengaturan sebelumnya tetap berlaku.
trouble-settings-unread = Pengaturan tidak dipakai: { $problem }. Pengaturan sebelumnya tetap berlaku.
trouble-setting-needs-restart = { $setting } berlaku saat dijalankan lagi.

print-queued = Menunggu giliran.
print-no-printer = Tidak ada printer untuk label { $role } di tempat ini. Isi di pengaturan.
print-role-lot_label = lot
print-sending = Sedang dikirim.
print-sent = Sudah dikirim; printer belum memastikan.
print-confirmed = Sudah keluar ({ $by }).
print-trouble = Menunggu: { $trouble }. Lanjut sendiri.
print-unknown = Belum pasti keluar atau tidak: { $doubt }. Lihat dulu; cetak lagi hanya kalau memang tidak ada.
print-partly-out = { $came_out } dari { $label_count } keluar: { $doubt }. Cetak lagi yang kurang.
print-failed = Tidak tercetak: { $doubt }.
print-not-readable = Isi label tidak terbaca: { $problem }.
confirmed-by-odometer = menurut penghitung printer
confirmed-by-buffer-empty = printer kosong dan sehat
confirmed-by-scanned-back = dipindai kembali
doubt-restarted = stasiun berhenti saat mencetak

device-scanner-ready = Siap memindai.
device-scanner-away = Belum dicolokkan. Colokkan; dikenali sendiri.
device-scanner-lost = Tercabut. Colokkan lagi; tidak ada yang hilang.
device-scanner-no-permission = Tidak diizinkan membukanya. Masukkan pengguna ini ke grup { $group } lalu masuk lagi.
device-scanner-busy = Dipakai program lain. Tutup program itu.
device-scanner-several = Ada beberapa perangkat yang cocok. Sebutkan satu dengan nomor serinya di pengaturan.
device-scanner-fault = { $text }
device-wedge-ready = Pemindai keyboard bisa dipakai di semua layar.
device-printer-ready = Siap mencetak.
device-printer-trouble = { $trouble }
device-printer-not-asked = Belum ditanya.

printer-unreachable = tidak ada sambungan ke printer; periksa listrik, kabel, dan alamatnya
printer-not-allowed = sistem ini tidak mengizinkan stasiun memakai printer; halaman perangkat menunjukkan perintah yang membantu
printer-silent = printer tidak menjawab; lihat panelnya
printer-head-open = kepala cetak terbuka; tutup
printer-paper-out = label habis; pasang gulungan
printer-ribbon-out = pita habis; pasang yang baru
printer-diagnostic-mode = printer dalam mode diagnosa; matikan lalu nyalakan
printer-memory-lost = pengaturan printer hilang; panggil administrator
printer-too-hot = kepala cetak terlalu panas; tunggu sebentar
printer-too-cold = kepala cetak terlalu dingin; tunggu sebentar
printer-paused = printer dijeda; tekan PAUSE di printer
printer-half-format = ada setengah label dari kiriman yang terputus; matikan lalu nyalakan printer
printer-buffer-full = printer penuh; tunggu sebentar
printer-busy = printer masih mencetak yang sebelumnya
printer-label-waiting = ambil label yang menunggu di printer
printer-garbled = jawaban printer tidak masuk akal; periksa baud rate dan pastikan itu printer label
printer-wrong-language = di sana ada printer jenis lain; labelnya digambar dengan cara lain. Atur bahasanya di halaman perangkat
printer-cover-open = tutup printer terbuka; tutup
printer-paper-jam = kertas macet; keluarkan
printer-ink-out = toner atau tinta habis; pasang yang baru
printer-output-full = lembar yang sudah dicetak menghalangi; ambil
printer-cutter-jam = pemotong macet; bersihkan
printer-memory-full = label terlalu besar untuk memori printer; panggil administrator
printer-other-fault = printer melaporkan gangguan; lihat layarnya
printer-takes-no-jobs = printer sedang tidak menerima cetakan; lihat layarnya
doubt-too-old = menunggu terlalu lama, dan label lama tidak boleh keluar tiba-tiba
doubt-line-broke = sambungan putus saat dikirim
doubt-silence = printer tidak menjawab lagi
doubt-partly-printed = yang keluar kurang dari yang diminta
doubt-counter-moved = ada yang lain mencetak di sana, atau penghitungnya disetel ulang
doubt-stuck = printer tidak melaporkan masalah, tetapi tidak bergerak
doubt-interrupted = stasiun berhenti saat mengirim
doubt-no-answers = printer ini tidak memberi jawaban
doubt-power-lost = printer mati atau terputus saat mencetak
doubt-mended = printer berhenti di tengah label dan tidak memberi tahu apakah label itu dicetak ulang
doubt-swapped = printer lain berdiri di tempatnya
doubt-not-seen = printer tidak pernah terlihat mencetaknya
label-not-in-doubt = Tidak ada label yang diragukan. Lanjutkan mencetak.
label-too-early = Label { $last_good } bukan yang terakhir: label { $last_confirmed } keluar sesudahnya. Pindai label bagus terakhir di gulungan.
label-never-sent = Label { $last_good } tidak pernah dikirim dari sini; yang terakhir mungkin keluar adalah { $last_sent }. Pindai label bagus terakhir di gulungan.
detect-nothing-came = Tidak ada yang masuk dari pemindai. Periksa kabelnya lalu pindai kodenya lagi.
detect-not-the-test-code = Itu bukan kode uji, atau pemindai disetel ke papan ketik yang tidak dikenal di sini. Pindai kode di layar ini.
gs-kept = Kode dengan beberapa isian terbaca utuh.
gs-function-key = Pemindai mengirim tombol fungsi di antara isian; mulai sekarang ini dimengerti.
gs-substitute = Pemindai mengirim “{ $sign }” di antara isian; mulai sekarang ini dimengerti.
gs-lost = Pemindai membuang tanda di antara isian, jadi kode dengan beberapa isian tidak terbaca. Setel pemindai agar mengirimnya.
keyboard-united-states = Amerika Serikat
keyboard-united-kingdom = Inggris
keyboard-germany = Jerman (QWERTZ)
keyboard-france = Prancis (AZERTY)
keyboard-spain = Spanyol
keyboard-japan = Jepang
permission-serial = Sistem ini tidak mengizinkan stasiun memakai port itu. Di terminal: { $command } – lalu masuk lagi.
permission-usb-printer = Sistem ini tidak mengizinkan stasiun memakai printer USB itu. Di terminal: { $command } – lalu masuk lagi.
permission-keyboard = Sistem ini tidak mengizinkan stasiun memegang pemindai itu sendiri. Di terminal: { $command } – lalu masuk lagi.

label-does-not-fit = Label tidak dicetak: { $field } “{ $text }” tidak muat di { $media }. Pakai label lebih besar atau teks lebih pendek.
label-no-letters = Label tidak dicetak: { $field } “{ $text }” memuat huruf yang tidak ada di printer ({ $letters }). Ganti teksnya.
label-bad-gtin = Label tidak dicetak: { $gtin } bukan GTIN yang benar. Perbaiki di barangnya.
label-not-for-bars = Label tidak dicetak: { $field } “{ $text }” tidak bisa menjadi barcode. Pakai huruf dan angka biasa.
label-bad-media = Label tidak dicetak: label { $media } dengan { $dots_per_mm } titik per milimeter tidak bisa digambar. Perbaiki pengaturan printer.
label-not-shown = Pratinjau tidak bisa menampilkan { $what }; labelnya sendiri tidak terpengaruh.

# Templat label, dan yang wajib menurut pasar
label-field-missing = Label tidak dicetak: { $field } tidak diketahui untuk barang ini. Isi dulu, atau pakai templat lain.
label-words = Label tidak dicetak: kata-kata templat tidak bisa disusun ({ $problem }). Beri tahu pengurus templat.
label-text-does-not-fit = Label tidak dicetak: “{ $text }” tidak muat di { $width_mm } × { $height_mm } mm, juga dengan huruf { $letters_mm } mm. Pendekkan, atau pakai label lebih besar.
label-letters-missing = Label tidak dicetak: tidak ada fon yang punya huruf { $letters } dari “{ $text }”. Taruh fon yang punya di folder fon, atau ganti teksnya.
label-code-does-not-fit = Label tidak dicetak: barcode { $code } dari { $data } tidak muat di { $width_mm } × { $height_mm } mm dengan garis { $module_mm } mm. Pakai label lebih besar atau data lebih pendek.
label-no-picture = Label tidak dicetak: gambar { $name } tidak ada. Taruh di folder gambar.
label-bad-picture = Label tidak dicetak: gambar { $name } tidak bisa dipakai. Simpan sebagai PNG, lebar dan tinggi paling banyak 4096 titik.
label-bad-font = Fon { $name } tidak bisa dipakai; label memakai fon lain. Pakai berkas TTF atau OTF.
label-bad-market = Tabel fakta wajib tidak bisa dipakai: { $problem }. Tabel sebelumnya tetap berlaku. Betulkan berkasnya.
label-wrong-market = Label tidak dicetak: label ini untuk { $wanted }, faktanya untuk { $given }. Pilih fakta untuk pasar itu.
label-fact-missing = Label tidak dicetak: { $market } mewajibkan { $fact }, dan itu belum diisi. Isi di fakta label, lalu minta persetujuan.
label-facts-draft = Label tidak dicetak: fakta label versi { $version } belum disetujui. Minta persetujuan.
label-facts-not-yet = Label tidak dicetak: fakta label versi { $version } berlaku mulai { $day }. Pakai versi yang berlaku hari ini.
label-facts-no-longer = Label tidak dicetak: fakta label versi { $version } berlaku sampai { $day }. Pakai versi yang berlaku hari ini.
label-permit-lapsed = Label tidak dicetak: izin { $number } berakhir { $day }. Berhenti, dan beri tahu kantor.
label-certificate-lapsed = Label tidak dicetak: sertifikat halal { $number } berakhir { $day }. Berhenti, dan beri tahu kantor.
label-too-coarse = Label tidak dicetak: perlu { $least_dpi } dpi, printer ini { $dpi } dpi. Cetak di printer yang lebih halus.
label-wrong-stock = Label tidak dicetak: harus di { $wanted }, yang terpasang { $loaded }. Ganti rol.
label-wrong-size = Label tidak dicetak: ukurannya { $wanted }, yang terpasang { $loaded }. Ganti rol, atau pakai templat untuk ukuran ini.
label-wider-than-head = Label tidak dicetak: lebarnya { $width_mm } mm, printer hanya sampai { $head_mm } mm. Cetak di printer yang lebih lebar.
label-not-scanned = Barcode { $code } dari { $data } tidak terbaca di gambar kita sendiri. Tidak ada yang dicetak. Perbesar di templat.
template-frame = Baris { $line }, kolom { $column }: berkas tidak terbaca di sini ({ $problem }). Templat sebelumnya tetap dipakai.
template-words = Baris { $line }, kolom { $column }: kata-katanya tidak terbaca ({ $problem }). Templat sebelumnya tetap dipakai.
template-unknown-field = Baris { $line }, kolom { $column }: tidak ada isian { $name }. { $nearest ->
    [none] Lihat daftar isian.
   *[other] Maksudnya { $nearest }?
 }
template-unknown-language = Baris { $line }, kolom { $column }: tidak ada bahasa { $name }. Tulis en atau id.
template-unknown-market = Baris { $line }, kolom { $column }: tidak ada pasar { $name } di tabel fakta wajib.
template-words-missing = Baris { $line }, kolom { $column }: kata { $name } tidak ada dalam { $language }.
template-unknown-dpi = Baris { $line }, kolom { $column }: label digambar pada 203, 300 atau 600 dpi, bukan { $dpi }.
template-out-of-range = Baris { $line }, kolom { $column }: { $name } bernilai { $value }; harus antara { $least } dan { $most }.
template-outside-media = Baris { $line }, kolom { $column }: ini sampai { $right_mm } × { $foot_mm } mm, labelnya { $width_mm } × { $height_mm } mm. Pindahkan, atau perkecil.
template-outside-window = Baris { $line }, kolom { $column }: ini keluar dari jendela kosong label pracetak. Pindahkan ke dalam.
template-letters-too-small = Baris { $line }, kolom { $column }: huruf kecil jadi setinggi { $is_mm } mm; wajib paling sedikit { $least_mm } mm.
template-fact-not-shown = Baris { $line }, kolom { $column }: { $market } mewajibkan { $fact }, dan tidak ada di label.
template-drawing = Baris { $line }, kolom { $column }: dicoba dengan data contoh pada { $dpi } dpi, bagian ini ditolak.
fact-legal-name = nama resmi
fact-trade-name = nama dagang
fact-ingredients = daftar bahan
fact-allergens = kalimat alergen
fact-shared-equipment = keterangan peralatan bersama
fact-net-content = isi bersih
fact-maker-name = nama produsen
fact-maker-address = alamat produsen
fact-importer-name = nama importir
fact-importer-address = alamat importir
fact-origin = asal bahan
fact-permit-number = nomor izin
fact-halal-number = nomor sertifikat halal
fact-storage = petunjuk simpan
fact-date-words = kata sebelum tanggal
fact-date-format = bentuk tanggal
fact-code-words = kata sebelum kode produksi
fact-halal-picture = logo halal
fact-nutrition-picture = tabel gizi
fact-authority-picture = kode 2D BPOM
field-item-name = nama barang
field-sku = SKU
field-gtin = GTIN
field-lot = lot
field-expiry = tanggal
field-quantity = jumlah
field-document = dokumen
field-location = tempat
field-received-on = hari diterima
field-station = stasiun
field-job-code = kode label
field-copy = nomor salinan
field-title = judul
field-code = kode

why-waiting = Menunggu giliran.
why-waiting-for-network = Tidak ada sambungan ke { $vendor }. Pekerjaan aman di sini; terkirim sendiri saat sambungan kembali.
why-behind = Menunggu yang sebelumnya dari dokumen yang sama.
why-sending = Sedang dikirim.
why-unclear = { $vendor } tidak menjawab. Kami lihat dulu di sana, baru kirim lagi kalau memang belum ada. Tidak ada yang dobel.
why-not-there-yet = { $vendor } belum menampilkannya. Kami lihat lagi sebelum mengirim. Tidak ada yang dobel.
why-retry-later = { $vendor } sedang bermasalah ({ $status }). Kami coba lagi sendiri.
why-too-many-calls = { $vendor } meminta kami lebih pelan. Lanjut sendiri.
why-rejected = { $vendor } menolak: { $words }. Perbaiki di sana, lalu kirim lagi.
why-exhausted = { $vendor } gagal { $count } kali. Barang sudah tercatat di sini. Minta pengelola memeriksa { $vendor }, lalu kirim lagi.
why-office-first = Di sini { $here } pukul { $at } oleh { $operator }; di { $vendor } sudah diterima { $there } ({ $there_at }), tinggal { $left }. Apakah kiriman yang sama? Kalau ya, sisihkan punya kita. Tidak ada yang dikirim.
why-item-not-linked = { $item } belum ada di { $vendor }. Barang sudah tercatat di sini. Buat atau hubungkan di sana, lalu kirim lagi.
why-unit-not-known = { $vendor } menghitung { $item } dalam “{ $unit }”, tidak bisa diubah ke satuan kita. Barang sudah tercatat di sini. Betulkan satuannya, lalu kirim lagi.
why-place-not-linked = { $place } belum punya lokasi di { $vendor }. Barang sudah tercatat di sini. Hubungkan, lalu kirim lagi.
why-order-not-there = { $vendor } tidak punya PO ini lagi. Barang sudah tercatat di sini; tanya bagian pembelian.
why-not-let-in = { $vendor } tidak menerima kunci kami. Semua aman di sini; administrator memasukkan kunci baru.
why-reading-only = Hanya membaca: { $vendor } tidak diberi tahu sampai administrator menyalakan pengiriman.
why-set-aside = Disisihkan oleh { $operator }: tidak ada yang dikirim.
why-nothing-owed = Tidak ada yang perlu disampaikan ke { $vendor }.
why-withdrawn = Dibatalkan sebelum sampai di { $vendor }: tidak ada yang dikirim.
why-done = { $vendor } sudah menerimanya.
why-stale = Angka dari { $vendor } lebih tua dari seharusnya.
why-never-read = Belum ada yang dibaca dari { $vendor }.

said-pack-read = { $item }: { $packs } = { $quantity }
said-expired-in-hand = { $item }: { $quantity }, tetapi lot { $lot } habis { $last_good_day }. Jangan dipakai; pindahkan ke rak tahan.
said-held-in-hand = { $item }: { $quantity }, tetapi lot { $lot } sedang ditahan. Jangan dipakai; hanya boleh dipindah.
said-received-on-line = { $item }: { $quantity } diterima di { $location }. { $done } dari { $wanted } sudah masuk.
said-count-kept = { $item }: terhitung { $counted }, di catatan { $book }. Catatan tidak diubah; kepala regu akan memeriksa.
said-typing = Ketik.
said-typing-number = Ketik angkanya lalu masukkan. Pindaian menunggu sampai itu.
question-other-supplier = Lot { $lot } tercatat dari { $known }, yang ini dari { $supplier }. Ini lot kedua dengan kode sama?
question-other-date = Lot { $lot } tercatat dengan tanggal { $known }; yang ini { $read }. Salah ketik, atau lot kedua dengan kode sama?
do-type-it = Ketik
do-search = Cari
do-second-lot = Ya, lot kedua
do-known-date = Salah ketik: tertulis { $known }
task-count-difference = { $item }, lot { $lot }, di { $location }: { $operator } menghitung { $counted }, di catatan { $book } ({ $reason }). Hitung ulang atau terima hitungannya.
task-scan-not-taken = { $count ->
    [1] Pindaian yang menunggu di { $seat } tidak diterima: { $code }, dipindai oleh { $operator }. Cari barangnya dan pindai lagi.
   *[other] { $count } pindaian yang menunggu di { $seat } tidak diterima: { $code }, dipindai oleh { $operator }. Cari barangnya dan pindai lagi satu per satu.
  }
booked-crate = { $crate_code }: { $from } → { $to }
refusal-counted-since = { $item } di { $location } sudah dihitung sesudah itu: { $counted }, oleh { $operator }, { $at }. Tidak ada yang berubah. Batalkan hitungan itu dulu, atau hitung lagi.
refusal-count-is-open = { $item } di { $location } dihitung oleh { $operator } pada { $at }, dan hitungannya belum selesai. Tidak ada yang dibatalkan. Selesaikan dulu hitungannya, atau pindahkan barangnya kembali.
refusal-crate-moved-on = { $crate_code } sudah pindah ke { $location }. Tidak ada yang berubah. Kembalikan dulu.
refusal-crate-cannot-go = { $crate_code } tidak bisa ditaruh di { $location }. Tidak ada yang dicatat. Pindai tempat lain.
refusal-too-many-crates = Paling banyak { $limit } krat sekaligus. Yang ini tidak diambil. Pindai tujuan krat yang lain dulu, lalu lanjut.
refusal-place-first = Belum jelas { $item } yang mana. Tidak ada yang dicatat. Pindai tempatnya dulu.
text-search-item = Nama atau SKU barang
http-no-caller = Stasiun tidak tahu siapa yang meminta. Tidak ada yang dicatat. Buka tautan pemasangan, atau kirim token.
http-not-allowed = Token ini tidak boleh melakukan itu ({ $scope }). Tidak ada yang dicatat. Tanya administrator.
http-other-seat = Layar ini bukan milik tempat kerja { $seat }. Tidak ada yang dicatat. Buka halaman tempat kerja itu.
http-other-owner = Akses ini hanya untuk barang satu pemilik, dan ini bukan termasuk. Tidak ada yang dicatat. Minta akses yang mencakupnya.
http-wrong-host = Alamat { $host } bukan alamat stasiun ini. Tidak ada yang dicatat. Pakai alamat yang dicetak stasiun.
http-wrong-origin = Halaman dari { $origin } tidak boleh berbicara dengan stasiun ini. Tidak ada yang dicatat. Buka halaman stasiun sendiri.
http-not-found = Tidak ada { $what } di sini. Tidak ada yang berubah.
http-wrong-method = Alamat ini tidak bisa diminta dengan cara itu. Tidak ada yang berubah.
http-not-json = Permintaan bukan JSON. Tidak ada yang dicatat. Perbaiki program pengirimnya.
http-too-large = Permintaan lebih dari { $limit } byte. Tidak ada yang dicatat. Kirim lebih sedikit sekaligus.
http-bad-request = Permintaan tidak terbaca: { $problem }. Tidak ada yang dicatat.
http-bad-field = { $field } tidak terbaca: { $problem }. Tidak ada yang dicatat.
http-key-missing = Idempotency-Key tidak ada. Tidak ada yang dicatat. Kirim UUID pada setiap penulisan.
http-key-reused = Idempotency-Key ini pernah dipakai dengan isi lain. Tidak ada yang dicatat dua kali. Kirim yang baru.
http-needs-operator = Belum disebut siapa yang melakukannya. Tidak ada yang dicatat. Sebutkan operatornya.
http-needs-answer = Ada pertanyaan yang belum dijawab: { $question } Tidak ada yang dicatat. Kirim jawabannya di antara masukan.
http-no-window = Stasiun ini tidak punya jendela. Tidak ada yang berubah.
http-too-many-tries = Terlalu banyak percobaan salah dari sini. Tidak ada yang dicatat. Tunggu { $seconds } detik, lalu pakai kartu, tautan, atau token yang benar.
http-pairing-over = Tautan ini sudah dipakai atau terlalu lama. Tidak ada yang berubah. Minta yang baru kepada stasiun.
http-failed = Gagal karena kesalahan kami. Yang sudah dicatat aman. Coba lagi; kalau terulang, panggil administrator.

delivery-goods-in = +{ $quantity } { $item }
delivery-goods-out = −{ $quantity } { $item }

### Tugas dan baki

refusal-work-is-open = Masih ada pekerjaan lain yang terbuka di sini. Tidak ada yang berubah. Selesaikan atau kembalikan dulu.
refusal-settled-meanwhile = Ini sudah diselesaikan orang lain. Tidak ada yang dicatat dua kali. Lihat daftarnya lagi.
refusal-settle-there = Ini selesai bersama kirimannya. Tidak ada yang berubah. Buka Kiriman data: coba lagi di sana, atau kesampingkan.
refusal-needs-reason = Perlu alasan. Tidak ada yang berubah. Pilih satu, atau tulis dengan kata sendiri.
said-from-tray = { $code }, dari baki. Yang dilakukan sekarang berlaku untuk waktu kode itu dipindai.
said-stays-in-tray = Tetap di baki. Tidak ada yang dicatat.
said-count-taken-up = Hitungan yang ditinggalkan. Pastikan jumlahnya, lalu sebut alasan selisihnya.
said-stays-open-for-tray = { $document } tetap terbuka: { $count } kodenya masih di baki. Beri nama dulu, lalu selesaikan.
question-in-tray = { $document } punya { $count } kode di baki, jadi belum bisa ditutup. Apa itu { $code }?
do-name-it = Beri nama sekarang
do-leave-open = Biarkan terbuka
resolution-booked-since = Yang kurang sudah dicatat
resolution-counted-again = Dihitung ulang: catatan benar
resolution-posted = Hitungan diterima
resolution-kept = Kita simpan
resolution-sent-back = Dikembalikan
resolution-order-found = PO ketemu, kantor yang memasangkan
resolution-written-off = Dihapus dari stok
resolution-stays-on-hold = Tetap ditahan
resolution-comes-later = Sisanya menyusul
resolution-will-not-come = Sisanya tidak datang
resolution-promised-else = Dijanjikan dari stok lain, atau pelanggan sudah tahu
resolution-clock-right = Jamnya benar
resolution-clock-set = Jamnya sudah disetel
resolution-told = Pembelian sudah tahu
resolution-scanned-again = Dipindai ulang
resolution-dropped-again = Berkas sudah dibetulkan dan dimasukkan
resolution-not-there = Barangnya tidak ada
resolution-not-ours = Bukan milik kita
resolution-misread = Salah baca, tanpa barang
resolution-note = “{ $note }”
desk-tasks = Tugas
tasks-open = Terbuka ({ $count })
tasks-tray = Baki ({ $count })
tasks-settled = Selesai
tasks-empty = Tidak ada yang perlu orang
tasks-empty-detail = Yang harus diputuskan seseorang tampil di sini bersama barangnya.
tasks-settled-empty = Tidak ada yang diselesaikan dalam 30 hari terakhir.
task-since = sejak { $time }
task-for = untuk: { $role }
task-look = Lihat
task-settle = Selesaikan
task-how = Apa yang sudah dilakukan?
task-own-words = Dengan kata sendiri
task-note = Yang dilakukan
task-not-yours = Kartu Anda boleh melihat ini, tidak menyelesaikannya.
task-settled-by = { $operator }, { $time }
task-cleared = hilang sendiri, { $time }
task-way-delivery = Kiriman data
task-way-history = Riwayat barang
task-way-short_receipt = Buka PO-nya
task-way-count_difference = Terima hitungan
severity-urgent = Mendesak
severity-high = Tinggi
severity-medium = Sedang
severity-low = Rendah
task-state-open = Baru
task-state-seen = Sudah dilihat
task-state-settled = Selesai
task-state-self_cleared = Hilang sendiri
tray-name = Beri nama
tray-known = Sudah dikenal: { $item }
tray-book = Catat
tray-clear = Keluarkan
tray-discard = Bukan milik kita
tray-discard-title = Mengapa { $code } keluar dari baki?
tray-lot = Lot { $lot }
tray-home = di layar awal
earlier-tray = Dari baki: { $time }, { $operator }
earlier-count = Dihitung { $time }

prompt-supplier = Siapa yang mengirim? Pilih, atau langsung pindai barangnya.
prompt-supplier-name = Ketik siapa yang mengirim
said-supplier-taken = Dari { $supplier }. Pindai barang pertama.
said-supplier-not-known = Pengirim tidak diketahui. Pindai barang pertama.
do-supplier = Pemasok
do-supplier-not-known = Tidak tahu
text-supplier = Nama pemasok
detail-open-order = { $document } masih terbuka

prompt-serial = { $item }: yang mana? Pindai atau ketik nomor serinya.
prompt-piece = { $item }: ada di sini?
do-piece-here = Ada di sini
do-piece-missing = Tidak ada
said-serial-read = Nomor seri { $serial }
serial-mark = SN
text-serial = Nomor seri, seperti yang tercetak
refusal-bad-serial = “{ $text }” tidak bisa jadi nomor seri. Tidak ada yang dicatat. Ketik seperti yang tercetak.
refusal-serial-not-in-stock = { $item } dengan nomor seri { $serial } tidak ada di buku. Tidak ada yang dicatat. Baca nomornya lagi; kalau benar, terima atau tambahkan dulu ke stok.

prompt-counted-again = { $item }: hitung sekali lagi, dari awal.
said-count-again = { $item }: angka pertama disimpan. Hitung barang yang sama sekali lagi, dari awal.
said-count-after-undoing = Ada perpindahan { $item } yang dibatalkan saat Anda menghitung. Tidak ada yang dicatat. Hitung sekali lagi.
said-count-by-another = { $item }: angka Anda disimpan. Orang lain menghitungnya sekali lagi.
reason-counted-once = baru dihitung sekali, hitungan kedua belum ada
count-again = hitung ulang
do-into-crate = Taruh yang lain ke dalam { $crate_code }
refusal-crate-in-itself = { $crate_code } tidak bisa masuk ke { $location }: { $location } ada di dalam { $crate_code }. Tidak ada yang dicatat. Pindai tempat lain.
refusal-crate-too-deep = { $location } terlalu dalam untuk { $crate_code }: paling banyak { $limit } tempat bertumpuk. Tidak ada yang dicatat. Keluarkan dulu dari wadah lain.
do-undo-crate-only = Krat saja
do-undo-all = Batalkan semua { $count }
question-crate-used-since = { $crate_code } sudah dipakai { $count } kali sejak dipindah. Terbaru dulu: { $newest }. Apa yang dikembalikan?
said-undone-together = { $count } catatan dibatalkan, mulai dari yang terbaru.

prompt-count-what = Apa yang dihitung? Pindai tempat atau barang, atau pilih.
prompt-count-zone = { $location }: pindai tempat yang Anda hitung sekarang.
said-count-noted = { $item }: { $counted } dicatat. Pengelola stok menyetujuinya bersama zonanya.
said-count-opened = Penghitungan { $document } dibuka. Pilih zona yang Anda hitung.
said-zone-entered = { $location }: hitung yang ada di sini. Belum ada yang dibukukan sampai disetujui.
said-zone-counted = { $location } sudah dihitung. { $open_count ->
    [0] Semua sudah ada angkanya.
   *[other] { $open_count } baris tidak dihitung dan tetap seperti semula.
}
said-zone-again = { $location }: { $count } baris selisihnya besar. Hitung sekali lagi, lalu selesaikan zonanya.
said-zone-approved = { $location } disetujui. { $count ->
    [0] Tidak ada selisih.
   *[other] Catatan mengikuti { $count } baris.
}
said-zone-partly = { $location }: catatan mengikuti { $count } baris; { $open_count } lagi harus menunggu. Setujui sekali lagi nanti.
question-zone-reason = { $location }: { $count } baris berbeda dari catatan, { $open_count } tidak dihitung. Kenapa berbeda?
do-count-start = Buka penghitungan
do-count-all = Semua di sini
do-count-due = Paling lama tak dihitung
do-zone-done = Zona ini selesai
do-zone-approve = Setujui
count-zones = Penghitungan terbuka
count-progress = { $done } dari { $total }
count-again-count = { $count } hitung ulang
count-by = oleh { $people }
count-one-item = hanya { $item }
zone-state-open = belum mulai
zone-state-counting = sedang dihitung
zone-state-counted = selesai, menunggu persetujuan
zone-state-recount = harus dihitung ulang
zone-state-approved = disetujui
said-crate-made = Palet baru { $crate_code } di { $location }. Pindai barang di dalamnya.
refusal-crate-used-up = { $crate_code } sudah pernah diisi dan kini kosong: label ini hanya dipakai sekali. Tidak ada yang dicatat. Ambil krat lain atau tempel label baru.
do-came-back = Barang kembali
adjust-return = Barang kembali
prompt-condition = { $item }: mau diapakan?
do-sell-again = Jual lagi
do-write-off = Hapus dari stok
condition-sellable = dijual lagi
condition-quarantine = ditahan
condition-loss = dihapus dari stok
said-returned = { $quantity } { $item } kembali: { $condition } ({ $location }).
booked-return = { $quantity } { $item } { $lot }: { $from } → { $to }


## Menjaga buku: salinan, kerusakan, jam

trouble-ledger-stopped = Tidak ada lagi yang dicatat ({ $why }). Yang sudah dicatat aman. Jalankan Tallyman lagi; kalau berhenti lagi, panggil administrator.
trouble-held-up = Program lain menahan buku sejak { $since }. Pindaian menunggu dan tidak ada yang hilang. Tutup program itu.
date-confirm = Ya, hari ini { $date }
trouble-clock-behind = Jam tertinggal { $by } dari catatan terakhir, jadi tanggal tidak pasti. Pindaian jalan terus. Betulkan jamnya, atau kartu kepala regu menyatakan jamnya benar.
trouble-clock-ahead = Jam lebih maju { $by } dari catatan terakhir, jadi tanggal tidak pasti. Pindaian jalan terus. Apakah sekarang { $clock }? Kartu kepala regu menyatakan ya.
trouble-import-waits = { $file } belum bisa ditulis ke buku. Dicoba lagi setiap menit; yang sudah tertulis tetap ada.
trouble-import-failed = { $file } tidak bisa dimasukkan: { $why }. Periksa berkas dan disk, lalu kirim lagi.
trouble-import-folder = Folder { $folder } tidak bisa dibuka: { $problem }. Berkas di sana menunggu. Lihat [import] di station.toml.
trouble-import-nobody = Tidak ada yang bernama { $operator }, jadi berkas di folder itu menunggu. Lihat [import] di station.toml.
trouble-disk-low = Disk hampir penuh: tinggal { $free }. Pindaian jalan terus. Kosongkan sebagian hari ini.
trouble-no-copy = Tidak ada salinan buku sejak { $since } ({ $why }). Pindaian jalan terus. Panggil administrator.
trouble-never-copied = Belum ada salinan buku ({ $why }). Pindaian jalan terus. Panggil administrator.
task-clock-behind = Jam menunjukkan { $clock }, sebelum catatan terakhir pada { $last }. Betulkan jamnya, atau pindai kartu Anda kalau benar. Periksa tanggal yang dicatat sejak itu.
task-clock-ahead = Jam menunjukkan { $clock }, lebih dari sehari setelah catatan terakhir pada { $last }. Pindai kartu Anda kalau benar, atau betulkan jamnya. Periksa tanggal yang dicatat sejak itu.
task-import-failed = { $file } ditaruh tetapi tidak dimasukkan. Ada di “failed”, laporannya di sebelahnya. Betulkan lalu taruh lagi.
task-restored = Buku dikembalikan ke salinan { $copy }, yang berakhir di { $number } ({ $until }). Yang dicatat sesudahnya tidak ada di buku. Hitung yang berpindah sejak itu, dan periksa kiriman dan label yang meragukan.
doubt-restored = buku dikembalikan ke salinan yang lebih lama
unit-minutes = menit
unit-hours = jam
unit-days = hari

## tallyman doctor: yang ada; dan kalau ada yang harus dilakukan, artinya bagi barang dan apa yang dilakukan

doctor-level-fine = baik
doctor-level-note = catatan
doctor-level-warning = AWAS
doctor-level-wrong = SALAH
doctor-check-engine = Basis data
doctor-check-book = Buku
doctor-check-copies = Salinan
doctor-check-room = Disk
doctor-check-clock = Jam
doctor-check-files = Berkas
doctor-check-secrets = Kunci
doctor-check-settings = Pengaturan
doctor-check-station = Stasiun
doctor-engine-fine = SQLite { $version }
doctor-engine-old = SQLite { $version } terlalu lama.
doctor-engine-old-means = Buku bisa rusak olehnya.
doctor-engine-old-do = Pasang Tallyman yang lebih baru.
doctor-book-whole = Utuh, sampai { $number }
doctor-book-none = Di sini belum ada buku.
doctor-book-none-means = Belum ada barang yang dicatat di stasiun ini.
doctor-book-none-do = Jalankan stasiun, atau sebut foldernya dengan --data.
doctor-book-unsound = Masalahnya: { $what }.
doctor-book-unsound-means = Tidak ada yang bisa dicatat sebelum ini dibetulkan. Isi salinan aman.
doctor-book-unsound-do = Jalankan: tallyman restore { $copy }. Buku yang rusak tetap disimpan.
doctor-book-lost = Masalahnya: { $what }.
doctor-book-lost-means = Tidak ada yang bisa dicatat, dan tidak ditemukan salinan yang baik di sini.
doctor-book-lost-do = Jangan ubah apa pun di folder ini. Cari salinan di disk lain, dan minta bantuan.
doctor-copy-fresh = { $copy }, baik
doctor-copy-not-needed = Belum diperlukan
doctor-copy-old = Salinan terbaru dari { $made }: { $copy }.
doctor-copy-old-means = Kalau disk rusak, yang dicatat sejak itu hilang.
doctor-copy-old-do = Jalankan: tallyman backup. Kalau gagal, alasannya disebutkan.
doctor-copy-none = Tidak ada salinan buku.
doctor-copy-none-means = Kalau disk rusak, semua catatan hilang.
doctor-copy-none-do = Jalankan: tallyman backup. Lebih baik ke disk lain: lihat [backup] di station.toml.
doctor-copy-bad = Salinan terbaru { $copy } tidak baik ({ $what }).
doctor-copy-bad-means = Kalau disk rusak, hanya ada salinan yang lebih lama.
doctor-copy-bad-do = Jalankan: tallyman backup. Kalau gagal juga, disknya mungkin rusak: ganti.
doctor-room-enough = { $free } kosong
doctor-room-low = Ruang disk tinggal { $free }.
doctor-room-low-means = Catatan masih diterima; foto dan salinan sebentar lagi tidak.
doctor-room-low-do = Kosongkan sebagian hari ini, atau pindahkan salinan lama ke disk lain.
doctor-room-gone = Ruang disk tinggal { $free }.
doctor-room-gone-means = Sebentar lagi pindaian tidak bisa dicatat. Yang sudah dicatat aman.
doctor-room-gone-do = Kosongkan sebagian sekarang.
doctor-room-unknown = Disk tidak menyebut sisa ruangnya: { $what }.
doctor-room-unknown-means = Disk bisa penuh tanpa peringatan.
doctor-room-unknown-do = Periksa sendiri sisa ruangnya.
doctor-clock-right = { $clock }
doctor-clock-behind = Jam menunjukkan { $clock }, sebelum catatan terakhir pada { $last }.
doctor-clock-behind-means = Tanggal dan peringatan kedaluwarsa tidak bisa dipercaya. Urutan catatan benar.
doctor-clock-behind-do = Betulkan jam mesin ini.
doctor-clock-ahead = Jam menunjukkan { $clock }, lebih dari sehari setelah catatan terakhir pada { $last }.
doctor-clock-ahead-means = Setelah libur panjang itu benar; kalau tidak, peringatan kedaluwarsa salah.
doctor-clock-ahead-do = Periksa apakah harinya benar, dan betulkan kalau tidak. Kartu kepala regu di stasiun memastikannya.
doctor-clock-quiet = Catatan terakhir dari { $last }; jam menunjukkan { $clock }.
doctor-clock-quiet-means = Lebih dari sehari tidak ada yang dicatat padahal stasiun berjalan.
doctor-clock-quiet-do = Kalau barang memang berpindah, catat dengan Lebih awal.
doctor-files-private = Hanya pengguna ini yang bisa membacanya
doctor-files-open = Orang lain di mesin ini bisa membaca: { $files }
doctor-files-open-means = Stok, orang, dan kunci tidak tertutup.
doctor-files-open-do = Jalankan: chmod -R go= untuk folder data, dan jangan dibagikan.
doctor-files-not-looked-at = Siapa yang boleh membacanya tidak diperiksa di sistem ini.
doctor-files-not-looked-at-means = Orang lain di mesin ini mungkin bisa membaca stok dan kunci.
doctor-files-not-looked-at-do = Simpan folder data di folder pengguna Anda sendiri.
doctor-secrets-none = Tidak ada yang disimpan di sini
doctor-secret-in-file = { $name } ada di berkas; tidak ada keychain yang dipakai.
doctor-secret-in-file-means = Siapa yang bisa membaca berkas pengguna ini bisa membaca kuncinya.
doctor-secret-in-file-do = Enkripsi disk mesin ini, atau berikan kuncinya lewat variabel lingkungan.
doctor-secret-in-variable = Diberikan oleh { $name }
doctor-settings-fine = Dimengerti
doctor-settings-wrong = Tidak dimengerti: { $problem }.
doctor-settings-wrong-means = Stasiun yang berjalan memakai pengaturan sebelumnya; setelah berhenti tidak bisa mulai lagi.
doctor-settings-wrong-do = Betulkan baris itu di station.toml.
doctor-station-runs = Berjalan di { $address }
doctor-station-silent = Ada stasiun yang menyebut alamat { $address }, dan tidak ada yang menjawab.
doctor-station-silent-means = Stasiun itu berhenti tanpa ditutup. Yang sudah dicatat aman.
doctor-station-silent-do = Jalankan lagi.
doctor-station-off = Tidak berjalan; bisa dijalankan
doctor-port-taken = Program lain memakai port { $port }.
doctor-port-taken-means = Stasiun tidak bisa mulai, jadi tidak ada yang bisa dicatat.
doctor-port-taken-do = Tutup program itu, atau atur port lain di bawah [http] di station.toml.

## Files: their columns

column-sku = SKU
column-owner = Pemilik
column-name-en = Nama (Inggris)
column-name-id = Nama (Indonesia)
column-unit = Satuan
column-decimals = Desimal
column-lot-tracked = Per lot
column-serial-tracked = Per nomor seri
column-catch-weight = Berat timbang
column-expiry-rule = Tanggal di kemasan
column-near-expiry-days = Hari hampir kedaluwarsa
column-lot-pattern = Pola lot
column-pictogram = Piktogram
column-allergens = Alergen
column-may-contain = Mungkin mengandung
column-storage-class = Kelas simpan
column-food = Bahan pangan
column-days-after-opening = Hari sesudah dibuka
column-shelf-life = Masa simpan
column-minutes-out = Menit di luar penyimpanan
column-usual-piece = Berat biasa per potong
column-density = Berat jenis
column-density-source = Sumber berat jenis
column-halal-supplier = Pemasok halal
column-halal-certificate = Sertifikat halal
column-halal-until = Halal sampai
column-accepts = Tempat untuk
column-keeps-apart = Memisahkan alergen
column-tare = Tara
column-barcode = Barcode
column-code-kind = Jenis kode
column-pack = Kemasan
column-factor = Isi kemasan
column-lot = Lot
column-maker = Pembuat
column-expiry = Kedaluwarsa
column-made-on = Dibuat
column-lot-status = Status lot
column-second-lot = Lot kedua
column-certificate = Sertifikat
column-location = Lokasi
column-location-name = Nama lokasi
column-location-kind = Jenis lokasi
column-parent = Berada di
column-purpose = Kegunaan
column-quantity = Jumlah
column-pieces = Potong
column-serial = Nomor seri
column-reason = Alasan
column-order = Pesanan
column-supplier = Pemasok
column-expected-on = Diperkirakan tiba
column-order-line = Baris pesanan
column-reserved = Dicadangkan
column-received = Diterima
column-entry = Catatan
column-happened-at = Terjadi
column-recorded-at = Dicatat
column-business-date = Hari
column-movement-kind = Jenis gerakan
column-from = Dari
column-to = Ke
column-evidence = Bukti
column-person = Orang
column-document = Dokumen
column-note = Keterangan
column-line = Baris
column-cell = Sel
column-column = Kolom
column-found = Isinya
column-why = Sebab

## Files: kinds of lists

list-items = Barang
list-barcodes = Barcode
list-lots = Lot
list-locations = Lokasi
list-opening-stock = Stok awal
list-counts = Hitungan
list-purchase-orders = Pesanan pembelian

## Files: what a cell may hold

cell-yes = ya
cell-no = tidak
cell-asked = ditanya
cell-none-printed = tidak tercetak
cell-not-known = tidak diketahui
cell-gtin = GTIN
cell-supplier = kode pemasok
cell-vendor = kode sistem
cell-own = milik sendiri
cell-named-here = diberi nama di sini
cell-released = boleh dipakai
cell-quarantine = ditahan
cell-recalled = ditarik
cell-site = lokasi usaha
cell-zone = zona
cell-bin = rak
cell-container = krat atau palet
cell-store = penyimpanan
cell-dock = dok
cell-hold = tahan
cell-unassigned = belum ada tempat
cell-in-hand = di tangan
cell-days = hari
cell-months = bulan

## Alergen, seperti di label

allergen-gluten = serealia mengandung gluten
allergen-crustaceans = krustasea
allergen-molluscs = moluska
allergen-egg = telur
allergen-fish = ikan
allergen-peanut = kacang tanah
allergen-soy = kedelai
allergen-milk = susu
allergen-tree-nuts = kacang pohon
allergen-sesame = wijen
allergen-sulphite = sulfit

## Files: taken in as a whole, or not

import-checked = { $file } bisa dimasukkan: { $new } baru, { $changed } berubah, { $same } tetap. Belum ada yang ditulis.
import-refused = { $file } tidak dimasukkan: { $lines } baris perlu diperiksa. Tidak ada yang masuk buku. Perbaiki sel di bawah, lalu taruh lagi berkasnya.
import-refused-whole = { $file } tidak dimasukkan. Tidak ada yang masuk buku.
import-nothing-to-do = { $file } sama dengan isi buku, semua { $lines } baris. Tidak ada yang ditulis.
import-applied = { $file } sudah masuk buku: { $new } baru, { $changed } berubah, { $same } tetap. Bisa dibatalkan seluruhnya.
import-already-applied = { $file } sudah pernah dimasukkan, { $at }. Tidak ada yang ditulis lagi.
import-taken-back = { $file } tidak dimasukkan: stok berubah saat ditulis, dan { $lines } baris tidak cocok lagi. Yang sudah ditulis dibatalkan. Lihat baris di bawah, lalu taruh lagi berkasnya.
import-stuck = { $file } baru sebagian masuk buku: stok berubah saat ditulis, { $lines } baris tidak cocok lagi, dan barangnya sudah berpindah. Selesaikan yang disebut di bawah, lalu taruh lagi berkasnya, atau batalkan.
import-interrupted = { $file } dihentikan sebelum selesai. Taruh lagi berkas yang sama dan ia lanjut dari situ, atau batalkan.
import-undone = { $file } dibatalkan seluruhnya. Buku kembali seperti semula.
import-undone-but-kept = { $file } dibatalkan. { $count } hal tetap ada, karena sudah dipakai yang lain.
import-not-undone = { $file } tidak dibatalkan. Tidak ada yang berubah.
import-undo-interrupted = Pembatalan { $file } dihentikan sebelum selesai. Minta lagi dan ia lanjut.
import-undo-stuck = { $file } baru sebagian dibatalkan: barangnya berpindah sementara itu. Kembalikan dulu, lalu minta lagi.
import-place = { $cell } (baris { $line }, { $column }: “{ $found }”):
import-unknown-column = Kolom “{ $column }” tidak dibaca: tidak ada yang bernama begitu.
import-unknown-column-near = Kolom “{ $column }” tidak dibaca. Maksudnya “{ $nearest }”?
import-more = Dan { $count } lagi.

## Files: why one is not taken at all

file-not-allowed = { $operator } tidak boleh memasukkan daftar ini. Minta kepala regu melakukannya.
file-empty = Isinya kosong. Simpan lagi dengan baris judul dan satu baris untuk tiap hal.
file-too-large = Jenis berkas ini paling besar { $limit } MB. Simpan sebagai XLSX atau CSV.
file-too-many-lines = Barisnya lebih dari { $limit }. Bagi menjadi beberapa berkas.
file-encoding-unknown = Hurufnya tidak dikenal. Simpan sebagai “CSV UTF-8” atau XLSX.
file-quote-open = Tanda kutip di sekitar baris { $line } tidak ditutup. Tutup atau hapus.
file-locked = Berkasnya terkunci kata sandi. Simpan tanpa kata sandi.
file-unreadable = Tidak bisa dibaca: { $why }. Simpan lagi sebagai XLSX atau CSV.
file-columns-missing = Tidak ada baris dengan judul ini: { $columns }. Tulis di atas kolomnya.
file-column-twice = Dua kolom berarti “{ $column }”. Sisakan satu.
file-sheets-unsure = Beberapa lembar mirip daftar ini: { $sheets }. Sisakan satu dalam berkas.
file-changed = Berkasnya disimpan lagi saat dibaca. Tutup dulu di tempat lain, lalu taruh lagi.
file-being-undone = Berkas ini pernah dimasukkan dan sedang dibatalkan. Selesaikan pembatalannya, lalu taruh lagi.
file-kind-unknown = { $file } tidak dimasukkan: namanya tidak menyebut daftar apa. Awali dengan salah satu ini: { $known }.

## Files: why a line is not taken

line-missing = { $column } belum diisi. Tulis isinya.
line-broken = Rumusnya menghasilkan { $text }. Tulis nilainya langsung.
line-not-a-number = “{ $text }” bukan angka. Tulis dengan digit, misalnya 12,5 atau 12.5.
line-number-unsure = “{ $text }” bisa berarti { $decimal } atau { $grouped }, dan tidak ada sel lain yang memastikan. Tulis seperti salah satunya.
line-digits-gone = Angka pada “{ $text }” hilang: disingkat oleh lembar kerja. Ubah kolomnya menjadi teks dan masukkan lagi.
line-too-fine = { $text } terlalu rinci untuk barang ini: paling banyak { $decimals } desimal.
line-too-large = { $text } terlalu besar, tidak mungkin benar. Periksa angkanya.
line-not-positive = { $text } harus lebih dari nol.
line-negative = { $text } di bawah nol. Tulis yang ada, nol atau lebih.
line-not-whole = { $text } harus bilangan bulat.
line-out-of-range = { $text } harus antara { $least } dan { $most }.
line-not-a-date = “{ $text }” bukan tanggal. Tulis seperti 2027-06-27.
line-day-unsure = “{ $text }” bisa berarti { $one } atau { $other }, dan tidak ada sel lain di kolom itu yang memastikan. Tulis seperti 2027-06-27.
line-short-year = Tahun pada “{ $text }” hanya dua digit. Tulis empat digit.
line-not-one-of = “{ $text }” bukan salah satu dari: { $choices }. Tulis salah satunya.
line-not-one-of-near = “{ $text }” bukan salah satu dari: { $choices }. Maksudnya { $nearest }?
line-not-a-code = “{ $text }” bukan kode: lembar kerja mengubahnya menjadi angka atau tanggal. Ubah kolomnya menjadi teks dan masukkan lagi.
line-bad-text = Teksnya lebih dari { $limit } huruf atau berisi tanda yang tidak bisa dicetak. Tulis lagi.
line-unknown-owner = Tidak ada pemilik bernama { $owner }. Tulis namanya seperti di sini, atau kosongkan.
line-unknown-item = Tidak ada barang dengan SKU { $sku }. Masukkan dulu barangnya, atau perbaiki SKU-nya.
line-unknown-item-near = Tidak ada barang dengan SKU { $sku }. Maksudnya { $nearest }?
line-item-of-several = Beberapa pemilik punya barang { $sku }. Tambahkan kolom Pemilik.
line-unknown-location = Tidak ada tempat dengan kode { $location }. Masukkan dulu tempatnya, atau perbaiki kodenya.
line-unknown-location-near = Tidak ada tempat dengan kode { $location }. Maksudnya { $nearest }?
line-not-a-place-for-stock = Barang tidak bisa ditaruh di { $location }. Sebutkan rak atau krat.
line-unknown-unit = Satuan “{ $unit }” tidak dikenal untuk barang ini. Yang dikenal: { $known }.
line-needs-density = { $unit } tidak bisa diubah ke { $stock_unit } tanpa massa jenis. Tulis jumlahnya dalam { $stock_unit }.
line-units-differ = Selnya berbunyi { $text }, kolom Satuan berbunyi { $unit }. Sisakan satu.
line-unknown-pack = Kemasan “{ $pack }” tidak dikenal. Yang dikenal: { $known }.
line-pack-needs-factor = Berapa isi satu { $pack }? Tulis angkanya.
line-pack-factor-differs = Baris { $line } menyebut isi lain untuk { $pack } barang yang sama. Samakan keduanya.
line-twice-in-file = Baris { $line } membahas hal yang sama. Jumlahkan, atau bedakan menurut lotnya.
line-differs-by-case = { $text } hanya beda huruf besar atau spasi dengan { $known }. Tulis sama persis.
line-fixed-by-goods = { $before } tidak bisa menjadi { $after }: barang ini sudah pernah bergerak. Buat barang lain.
line-fixed = { $before } tidak bisa menjadi { $after } lewat berkas. Lakukan di stasiun.
line-code-check-digit = { $code } salah tulis: digit terakhirnya seharusnya { $expected }. Salin lagi dari kemasan.
line-zeros-lost = { $code } sepertinya kehilangan nol di depan. Maksudnya { $nearest }? Ubah kolomnya menjadi teks.
line-not-a-gtin = { $code } bukan GTIN: perlu 8, 12, 13, atau 14 digit. Perbaiki, atau sebutkan jenis kode lain.
line-not-by-lot = { $sku } tidak dicatat per lot. Kosongkan lot dan tanggalnya.
line-lot-missing = Tanggal tanpa lot untuk { $sku } tidak berarti. Tulis lotnya, atau kosongkan tanggalnya.
line-lot-of-several-makers = Beberapa pembuat punya lot { $lot }. Tulis pembuatnya.
line-lot-maker-differs = Lot { $lot } tercatat dengan pembuat “{ $known }”. Salah ketik, atau lot lain? Tulis pembuat seperti tercatat.
line-lot-date-differs = Lot { $lot } tercatat dengan { $known }; berkas berbunyi { $read }. Baca kemasannya lagi; kalau memang lot lain dengan kode ini, tulis ya di kolom “Lot kedua”.
line-lot-of-several-dates = Ada beberapa lot { $lot }: { $dates }. Tulis tanggalnya.
line-bad-certificate = “{ $text }” bukan alamat https dan bukan nama berkas, atau lebih dari { $limit } karakter. Tulis alamat sertifikat atau nama berkasnya.
line-parent-cannot-hold = Tidak bisa berada di { $parent }. Sebutkan lokasi usaha, zona, atau rak.
line-too-deep = Terlalu dalam di { $parent }: paling banyak { $limit } tempat bertingkat, mulai dari lokasi usaha.
line-tare-unit = { $text } perlu satuannya: tulis dalam kg atau g, misalnya 1,85 kg atau 1850 g.
line-tare-too-heavy = Tidak ada krat seberat { $text }; paling berat { $limit_kg } kg. Kalau maksudnya gram, tulis g di belakang angkanya.
line-tare-of-no-crate = Hanya krat yang punya tara. Kosongkan selnya, atau betulkan jenis tempatnya.
line-opened-before = Barang, lot, dan tempat yang sama sudah dibuka oleh { $entry }. Batalkan dulu, atau hitung tempatnya.
line-pieces-missing = { $sku } dicatat menurut berat dan potong. Tulis jumlah potongnya.
line-serial-missing = { $sku } dicatat per nomor seri. Tulis satu baris untuk tiap nomor.
line-not-by-serial = { $sku } tidak dicatat per nomor seri. Kosongkan nomor serinya.
line-serial-is-one = Nomor seri { $serial } berarti satu buah. Tulis 1.
line-serial-elsewhere = Nomor seri { $serial } sudah ada di { $location }. Baca nomornya lagi.
line-serials-are-scanned = { $sku } dicatat per nomor seri. Hitung dengan memindai, bukan lewat berkas.
line-pieces-differ = { $quantity } dan { $pieces } tidak cocok. Timbang dan hitung lagi barangnya, lalu tulis keduanya.
line-count-below-zero = Sejak dihitung, yang keluar lebih banyak: sekarang ada { $there }. Hitung lagi tempatnya.
line-order-of-vendor = { $order } berasal dari { $vendor }. Ubah di sana.
line-order-done = { $order } sudah selesai. Tulis pesanan lain.
line-order-differs = Baris { $line } menyebut “{ $known }” untuk pesanan yang sama. Samakan keduanya.
line-order-line-unsure = { $order } punya { $sku } di beberapa baris. Tambahkan kolom Baris pesanan.
line-order-line-of-other = Baris pesanan ini untuk { $sku }. Pakai nomor baris lain.

## Files: why an import is not undone, and what stays

undo-unknown-import = Tidak ada impor seperti itu. Tidak ada yang berubah.
undo-already-undone = Impor ini sudah dibatalkan. Tidak ada yang berubah.
undo-not-allowed = { $operator } tidak boleh membatalkan impor. Minta kepala regu melakukannya.
undo-goods-moved-on = { $item } sudah berpindah: { $location } berisi { $there }, padahal perlu { $needed } untuk membatalkan. Kembalikan dulu barangnya.
undo-promised = { $item } di { $location } sudah dijanjikan: { $free } bebas, padahal perlu { $needed } untuk membatalkan. Lepaskan dulu janjinya.
undo-serial-moved-on = Nomor seri { $serial } sudah berpindah ke { $location }. Kembalikan dulu.
kept-changed-since = { $what } sudah diubah orang lain, dan tetap begitu.
kept-held-at = { $what } tetap ada: sebagian berada di { $place }.
kept-on-order = { $what } tetap ada: diminta oleh { $order }.
kept-pack-has-code = { $what } tetap ada: kode { $code } berarti itu.
kept-received-on = { $what } tetap ada: barangnya sudah diterima.
kept-named = { $what } tetap ada: riwayat menyebutnya.

## Kiriman antarlokasi, krat, barang di tangan orang

prompt-transfer-load = { $document } ke { $to }: pindai krat untuk memuatnya, atau nyatakan berangkat. Untuk barang: pindai raknya dulu.
prompt-transfer-arrive = { $document } dari { $from }: pindai yang tiba, lalu tempatnya.
said-sent = { $item }: { $quantity } dalam perjalanan ke { $to } dengan { $document }.
said-crate-sent = { $crate_code } dalam perjalanan ke { $to } dengan { $document }, dengan semua isinya.
said-arrived = { $item }: { $quantity } dari { $document } tiba, sekarang di { $location }.
said-crate-arrived = { $crate_code } dari { $document } tiba, sekarang di { $location }.
said-transfer-opened = { $document } dibuka.
said-transfer-gone = { $document } sudah berangkat. Tidak ada lagi yang ditambahkan.
said-transfer-stays-open = { $document } tetap terbuka.
said-transfer-complete = { $document } lengkap. Tidak ada lagi yang dalam perjalanan.
said-transfer-short = { $document } ditutup. { $count } barang tidak tiba dan tetap dalam perjalanan. Manajer stok mencarinya.
said-transfer-lost = { $document }: yang tidak pernah tiba sudah keluar dari catatan.
question-transfer-short = { $document }: { $missing } { $item } { $open_count ->
    [1] masih
   *[other] dan lainnya (semuanya { $open_count }) masih
} dalam perjalanan. Sisanya masih akan datang?
question-transfer-lost = { $document }: { $missing } { $item } { $open_count ->
    [1] tidak pernah tiba
   *[other] dan lainnya (semuanya { $open_count }) tidak pernah tiba
}. Akan dikeluarkan dari catatan. Kenapa?
question-goods-arrived-since = Yang dikirim sudah diterima { $count } kali. Terbaru dulu: { $newest }. Apa yang dikembalikan?
do-transfer-gone = Berangkat sekarang
do-transfer-done = Semua sudah dipindai
do-transfer-rest = Sisanya menyusul
do-transfer-close = Tidak ada lagi yang datang
do-give-up = Relakan yang hilang
task-transfer-missing = { $document }: { $quantity } { $item } tidak tiba (semuanya { $count }). Cari dan pindai masuk, atau relakan.
detail-route = { $from } → { $to }
detail-on-road = { $count } dalam perjalanan
document-transfer = Kiriman antarlokasi
move-transfers = Dalam perjalanan
move-carried = Di tangan Anda
move-crates = Krat di tangan
move-crates-here = Krat di sini
transfer-state-open = sedang dimuat
transfer-state-in_transit = dalam perjalanan
transfer-state-received = ditutup
transfer-progress = { $done } dari { $total } tiba
transfer-loaded = { $count } dimuat
refusal-transfer-left = { $document } sudah berangkat. Tidak ada yang dicatat. Pindai tempat di lokasi tujuan: kiriman baru dimulai.
refusal-transfer-elsewhere = { $document } memuat barang dari { $site }. Tidak ada yang dicatat. Pindai tempat di lokasi tujuan barang Anda.
said-crate-cleaned = { $crate_code } bersih.
said-crate-at = { $crate_code } { $state }, di { $location }. { $line_count ->
    [0] Tidak ada isinya.
   *[other] Isinya { $line_count } lot.
}
question-crate-dirty = { $crate_code } sudah dikosongkan dan belum ada yang membersihkannya. Sudah bersih?
do-crate-cleaned = Sudah bersih
crate-clean = bersih
crate-in-use = dipakai
crate-dirty = kotor
crate-used-up = sudah habis pakai
crate-lots = { $count ->
    [0] kosong
   *[other] { $count } lot
}
refusal-crate-dirty = { $crate_code } sudah dikosongkan dan belum ada yang membersihkannya. Tidak ada yang dicatat. Ambil yang lain, atau bersihkan dan nyatakan di Pindah.
refusal-crate-takes-one = { $crate_code } hanya untuk { $rule }, dan di dalamnya ada yang lain. Tidak ada yang dicatat. Ambil krat lain.
mixing-one-owner = barang satu pemilik
mixing-one-item = satu barang
mixing-one-lot = satu lot
said-count-waits = { $item }: { $counted } disimpan. Sebagian ada di tangan { $operator }, jadi selisihnya menunggu sampai itu dicatat.
refusal-count-waits-for-pick = Sebagian barang ini masih di tangan { $operator }. Tidak ada yang berubah. Tunggu sampai itu dicatat, atau sampai { $until }.
reason-pick-open = dihitung saat sebagian ada di tangan orang lain
count-carried = { $operator } memegang { $quantity }, belum dicatat
count-carried-some = { $operator } sedang mengambil sebagian, belum dicatat
count-carried-booked = { $operator } membawa { $quantity }, sudah dicatat keluar
do-zone-zero = Nolkan sisanya
question-zone-zero = { $location }: { $count } baris tidak dihitung siapa pun. Benar tidak ada di sana? Akan keluar dari catatan. Kenapa?
said-zone-zeroed = { $location }: { $count } baris yang tidak dihitung siapa pun kini nol.

## Lot yang ditahan, dan aturan tentang yang tak terduga
lot-status-released = bebas
lot-status-quarantine = ditahan
lot-status-recalled = ditarik
lot-act-hold = Tahan
lot-act-release = Bebaskan
lot-act-recall = Tarik kembali
lot-act-extend = Tanggal baru
lot-act-reversal = Urungkan
lot-done-hold = ditahan
lot-done-release = dibebaskan
lot-done-recall = ditarik
lot-done-extend = tanggal baru
lot-done-reversal = dibatalkan
adjust-lots = Lot
reason-check-failed = Tidak lolos periksa
reason-supplier-notice = Kabar dari pemasok
reason-complaint = Keluhan
reason-short-life = Sisa umur terlalu pendek
reason-waits-for-check = Menunggu pemeriksaan
reason-checked-good = Sudah diperiksa, baik
reason-held-by-mistake = Salah ditahan
do-judge-lots = Lot ditahan
do-judge-lot = { $act }
do-hold-all = Tahan { $lot_count } lot
prompt-judge-what = Pindai lot, atau tempat yang semua lotnya ditahan.
prompt-judge-lot = { $item }, lot { $lot }, { $status }. Mau diapakan?
prompt-judge-place = { $location }: { $lot_count } lot. Mau diapakan?
prompt-new-date = Lot { $lot } tercatat sampai { $known }. Baik sampai kapan?
said-lot-judged = { $item }, lot { $lot }: { $act }. Berlaku di mana pun lot itu berada.
said-place-held = { $location }: { $lot_count } lot ditahan, di mana pun berada.
said-book-was-short = Di catatan ada { $there } { $item } di { $location }, dicatat { $wanted }. Kepala regu akan memeriksa.
booked-lot = { $item } { $lot }{ $others ->
    [0] {""}
   *[other] { " " }+ { $others }
}: { $act } ({ $reason })
booked-lot-extended = { $item } { $lot }: { $from } → { $to } ({ $reason })
question-book-short-badge = Di catatan ada { $there } { $item } di { $location }, Anda memegang { $wanted }. Kepala regu memindai kartunya untuk menerimanya.
question-over-badge = { $item } lebih { $excess } dari pesanan ({ $ordered }): { $reason }. Kepala regu memindai kartunya untuk menerimanya.
question-short-life = { $item }, lot { $lot }, baik sampai { $last_good_day }: sisa { $days_left } hari, diminta { $days_wanted }. Mau diapakan?
task-lot-waits = { $item }, lot { $lot }, menunggu dibebaskan. Boleh dipindah, belum boleh dipakai.
task-hold-by-hand = { $location } ditahan. { $item }{ $others ->
    [0] {""}
   *[other] { " " }dan { $others } barang lain
} di sana tanpa lot: bawa ke rak tahan.
task-on-hold-short-life = { $quantity } { $item }, lot { $lot }, ditahan: sisa umurnya terlalu pendek saat datang.
resolution-put-on-hold-shelf = Sudah dibawa ke rak tahan
refusal-lot-recalled = Lot { $lot } ditarik. Tidak ada yang dicatat. Jangan dipakai; biarkan di tempatnya dan panggil kepala regu.
refusal-lot-is-already = Lot { $lot } memang sudah { $status }. Tidak ada yang diubah.
refusal-lot-changed-since = Lot { $lot } sudah diubah lagi: sekarang { $status }. Tidak ada yang diubah. Urungkan perubahan terakhir dulu, atau tetapkan lagi.
refusal-lot-not-named = Barang ini tanpa lot. Tidak ada yang diubah. Pindahkan ke rak tahan.
refusal-no-lot-to-hold = Tidak ada lot di { $location } yang bisa ditahan. Tidak ada yang diubah. Pindahkan barang tanpa lot ke rak tahan.
refusal-too-many-lots = { $location } punya { $count } lot atau lebih, sekali jalan { $limit }. Tidak ada yang diubah. Tahan per tempat.
refusal-use-by-stays = Lot { $lot } harus dipakai paling lambat { $last_good_day }; tanggal itu tidak pernah digeser. Tidak ada yang diubah. Hapuskan saja.
refusal-no-date-to-extend = Lot { $lot } tidak punya tanggal yang bisa digeser. Tidak ada yang diubah.
refusal-not-later = Lot { $lot } sudah baik sampai { $known }, { $read } tidak lebih lambat. Tidak ada yang diubah. Beri hari yang lebih lambat.
refusal-needs-lead-badge = { $operator } tidak boleh menyetujui ini. Tidak ada yang dicatat. Kepala regu memindai kartunya, atau ubah angkanya.
history-lots = Lot
history-lots-none = Belum ada lot yang ditahan, dibebaskan atau ditarik.
history-lots-none-detail = Yang dilakukan pada lot tampil di sini, tanpa tempat dan tanpa jenis gerakan.

barcode-empty = Barcode { $code } perlu paling sedikit satu huruf. Tidak ada yang dicetak. Isi kolomnya.
barcode-letter = “{ $letter }” (huruf ke-{ $position }) tidak bisa ada di barcode { $code }. Tidak ada yang dicetak. Ubah teksnya.
barcode-length = Barcode { $code } memuat { $allowed } angka, bukan { $length }. Tidak ada yang dicetak. Perbaiki nomornya.
barcode-check-digit = { $data } bukan nomor { $code } yang benar: angka terakhirnya harus { $expected }. Tidak ada yang dicetak. Perbaiki di data barang.
barcode-not-short = { $data } tidak punya bentuk pendek. Tidak ada yang dicetak. Cetak sebagai UPC-A.
barcode-gs1 = Bagian { $part } tidak bisa ada di barcode { $code }. Tidak ada yang dicetak. Perbaiki isinya.
barcode-too-long = { $length } huruf tidak muat di satu barcode { $code }. Tidak ada yang dicetak. Pakai teks lebih pendek, atau dua kode.
photo-too-large = Foto ini { $megabytes } MB, paling besar { $most } MB. Tidak ada kode yang dibaca. Ambil foto yang lebih kecil.
photo-too-many-dots = Foto ini { $megapixels } megapiksel, paling besar { $most }. Tidak ada kode yang dibaca. Ambil foto yang lebih kecil.
photo-unknown-kind = Berkas ini bukan foto JPEG atau PNG. Tidak ada kode yang dibaca. Pilih berkas lain, atau ambil foto lagi.
photo-damaged = Foto ini tidak bisa dibuka. Tidak ada kode yang dibaca. Ambil foto lagi.
paper-code-too-wide = { $code } terlalu panjang untuk jadi barcode di kertas ini. Tidak ada yang dicetak. Pakai kertas lebih besar atau nomor lebih pendek.
paper-head-too-long = Nama, alamat, dan nomor di “{ $title }” tidak muat di satu halaman. Tidak ada yang dicetak. Persingkat, atau pakai kertas lebih besar.
paper-bad-logo = Logo perusahaan tidak bisa dibaca. Tidak ada yang dicetak. Pilih gambar PNG atau JPEG, paling besar 4 megapiksel, di pengaturan.
paper-bad-font = Fon untuk huruf lain tidak bisa dibaca. Tidak ada yang dicetak. Pilih berkas TTF atau OTF di pengaturan.
paper-purchase-receipt = Bukti penerimaan barang
paper-count-sheet = Lembar hitung
paper-crate-list = Isi krat
paper-pallet-list = Isi palet
paper-page = Halaman %1 dari %2
paper-from = Dari
paper-to = Untuk
paper-received-at = Diterima di
paper-date = Tanggal
paper-order = Pesanan
paper-purchase-order = Pesanan pembelian
paper-delivery-note = Surat jalan
paper-carrier = Pengangkut
paper-received-by = Diterima oleh
paper-packed-by = Dikemas oleh
paper-counted-by = Dihitung oleh
paper-checked-by = Diperiksa oleh
paper-driver = Sopir
paper-name-and-signature = Nama, tanggal, tanda tangan
paper-zone = Zona
paper-place = Lokasi
paper-item = Barang
paper-lot = Lot
paper-ordered = Dipesan
paper-received = Diterima
paper-quantity = Jumlah
paper-counted = Hasil hitung
paper-again = Hitung ulang
paper-remarks = Catatan
paper-total = Total
paper-lines = Baris
paper-packages = Koli
paper-net-weight = Berat bersih
paper-gross-weight = Berat kotor
paper-nothing = Tidak ada apa pun di daftar ini.
paper-no-date-printed = tanpa tanggal
paper-not-known = tanggal belum diketahui
paper-found-here = Juga ditemukan di sini
paper-decimal-mark = ,
paper-month-1 = Jan
paper-month-2 = Feb
paper-month-3 = Mar
paper-month-4 = Apr
paper-month-5 = Mei
paper-month-6 = Jun
paper-month-7 = Jul
paper-month-8 = Agu
paper-month-9 = Sep
paper-month-10 = Okt
paper-month-11 = Nov
paper-month-12 = Des
